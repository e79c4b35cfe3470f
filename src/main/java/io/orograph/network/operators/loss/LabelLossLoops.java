package io.orograph.network.operators.loss;

import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/** The loops of a {@link LabelLoss} over scores of one shape. */
final class LabelLossLoops implements LoopOperator.Loops {

    private final LabelLossSettings settings;
    private final int samples;
    private final int classes;
    private final int inner;

    /** The logarithms of the probabilities at one position. */
    private final double[] logs;

    LabelLossLoops(LabelLossSettings settings, long... scores) {
        this.settings = settings;
        this.samples = (int) scores[0];
        this.classes = (int) scores[1];
        this.inner = Shape.size(Arrays.copyOfRange(scores, 2, scores.length));
        this.logs = new double[classes];
    }

    private int labels() {
        return samples * inner;
    }

    /** Returns where the first score of a label lies; those of the other classes follow at steps of {@link #inner}. */
    private int first(int label) {
        return label / inner * classes * inner + label % inner;
    }

    /** Reads log p of a label's position. */
    private void read(FlatArray scores, int label) {
        int first = first(label);
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            logs[c] = scores.get(first + c * inner);
            largest = Math.max(largest, logs[c]);
        }
        if (settings.takesSoftmax()) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logs[c] - largest);
            }
            double total = largest + Math.log(sum);
            for (int c = 0; c < classes; c++) {
                logs[c] -= total;
            }
        }
    }

    private double loss(double label) {
        return LabelWeights.isClass(label, classes) ? -logs[(int) label] : Double.NaN;
    }

    private double weight(FlatArray[] in, double label) {
        return LabelWeights.weight(settings, in.length > 2 ? in[2] : null, label, classes);
    }

    /** Returns the number by which a sum is divided. */
    private double divisor(FlatArray... in) {
        if (settings.reduction() != LabelLossSettings.Reduction.MEAN) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < labels(); i++) {
            sum += weight(in, in[1].get(i));
        }
        return sum;
    }

    @Override
    public void forward(FlatArray[] in, FlatArray[] out) {
        double total = 0;
        for (int i = 0; i < labels(); i++) {
            read(in[0], i);
            double label = in[1].get(i);
            double loss = settings.isIgnored(label) ? 0 : weight(in, label) * loss(label);
            if (settings.reduction() == LabelLossSettings.Reduction.NONE && out[0] != null) {
                out[0].set(i, loss);
            }
            total += loss;
            if (out.length > 1 && out[1] != null) {
                for (int c = 0; c < classes; c++) {
                    out[1].set(first(i) + c * inner, logs[c]);
                }
            }
        }
        if (settings.reduction() != LabelLossSettings.Reduction.NONE && out[0] != null) {
            out[0].set(0, total / divisor(in));
        }
    }

    @Override
    public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (wanted[i] != null) {
                wanted[i].fill(0);
            }
        }
        double divisor = divisor(in);
        double mean = wanted.length > 2 && wanted[2] != null ? mean(in, divisor) : 0;
        for (int i = 0; i < labels(); i++) {
            double label = in[1].get(i);
            double factor = settings.isIgnored(label) ? 0 : slope(gradients[0], i) / divisor;
            read(in[0], i);
            if (wanted[0] != null) {
                scores(i, factor * weight(in, label), label, gradients, wanted[0]);
            }
            if (wanted.length > 2 && wanted[2] != null && factor != 0) {
                wanted[2].add((int) label, factor * (loss(label) - mean));
            }
        }
    }

    private double slope(FlatArray gradient, int label) {
        if (gradient == null) {
            return 0;
        }
        return gradient.get(settings.reduction() == LabelLossSettings.Reduction.NONE ? label : 0);
    }

    /** Returns the loss that a weight's change is measured against: that of the mean, 0 where nothing is divided. */
    private double mean(FlatArray[] in, double divisor) {
        if (settings.reduction() != LabelLossSettings.Reduction.MEAN) {
            return 0;
        }
        double total = 0;
        for (int i = 0; i < labels(); i++) {
            double label = in[1].get(i);
            if (!settings.isIgnored(label)) {
                read(in[0], i);
                total += weight(in, label) * loss(label);
            }
        }
        return total / divisor;
    }

    /** Writes the gradient with respect to the scores of a label's position, whose log p were read. */
    private void scores(int i, double factor, double label, FlatArray[] gradients, FlatArray wanted) {
        FlatArray toLogs = gradients.length > 1 ? gradients[1] : null;
        int first = first(i);
        double sum = -factor;
        for (int c = 0; toLogs != null && c < classes; c++) {
            sum += toLogs.get(first + c * inner);
        }
        for (int c = 0; c < classes; c++) {
            double own = (c == label ? -factor : 0) + (toLogs == null ? 0 : toLogs.get(first + c * inner));
            wanted.set(first + c * inner, settings.takesSoftmax() ? own - Math.exp(logs[c]) * sum : own);
        }
    }
}
