package io.orograph.objective;

/**
 * Cross-entropy of a class: −log softmax(z)ᵧ of logits z, computed as log1p(Σ exp(zᵢ − zₘ)) + (zₘ − zᵧ) with the largest
 * logit zₘ and the sum over all others, so that a loss of 10⁻³⁰ is told from 0. On log-probabilities, whose exponentials
 * sum to 1, it is the negative log-likelihood −zᵧ. NaN if a logit is NaN or if zᵧ is +∞; +∞ if another one is.
 */
final class CrossEntropy implements Loss {

    private final boolean logits;

    /**
     * @param logits whether the outputs are logits; else they are log-probabilities and taken as they are
     */
    CrossEntropy(boolean logits) {
        this.logits = logits;
    }

    @Override
    public String name() {
        return logits ? "cross-entropy" : "nll";
    }

    @Override
    public String title() {
        return logits ? "cross-entropy" : "negative log-likelihood";
    }

    @Override
    public boolean hasClassTargets() {
        return true;
    }

    @Override
    public boolean hasAccuracy() {
        return true;
    }

    @Override
    public double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        double sum = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int first = from + position;
            int rightClass = (int) targets[target + position];
            double right = outputs[first + rightClass * layout.positions()];
            if (logits) {
                double max = max(outputs, first, layout);
                sum += Math.log1p(othersSum(outputs, first, layout, max)) + (max - right);
            } else {
                sum -= right;
            }
        }
        return sum / layout.positions();
    }

    private static double max(double[] outputs, int first, OutputLayout layout) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < layout.channels(); c++) {
            max = Math.max(max, outputs[first + c * layout.positions()]);
        }
        return max;
    }

    /** Σ exp(zᵢ − max) over all channels but the largest, one of them if several are. */
    private static double othersSum(double[] outputs, int first, OutputLayout layout, double max) {
        double sum = 0;
        boolean skipped = false;
        for (int c = 0; c < layout.channels(); c++) {
            double value = outputs[first + c * layout.positions()];
            if (!skipped && value == max) {
                skipped = true;
            } else {
                sum += Math.exp(value - max);
            }
        }
        return sum;
    }

    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        int right = 0;
        for (int position = 0; position < layout.positions(); position++) {
            if (largest(outputs, from + position, layout) == (int) targets[target + position]) {
                right++;
            }
        }
        return (double) right / layout.positions();
    }

    /** The first of the largest channels; -1 if one is NaN, so that a broken output is never right. */
    private static int largest(double[] outputs, int first, OutputLayout layout) {
        int best = 0;
        for (int c = 0; c < layout.channels(); c++) {
            double value = outputs[first + c * layout.positions()];
            if (Double.isNaN(value)) {
                return -1;
            }
            if (value > outputs[first + best * layout.positions()]) {
                best = c;
            }
        }
        return best;
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        for (int position = 0; position < layout.positions(); position++) {
            int first = from + position;
            double max = logits ? max(outputs, first, layout) : 0;
            double sum = logits ? 1 + othersSum(outputs, first, layout, max) : 1;
            int right = (int) targets[target + position];
            for (int c = 0; c < layout.channels(); c++) {
                int index = first + c * layout.positions();
                double probability = logits ? Math.exp(outputs[index] - max) / sum : 0;
                gradient[index] = (probability - (c == right ? 1 : 0)) / layout.positions();
            }
        }
    }
}
