package io.orograph.objective;

/** A loss that compares each output with a target of its own and takes the mean over a sample's outputs. */
abstract class ElementwiseLoss implements Loss {

    abstract double loss(double output, double target);

    abstract double derivative(double output, double target);

    abstract boolean isRight(double output, double target);

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
            sum += loss(outputs[from + i], targets[target + i]);
        }
        return sum / layout.size();
    }

    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        if (!hasAccuracy()) {
            return Double.NaN;
        }
        int right = 0;
        for (int i = 0; i < layout.size(); i++) {
            right += isRight(outputs[from + i], targets[target + i]) ? 1 : 0;
        }
        return (double) right / layout.size();
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        for (int i = 0; i < layout.size(); i++) {
            gradient[from + i] = derivative(outputs[from + i], targets[target + i]) / layout.size();
        }
    }

    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        int size = layout.size();
        int samples = targets.length / size;
        double sum = 0;
        for (int output = 0; output < size; output++) {
            double[] own = new double[samples];
            for (int i = 0; i < samples; i++) {
                own[i] = targets[i * size + output];
            }
            double guess = guess(own);
            for (double target : own) {
                sum += loss(guess, target);
            }
        }
        return sum / targets.length;
    }
}
