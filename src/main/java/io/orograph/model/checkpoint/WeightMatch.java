package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The assignment of the arrays of a checkpoint to the parameters of a network: a value that can be shown and corrected,
 * and that holds for every checkpoint with the same arrays.
 *
 * @param assignments one for each parameter, in the order of θ
 */
public record WeightMatch(List<Assignment> assignments) {

    /** The reason why an array was taken for a parameter. */
    public enum Basis {
        NAME("name"),
        VALUES("equal values"),
        SHAPE_AND_ORDER("shape and order"),
        CHOSEN("chosen");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * An array and the parameter that it is.
     *
     * @param array the array's name
     * @param transposed whether its two axes are swapped, as where PyTorch keeps [out, in] and the model [in, out]
     */
    public record Assignment(Parameter parameter, String array, boolean transposed, Basis basis) {

        /**
         * Returns the assignment as a table shows it: {@code fc1.weight ← model.fc1.weight, transposed (shape and
         * order)}.
         */
        public String text() {
            String from = Composition.parse(array)
                    .filter(composition -> composition.pieces().size() > 2)
                    .map(Composition::summary)
                    .orElse(array);
            return parameter.name() + " ← " + from + (transposed ? ", transposed" : "") + " (" + basis.label() + ")";
        }
    }

    public WeightMatch {
        assignments = List.copyOf(assignments);
    }

    /**
     * Returns which array is which parameter, by the parameter's name, where a person chose it: none if no array was chosen,
     * else also of those that go by shape and order, since a choice may have moved them. In whichever order they are
     * {@linkplain #with taken} again, the match is the same.
     */
    public Map<String, String> chosen() {
        if (assignments.stream().noneMatch(assignment -> assignment.basis() == Basis.CHOSEN)) {
            return Map.of();
        }
        return assignments.stream()
                .filter(assignment -> assignment.basis() == Basis.CHOSEN || assignment.basis() == Basis.SHAPE_AND_ORDER)
                .collect(Collectors.toMap(assignment -> assignment.parameter().name(), Assignment::array));
    }

    /** Returns whether an array has as many numbers as a parameter, in its shape but for axes of size 1 or swapped ones. */
    public static boolean fits(Parameter parameter, NamedArrays.Array array) {
        return Fit.of(parameter, array.shape()) != Fit.NONE;
    }

    /**
     * Returns this match with another array for a parameter. Where that array was taken for another parameter by shape
     * and order alone, the other takes what this one had, if it is of the same shape: two that were mistaken for each
     * other are put right at once.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the array's shape does not fit it
     */
    public WeightMatch with(String parameter, NamedArrays.Array array) {
        Assignment before = assignments.stream()
                .filter(assignment -> assignment.parameter().name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model has no parameter " + parameter));
        if (!fits(before.parameter(), array)) {
            throw new IllegalArgumentException("the array " + array.name() + " has the shape "
                    + Shape.text(array.shape()) + ", but " + parameter + " has "
                    + Shape.text(before.parameter().shape()));
        }
        return new WeightMatch(assignments.stream()
                .map(assignment -> {
                    if (assignment == before) {
                        return chosen(before.parameter(), array.name(), array.shape());
                    }
                    boolean robbed =
                            assignment.array().equals(array.name()) && assignment.basis() == Basis.SHAPE_AND_ORDER;
                    return robbed ? swapped(assignment, before) : assignment;
                })
                .toList());
    }

    private static Assignment chosen(Parameter parameter, String array, long[] shape) {
        return new Assignment(parameter, array, Fit.of(parameter, shape) == Fit.TRANSPOSED, Basis.CHOSEN);
    }

    /** Returns an assignment with the array that another one had, where the two parameters have one shape. */
    private static Assignment swapped(Assignment assignment, Assignment before) {
        boolean alike =
                Arrays.equals(assignment.parameter().shape(), before.parameter().shape());
        return alike
                ? new Assignment(assignment.parameter(), before.array(), before.transposed(), before.basis())
                : assignment;
    }

    /** The relation of an array's shape to a parameter's. */
    enum Fit {
        NONE,
        /** The shapes agree but for axes of size 1: the elements lie in the same order. */
        DIRECT,
        /** A matrix with its axes swapped; not a square one, whose shape does not tell. */
        TRANSPOSED;

        static Fit of(Parameter parameter, long[] shape) {
            long[] own = parameter.shape();
            if (Arrays.equals(withoutOnes(own), withoutOnes(shape))) {
                return DIRECT;
            }
            boolean swapped = own.length == 2 && shape.length == 2 && own[0] == shape[1] && own[1] == shape[0];
            return swapped ? TRANSPOSED : NONE;
        }

        private static long[] withoutOnes(long[] shape) {
            return Arrays.stream(shape).filter(axis -> axis != 1).toArray();
        }
    }

    /**
     * Returns a part of θ from a checkpoint.
     *
     * @param from first entry of θ
     * @param to the entry after the last
     * @throws UnsupportedFileException if an array is missing in it or has another shape
     * @throws IOException if it cannot be read
     */
    public double[] read(NamedArrays checkpoint, int from, int to) throws IOException {
        double[] part = new double[to - from];
        MatchedArrays arrays = MatchedArrays.of(checkpoint, assignments);
        for (Assignment assignment : assignments) {
            Parameter parameter = assignment.parameter();
            int begin = Math.max(from, parameter.offset());
            int end = Math.min(to, parameter.end());
            if (begin < end) {
                double[] values =
                        read(checkpoint, arrays, assignment, begin - parameter.offset(), end - parameter.offset());
                System.arraycopy(values, 0, part, begin - from, end - begin);
            }
        }
        return part;
    }

    /**
     * Returns whether a checkpoint has none of the arrays, so that it holds something else than these weights.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isMissing(NamedArrays checkpoint) throws IOException {
        return MatchedArrays.of(checkpoint, assignments).count() == 0;
    }

    /** Returns θ from a checkpoint: see {@link #read(NamedArrays, int, int)}. */
    public double[] read(NamedArrays checkpoint, ParameterLayout layout) throws IOException {
        return read(checkpoint, 0, layout.size());
    }

    private static double[] read(NamedArrays checkpoint, MatchedArrays arrays, Assignment assignment, int from, int to)
            throws IOException {
        Optional<NamedArrays.Array> array = arrays.find(assignment.array());
        long[] wanted = assignment.parameter().shape();
        boolean fits = arrays.isMade(assignment)
                || array.isPresent()
                        && Fit.of(assignment.parameter(), array.get().shape()) != Fit.NONE;
        if (!fits) {
            throw new UnsupportedFileException(
                    checkpoint.file(),
                    "does not go with the other checkpoints: its array " + assignment.array() + " "
                            + array.map(a -> "has the shape " + Shape.text(a.shape()) + " where " + Shape.text(wanted)
                                            + " is needed")
                                    .orElse("is missing")
                            + "; choose checkpoints of one training");
        }
        if (!assignment.transposed()) {
            return arrays.read(assignment, from, to);
        }
        double[] values = transposed(arrays.read(assignment), (int) wanted[0], (int) wanted[1]);
        return Arrays.copyOfRange(values, from, to);
    }

    /** Transposes a matrix from [columns, rows] to [rows, columns]. */
    static double[] transposed(double[] values, int rows, int columns) {
        double[] result = new double[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[row * columns + column] = values[column * rows + row];
            }
        }
        return result;
    }
}
