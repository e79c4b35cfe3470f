package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.Loss.OutputLayout;

/** The targets of a data set as a loss reads them, checked once so that the inner loops need not. */
final class Targets {

    /** The amount by which probabilities that were rounded, to four digits in a table, may miss the sum of 1. */
    private static final double SUM_ROUNDING = 1e-3;

    private Targets() {}

    /**
     * Returns the targets, {@link #perSample} numbers a sample.
     *
     * @throws IllegalArgumentException if they do not fit the loss or the outputs; the message says what was found
     */
    static double[] of(Loss loss, OutputLayout layout, Dataset data) {
        Tensor targets = data.targets();
        if (loss.hasClassTargets()) {
            return classes(loss, layout, data);
        }
        if (targets.size() != data.samples() * layout.size()) {
            throw new IllegalArgumentException(loss.title() + " compares each output with a target, but"
                    + " the network gives " + layout.size() + " numbers a sample and the targets have the shape "
                    + Shape.text(targets.shape()));
        }
        return loss instanceof BinaryCrossEntropy ? checkedBinary(loss, targets) : targets.doubles();
    }

    /** Returns targets from 0 to 1: beyond them a binary cross-entropy falls below 0 and has no minimum. */
    private static double[] checkedBinary(Loss loss, Tensor targets) {
        double[] values = targets.doubles();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException(loss.title() + " takes targets from 0 to 1, but target number "
                        + (i + 1) + " is " + text(values[i])
                        + ": where the data tell two classes apart by other numbers, such as -1 and 1, write 0 and 1");
            }
        }
        return values;
    }

    static int perSample(Loss loss, OutputLayout layout) {
        return loss.hasClassTargets() ? layout.positions() : layout.size();
    }

    private static double[] classes(Loss loss, OutputLayout layout, Dataset data) {
        Tensor targets = data.targets();
        if (layout.channels() < 2) {
            throw new IllegalArgumentException(loss.title() + " chooses among classes, but the network"
                    + " gives one number a sample: bce-logits, bce, mse or mae take that");
        }
        if (targets.size() == data.samples() * layout.positions()) {
            return checkedClasses(layout, targets);
        }
        if (layout.positions() == 1 && targets.size() == data.samples() * layout.channels()) {
            return fromOneHot(layout.channels(), targets);
        }
        throw new IllegalArgumentException(loss.title() + " takes a class index a sample, but the targets"
                + " have the shape " + Shape.text(targets.shape()));
    }

    private static double[] checkedClasses(OutputLayout layout, Tensor targets) {
        for (int i = 0; i < targets.size(); i++) {
            double target = targets.get(i);
            if (target != Math.rint(target) || target < 0 || target >= layout.channels()) {
                throw new IllegalArgumentException("target number " + (i + 1) + " is " + text(target)
                        + ", but the network tells " + layout.channels() + " classes apart: 0 to "
                        + (layout.channels() - 1) + countedFromOne(layout, targets));
            }
        }
        return targets.doubles();
    }

    /** Returns what to do about whole targets from 1 to the number of classes; empty for other ones. */
    private static String countedFromOne(OutputLayout layout, Tensor targets) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double target : targets.doubles()) {
            if (target != Math.rint(target) || target < 1 || target > layout.channels()) {
                return "";
            }
            smallest = Math.min(smallest, target);
        }
        if (smallest != 1) {
            return "";
        }
        return "; the targets run from 1 to " + layout.channels() + ": take 1 from each, so that they count from 0";
    }

    private static String text(double target) {
        return target == Math.rint(target) ? Long.toString((long) target) : Double.toString(target);
    }

    /** Returns class indices from rows that hold a single 1 and zeros otherwise. */
    private static double[] fromOneHot(int channels, Tensor targets) {
        double[] classes = new double[targets.size() / channels];
        for (int sample = 0; sample < classes.length; sample++) {
            classes[sample] = hot(channels, targets, sample);
            if (classes[sample] < 0) {
                throw new IllegalArgumentException("row " + (sample + 1) + " of the targets is not one-hot: a class"
                        + " target is an index, or a row with a single 1 and zeros otherwise; soft-cross-entropy takes"
                        + " probabilities");
            }
        }
        return classes;
    }

    /** Tells whether the targets are rows of {@code channels} numbers, each with a single 1 and zeros otherwise. */
    static boolean areOneHot(int channels, Tensor targets) {
        if (channels < 2 || targets.size() != targets.size(0) * channels) {
            return false;
        }
        for (int sample = 0; sample < targets.size(0); sample++) {
            if (hot(channels, targets, sample) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells whether the targets are class probabilities: as many as there are outputs, none negative, and those of the
     * channels of a sample, at each of its positions, sum to 1.
     */
    static boolean areProbabilities(OutputLayout layout, Dataset data) {
        Tensor targets = data.targets();
        if (layout.channels() < 2 || targets.size() != data.samples() * layout.size()) {
            return false;
        }
        for (int sample = 0; sample < data.samples(); sample++) {
            for (int position = 0; position < layout.positions(); position++) {
                double sum = 0;
                for (int c = 0; c < layout.channels(); c++) {
                    double p = targets.get(sample * layout.size() + c * layout.positions() + position);
                    if (!(p >= 0)) {
                        return false;
                    }
                    sum += p;
                }
                if (!(Math.abs(sum - 1) <= SUM_ROUNDING)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the place of the single 1 in a row that is zero otherwise; -1 if the row is not of that kind. */
    private static int hot(int channels, Tensor targets, int row) {
        int hot = -1;
        for (int c = 0; c < channels; c++) {
            double value = targets.get(row * channels + c);
            if (value == 1 && hot < 0) {
                hot = c;
            } else if (value != 0) {
                return -1;
            }
        }
        return hot;
    }
}
