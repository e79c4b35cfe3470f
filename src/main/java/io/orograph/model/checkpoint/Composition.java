package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.network.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array that a file does not hold as such, put together from pieces of those it holds, one behind the other. As a text:
 * {@code attn.q.weight[0:64] + attn.k.weight[0:64]}, the indices those of the elements in row-major order;
 * {@code .T} behind a name swaps the two axes before.
 */
record Composition(List<Piece> pieces) {

    private static final String JOINED = " + ";
    private static final Pattern PIECE =
            Pattern.compile("(?<name>.+?)(?<swapped>\\.T)?\\[(?<from>\\d{1,9}):(?<to>\\d{1,9})]");

    /**
     * Elements of an array.
     *
     * @param swapped whether the two axes of the array are swapped before
     * @param to the element after the last
     */
    record Piece(String array, boolean swapped, int from, int to) {

        int size() {
            return to - from;
        }

        String text() {
            return array + (swapped ? ".T" : "") + "[" + from + ":" + to + "]";
        }

        private double[] read(NamedArrays arrays, int first, int end) throws IOException {
            if (!swapped) {
                return arrays.read(array, first, end);
            }
            long[] shape = arrays.required(array).shape();
            double[] values = WeightMatch.transposed(arrays.read(array), (int) shape[1], (int) shape[0]);
            return Arrays.copyOfRange(values, first, end);
        }
    }

    Composition {
        pieces = List.copyOf(pieces);
    }

    /** Returns all elements of an array. */
    static Composition of(NamedArrays.Array array, boolean swapped) {
        return new Composition(List.of(new Piece(array.name(), swapped, 0, Shape.size(array.shape()))));
    }

    /** Returns what a text means; empty if it means no composition. */
    static Optional<Composition> parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        for (String part : text.split(Pattern.quote(JOINED))) {
            Matcher matcher = PIECE.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            pieces.add(new Piece(
                    matcher.group("name"),
                    matcher.group("swapped") != null,
                    Integer.parseInt(matcher.group("from")),
                    Integer.parseInt(matcher.group("to"))));
        }
        return Optional.of(new Composition(pieces));
    }

    /** Returns the same and another one behind it. */
    Composition and(Composition other) {
        List<Piece> all = new ArrayList<>(pieces);
        for (Piece piece : other.pieces) {
            Piece last = all.isEmpty() ? piece : all.get(all.size() - 1);
            boolean goesOn = !all.isEmpty()
                    && last.array().equals(piece.array())
                    && last.swapped() == piece.swapped()
                    && last.to() == piece.from();
            if (goesOn) {
                all.set(all.size() - 1, new Piece(last.array(), last.swapped(), last.from(), piece.to()));
            } else {
                all.add(piece);
            }
        }
        return new Composition(all);
    }

    /** Returns some of its elements. */
    Composition range(int from, int to) {
        List<Piece> cut = new ArrayList<>();
        int at = 0;
        for (Piece piece : pieces) {
            int first = Math.max(from, at) - at;
            int end = Math.min(to, at + piece.size()) - at;
            if (first < end) {
                cut.add(new Piece(piece.array(), piece.swapped(), piece.from() + first, piece.from() + end));
            }
            at += piece.size();
        }
        return new Composition(cut);
    }

    /** Returns the same from arrays with other names; empty if one of them is missing or too small. */
    Optional<Composition> renamed(Function<String, Optional<NamedArrays.Array>> find) {
        List<Piece> renamed = new ArrayList<>();
        for (Piece piece : pieces) {
            Optional<NamedArrays.Array> array = find.apply(piece.array());
            boolean fits = array.isPresent()
                    && piece.to() <= Shape.size(array.get().shape())
                    && (!piece.swapped() || array.get().shape().length == 2);
            if (!fits) {
                return Optional.empty();
            }
            renamed.add(new Piece(array.get().name(), piece.swapped(), piece.from(), piece.to()));
        }
        return Optional.of(new Composition(renamed));
    }

    int size() {
        return pieces.stream().mapToInt(Piece::size).sum();
    }

    /** Returns a part of the elements from a file. */
    double[] read(NamedArrays arrays, int from, int to) throws IOException {
        double[] values = new double[to - from];
        int at = 0;
        for (Piece piece : range(from, to).pieces) {
            double[] read = piece.read(arrays, piece.from(), piece.to());
            System.arraycopy(read, 0, values, at, read.length);
            at += read.length;
        }
        return values;
    }

    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining(JOINED));
    }

    /** Returns which arrays it is pieced together from, for a sentence. */
    String summary() {
        List<String> arrays = pieces.stream().map(Piece::array).distinct().toList();
        return pieces.size() + " pieces of " + String.join(", ", arrays);
    }
}
