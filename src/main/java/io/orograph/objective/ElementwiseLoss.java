package io.orograph.objective;

import io.orograph.network.jit.Value;
import java.util.stream.IntStream;

/** A loss that compares each output with a target of its own and takes the mean over a sample's outputs. */
abstract class ElementwiseLoss implements Loss {

    abstract double loss(double output, double target);

    abstract double derivative(double output, double target);

    abstract boolean isRight(double output, double target);

    /** Tells whether machine code can find it: what {@link #compiledLoss} returns then is what {@link #loss(double, double)} does. */
    boolean canCompile() {
        return false;
    }

    /** Returns the loss of an output, 0 for a target that is left out. */
    Value compiledLoss(Value output, Value target) {
        throw new UnsupportedOperationException(name());
    }

    /** Returns 1 for an output that is right and counts, else 0; asked for where there is an accuracy. */
    Value compiledRight(Value output, Value target) {
        throw new UnsupportedOperationException(name());
    }

    /** Returns the number that has the least mean loss of all as the output for each of some targets; NaN if not known. */
    double guess(double[] targets) {
        return Double.NaN;
    }

    @Override
    public boolean hasClassTargets() {
        return false;
    }

    @Override
    public double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        double sum = 0;
        for (int i = 0; i < layout.size(); i++) {
            double own = targets[target + i];
            sum += weight(own) == 0 ? 0 : loss(outputs[from + i], own);
        }
        return sum / (layout.weight() * layout.channels());
    }

    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        if (!hasAccuracy()) {
            return Double.NaN;
        }
        int right = 0;
        for (int i = 0; i < layout.size(); i++) {
            double own = targets[target + i];
            right += weight(own) != 0 && isRight(outputs[from + i], own) ? 1 : 0;
        }
        return right / (layout.counted() * layout.channels());
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        for (int i = 0; i < layout.size(); i++) {
            double own = targets[target + i];
            double slope = weight(own) == 0 ? 0 : derivative(outputs[from + i], own);
            gradient[from + i] = slope / (layout.weight() * layout.channels());
        }
    }

    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        int size = layout.size();
        int samples = targets.length / size;
        double sum = 0;
        int counted = 0;
        for (int output = 0; output < size; output++) {
            int place = output;
            double[] own = IntStream.range(0, samples)
                    .mapToDouble(i -> targets[i * size + place])
                    .filter(target -> weight(target) != 0)
                    .toArray();
            counted += own.length;
            double guess = guess(own);
            for (double target : own) {
                sum += loss(guess, target);
            }
        }
        return sum / counted;
    }
}
