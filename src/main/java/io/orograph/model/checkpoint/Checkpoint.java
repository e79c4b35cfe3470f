package io.orograph.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An open file that holds named arrays of numbers; they are read when they are asked for. */
public interface Checkpoint extends Closeable {

    /**
     * An array of a file.
     *
     * @param name its name
     * @param shape its shape
     */
    record Array(String name, long[] shape) {
        public Array {
            shape = shape.clone();
        }

        @Override
        public long[] shape() {
            return shape.clone();
        }
    }

    /** The file. */
    Path file();

    /** The arrays, in the order of the file. */
    List<Array> arrays();

    /**
     * The elements of an array in row-major order.
     *
     * @param name one of {@link #arrays}
     * @throws io.orograph.file.UnreadableFileException if the file is damaged there
     * @throws IOException if it cannot be read
     */
    double[] read(String name) throws IOException;

    /**
     * A part of an array. Formats in which it lies in one piece read no more of the file than that.
     *
     * @param from first element
     * @param to the element after the last
     * @throws IOException as there
     */
    default double[] read(String name, int from, int to) throws IOException {
        return Arrays.copyOfRange(read(name), from, to);
    }

    /**
     * The same without arrays that are known to be no weights, which shapes and order alone would not tell from them. Closed
     * with this one.
     */
    default Checkpoint withoutStatistics() {
        return this;
    }
}
