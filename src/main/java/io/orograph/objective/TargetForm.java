package io.orograph.objective;

import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the targets of a data set are written, decided once on all of its samples.
 *
 * @param coding how 0 and 1 are written where a loss takes these
 * @param firstLabel the label of the first class
 * @param ignored the target of what is left out; empty if nothing is
 * @param classAxis the axis of one-hot targets, or of those that are probabilities, that counts the classes; empty for that
 *     of the outputs
 */
public record TargetForm(Coding coding, long firstLabel, OptionalLong ignored, OptionalInt classAxis) {

    /** How yes and no are written. */
    public enum Coding {
        /** As 1 and 0. */
        PLAIN(0, 1),
        /** As 1 and −1. */
        SIGNS(-1, 1),
        /** As 255 and 0, as the pixels of a mask are. */
        BYTES(0, 255),
        /** As 2 and 1: classes that are counted from 1. */
        FROM_ONE(1, 2);

        private final double no;
        private final double yes;

        Coding(double no, double yes) {
            this.no = no;
            this.yes = yes;
        }

        /** Returns the number that stands for 0. */
        public double no() {
            return no;
        }

        /** Returns the number that stands for 1. */
        public double yes() {
            return yes;
        }

        /** Returns 1 for yes and 0 for no; any other number as it is. */
        double bit(double target) {
            if (this == PLAIN) {
                return target;
            }
            return target == yes ? 1 : target == no ? 0 : target;
        }

        /** Returns targets with 1 for yes and 0 for no; other numbers as they are. */
        Tensor bits(Tensor targets) {
            double[] bits = Arrays.stream(targets.doubles()).map(this::bit).toArray();
            return this == PLAIN ? targets : Tensor.of(bits, targets.shape());
        }
    }

    /** Classes from 0, zeros and ones, numbers: what a loss takes as it is. */
    static final TargetForm PLAIN = new TargetForm(Coding.PLAIN, 0, OptionalLong.empty(), OptionalInt.empty());

    boolean isIgnored(double target) {
        return ignored.isPresent() && target == ignored.getAsLong();
    }

    /**
     * Returns how targets lie that are as many as the outputs: the classes along the axis that was found, or as the outputs'.
     *
     * @param shape of the targets, [n, …]
     */
    OutputLayout layout(long[] shape, OutputLayout outputs) {
        return classAxis.isPresent() ? layout(shape, classAxis.getAsInt()) : outputs;
    }

    /** Returns the layout of a sample whose classes are counted along an axis. */
    static OutputLayout layout(long[] shape, int axis) {
        return new OutputLayout(
                Shape.size(Arrays.copyOfRange(shape, 1, axis)),
                (int) shape[axis],
                Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length)));
    }
}
