package io.orograph.objective;

import java.util.Arrays;

/**
 * The network's own output as its loss: the mean of the numbers that it gives for a sample, such as a reconstruction error,
 * an energy or the residual of an equation that is computed inside the network. The targets of the data are not read. NaN
 * if a number is NaN.
 */
final class OutputLoss implements Loss {

    @Override
    public String name() {
        return "output";
    }

    @Override
    public String title() {
        return "mean output";
    }

    @Override
    public boolean hasClassTargets() {
        return false;
    }

    @Override
    public boolean readsTargets() {
        return false;
    }

    @Override
    public boolean hasAccuracy() {
        return false;
    }

    @Override
    public double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        double sum = 0;
        for (int i = 0; i < layout.size(); i++) {
            sum += outputs[from + i];
        }
        return sum / layout.size();
    }

    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        return Double.NaN;
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        Arrays.fill(gradient, from, from + layout.size(), 1.0 / layout.size());
    }
}
