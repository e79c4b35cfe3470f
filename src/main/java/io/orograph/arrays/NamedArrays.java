package io.orograph.arrays;

import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An open file that holds arrays of numbers by name; they are read when they are asked for. */
public interface NamedArrays extends Closeable {

    /**
     * An array of a file, known before its elements are read.
     *
     * @param name its name
     * @param type NumPy's name of its element type: {@code float32}; that of the file where NumPy has none
     * @param shape its shape
     */
    record Array(String name, String type, long[] shape) {
        public Array {
            shape = shape.clone();
        }

        @Override
        public long[] shape() {
            return shape.clone();
        }

        /** Returns how the array is described in a list: {@code x float32 [1797, 64]}. */
        public String text() {
            return Excerpt.of(name) + " " + type + " " + Shape.text(shape);
        }
    }

    /** How many arrays a sentence lists. */
    int MOST_LISTED = 12;

    /** Returns the file. */
    Path file();

    /**
     * Returns the arrays, in the order of the file.
     *
     * @throws io.orograph.file.UnreadableFileException if the file is damaged where it describes them
     * @throws IOException if it cannot be read
     */
    List<Array> arrays() throws IOException;

    /** Returns an array by its name. */
    default Optional<Array> find(String name) throws IOException {
        return arrays().stream().filter(array -> array.name().equals(name)).findFirst();
    }

    /**
     * Returns the elements of an array in row-major order.
     *
     * @param name one of {@link #arrays}
     * @throws io.orograph.file.UnreadableFileException if there is no such array, or the file is damaged there
     * @throws IOException if it cannot be read
     */
    double[] read(String name) throws IOException;

    /**
     * Returns a part of an array. Formats in which it lies in one piece read no more of the file than that.
     *
     * @param from first element
     * @param to the element after the last
     * @throws IOException as there
     */
    default double[] read(String name, int from, int to) throws IOException {
        return Arrays.copyOfRange(read(name), from, to);
    }

    /**
     * Returns an array with its shape. Formats of data keep the element type; others give doubles.
     *
     * @throws IOException as {@link #read(String)} does
     */
    default Tensor tensor(String name) throws IOException {
        return Tensor.of(read(name), required(name).shape());
    }

    /**
     * Returns the texts of an array of text, in row-major order.
     *
     * @throws io.orograph.file.UnreadableFileException if it holds no text, or the file is damaged there
     * @throws IOException if it cannot be read
     */
    default List<String> texts(String name) throws IOException {
        throw new UnsupportedFileException(file(), "holds numbers, no text, in its array " + Excerpt.of(name));
    }

    /**
     * Returns an array as it is described.
     *
     * @throws UnsupportedFileException if there is none of that name; the sentence lists those that there are
     */
    default Array required(String name) throws IOException {
        Optional<Array> array = find(name);
        if (array.isEmpty()) {
            throw new UnsupportedFileException(
                    file(), "holds no array called " + Excerpt.of(name) + "; it holds " + describe());
        }
        return array.get();
    }

    /** Returns the arrays with type and shape, for a sentence: {@code x float32 [1797, 64], y int64 [1797]}. */
    default String describe() throws IOException {
        List<Array> arrays = arrays();
        String list = arrays.stream().limit(MOST_LISTED).map(Array::text).collect(Collectors.joining(", "));
        int more = arrays.size() - MOST_LISTED;
        return more > 0 ? list + " and " + more + " more" : list;
    }

    /** Returns what the file says beside its arrays, by name: numbers, texts and booleans, such as an epoch. */
    default Map<String, Object> notes() {
        return Map.of();
    }

    /**
     * Returns what the file may mean by its arrays: several where it holds more than one dictionary of them, as a
     * checkpoint with the weights of two networks, the likeliest, which is this one, first. Closed with this one.
     */
    default List<NamedArrays> candidates() {
        return List.of(this);
    }

    /** Returns whether arrays of such files often count their samples on the last axis, as MATLAB's do. */
    default boolean mayCountOnLastAxis() {
        return false;
    }

    /**
     * Returns the same without arrays that are known to be running statistics and no weights, which shapes and order
     * alone would not tell from them. Closed with this one.
     */
    default NamedArrays withoutStatistics() {
        return this;
    }
}
