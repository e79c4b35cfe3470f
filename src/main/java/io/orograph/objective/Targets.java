package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;

/**
 * The targets of a data set as a loss reads them, checked once so that the inner loops need not.
 *
 * @param values {@code perSample} numbers a sample
 * @param layout of the network's outputs, with how much of them counts
 */
record Targets(double[] values, int perSample, OutputLayout layout) {

    /**
     * Returns the targets of a data set.
     *
     * @throws IllegalArgumentException if they do not fit the loss or the outputs; the message says what was found
     */
    static Targets of(LossChoice choice, Dataset data) {
        OutputLayout layout = choice.outputLayout(data);
        Loss loss = choice.loss();
        if (!loss.readsTargets()) {
            return new Targets(new double[0], 0, layout);
        }
        double[] values = values(choice, layout, data);
        int perSample = loss.hasClassTargets() ? layout.positions() : layout.size();
        return new Targets(values, perSample, counting(loss, layout, values, data.samples()));
    }

    private static double[] values(LossChoice choice, OutputLayout layout, Dataset data) {
        Loss loss = choice.loss();
        if (loss.hasClassTargets()) {
            return classes(choice, layout, data);
        }
        if (data.targets().size() != data.samples() * layout.size()) {
            throw new IllegalArgumentException(loss.title() + " compares each output with a target, but"
                    + " the network gives " + layout.size() + " numbers a sample and the targets have the shape "
                    + Shape.text(data.targets().shape()));
        }
        if (loss instanceof BinaryCrossEntropy) {
            return binary(loss, choice.targets(), data.targets());
        }
        return choice.targets().classAxis().isPresent()
                ? moved(choice.targets(), layout, data)
                : data.targets().doubles();
    }

    /** Returns the layout with the mean weight and number of what counts in a sample. */
    private static OutputLayout counting(Loss loss, OutputLayout layout, double[] values, int samples) {
        double weight = 0;
        int counted = 0;
        for (double target : values) {
            double own = loss.weight(target);
            weight += own;
            counted += own == 0 ? 0 : 1;
        }
        // Of a loss without classes each output has a target; the layout counts positions.
        int each = loss.hasClassTargets() ? 1 : layout.channels();
        return weight == values.length
                ? layout
                : layout.counting(weight / samples / each, (double) counted / samples / each);
    }

    /** Returns targets from 0 to 1: beyond them a binary cross-entropy falls below 0 and has no minimum. */
    private static double[] binary(Loss loss, TargetForm form, Tensor targets) {
        double[] values = targets.doubles().clone();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (form.isIgnored(value)) {
                values[i] = BinaryCrossEntropy.LEFT_OUT;
                continue;
            }
            values[i] = form.coding().bit(value);
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException(loss.title() + " takes targets from 0 to 1, but target number "
                        + (i + 1) + " is " + text(value)
                        + ": where the data tell two classes apart by other numbers, such as -1 and 1, write 0 and 1");
            }
        }
        return values;
    }

    private static double[] classes(LossChoice choice, OutputLayout layout, Dataset data) {
        Tensor targets = data.targets();
        if (layout.channels() < 2) {
            throw new IllegalArgumentException(choice.loss().title() + " chooses among classes, but the network"
                    + " gives one number a sample: bce-logits, bce, mse or mae take that");
        }
        if (targets.size() == data.samples() * layout.positions()) {
            return indices(choice.targets(), layout, targets);
        }
        if (targets.size() == data.samples() * layout.size()) {
            return fromOneHot(
                    choice.targets().layout(targets.shape(), layout),
                    choice.targets().coding().bits(targets));
        }
        throw new IllegalArgumentException(choice.loss().title() + " takes a class index a sample, but the targets"
                + " have the shape " + Shape.text(targets.shape()));
    }

    private static double[] indices(TargetForm form, OutputLayout layout, Tensor targets) {
        double[] classes = new double[targets.size()];
        for (int i = 0; i < classes.length; i++) {
            double target = targets.get(i);
            double index = form.coding().bit(target - form.firstLabel());
            if (form.isIgnored(target)) {
                classes[i] = CrossEntropy.LEFT_OUT;
            } else if (index != Math.rint(index) || index < 0 || index >= layout.channels()) {
                long first = form.firstLabel();
                throw new IllegalArgumentException("target number " + (i + 1) + " is " + text(target)
                        + ", but the network tells " + layout.channels() + " classes apart: " + first + " to "
                        + (first + layout.channels() - 1));
            } else {
                classes[i] = index;
            }
        }
        return classes;
    }

    private static String text(double target) {
        return target == Math.rint(target) ? Long.toString((long) target) : Double.toString(target);
    }

    /** Returns class indices from targets that hold, at each position, a single 1 and zeros otherwise. */
    private static double[] fromOneHot(OutputLayout layout, Tensor targets) {
        double[] classes = new double[targets.size() / layout.channels()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = hot(layout, targets, i);
            if (classes[i] < 0) {
                throw new IllegalArgumentException("row " + (i + 1) + " of the targets is not one-hot: a class"
                        + " target is an index, or a row with a single 1 and zeros otherwise; soft-cross-entropy takes"
                        + " probabilities");
            }
        }
        return classes;
    }

    /** Tells whether the targets hold, at each position of each sample, a single 1 and zeros otherwise. */
    static boolean areOneHot(OutputLayout layout, Dataset data) {
        Tensor targets = data.targets();
        if (layout.channels() < 2 || targets.size() != data.samples() * layout.size()) {
            return false;
        }
        for (int i = 0; i < targets.size() / layout.channels(); i++) {
            if (hot(layout, targets, i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the class of a position, counted over all samples; −1 if it has not a single 1 and zeros otherwise. */
    private static int hot(OutputLayout layout, Tensor targets, int position) {
        int first = position / layout.positions() * layout.size() + layout.first(position % layout.positions());
        int hot = -1;
        for (int c = 0; c < layout.channels(); c++) {
            double value = targets.get(first + c * layout.inner());
            if (value == 1 && hot < 0) {
                hot = c;
            } else if (value != 0) {
                return -1;
            }
        }
        return hot;
    }

    /** The amount by which probabilities that were rounded, to four digits in a table, may miss the sum of 1. */
    static final double SUM_ROUNDING = 1e-3;

    /**
     * Tells whether numbers are probabilities of classes: none is negative, and those of the channels, at each position of
     * each sample, sum to 1.
     *
     * @param values as many as the layout has, for each of so many samples
     */
    static boolean areProbabilities(OutputLayout layout, Tensor values, int samples) {
        if (layout.channels() < 2 || values.size() != samples * layout.size()) {
            return false;
        }
        for (int i = 0; i < values.size() / layout.channels(); i++) {
            int first = i / layout.positions() * layout.size() + layout.first(i % layout.positions());
            double sum = 0;
            for (int c = 0; c < layout.channels(); c++) {
                double p = values.get(first + c * layout.inner());
                if (!(p >= 0)) {
                    return false;
                }
                sum += p;
            }
            if (!(Math.abs(sum - 1) <= SUM_ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    /** Returns targets whose classes lie along another axis than those of the outputs in the order of the outputs. */
    private static double[] moved(TargetForm form, OutputLayout layout, Dataset data) {
        OutputLayout own = form.layout(data.targets().shape(), layout);
        Tensor targets = form.coding().bits(data.targets());
        double[] moved = new double[data.targets().size()];
        for (int sample = 0; sample < data.samples(); sample++) {
            int start = sample * layout.size();
            for (int position = 0; position < layout.positions(); position++) {
                for (int c = 0; c < layout.channels(); c++) {
                    moved[start + layout.first(position) + c * layout.inner()] =
                            targets.get(start + own.first(position) + c * own.inner());
                }
            }
        }
        return moved;
    }
}
