package io.orograph.objective;

/**
 * Cross-entropy of a class: −log softmax(z)ᵧ of logits z, computed as log1p(Σ exp(zᵢ − zₘ)) + (zₘ − zᵧ) with the largest
 * logit zₘ and the sum over all others, so that a loss of 10⁻³⁰ is told from 0. On log-probabilities, whose exponentials
 * sum to 1, it is the negative log-likelihood −zᵧ. NaN if a logit is NaN or if zᵧ is +∞; +∞ if another one is.
 */
final class CrossEntropy implements Loss {

    private final boolean logits;

    /**
     * Makes a cross-entropy of logits or of log-probabilities.
     *
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
    public String finalOperator() {
        return logits ? "Softmax" : "";
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
                int top = top(outputs, first, layout);
                double others = othersSum(outputs, first, layout, top);
                sum += Log1p.of(others) + (outputs[top] - right);
            } else {
                sum -= right;
            }
        }
        return sum / layout.positions();
    }

    /** Returns where the first of the largest channels lies, or one that is NaN if there is any. */
    static int top(double[] outputs, int first, OutputLayout layout) {
        int step = layout.positions();
        int end = first + layout.channels() * step;
        int top = first;
        double max = outputs[first];
        for (int i = first + step; i < end; i += step) {
            double value = outputs[i];
            // "Not at most" is also true of NaN, which stays the top: nothing is larger than it.
            if (!(value <= max) && !Double.isNaN(max)) {
                top = i;
                max = value;
            }
        }
        return top;
    }

    /** Returns Σ exp(zᵢ − z_top) over all channels but the top one. */
    static double othersSum(double[] outputs, int first, OutputLayout layout, int top) {
        int step = layout.positions();
        int end = first + layout.channels() * step;
        double max = outputs[top];
        double sum = 0;
        for (int i = first; i < top; i += step) {
            sum += Math.exp(outputs[i] - max);
        }
        for (int i = top + step; i < end; i += step) {
            sum += Math.exp(outputs[i] - max);
        }
        return sum;
    }

    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        int right = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int top = top(outputs, from + position, layout);
            int rightClass = (int) targets[target + position];
            int rightPlace = from + position + rightClass * layout.positions();
            if (top == rightPlace && !Double.isNaN(outputs[top])) {
                right++;
            }
        }
        return (double) right / layout.positions();
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        for (int position = 0; position < layout.positions(); position++) {
            int first = from + position;
            int top = top(outputs, first, layout);
            double max = outputs[top];
            double sum = logits ? 1 + othersSum(outputs, first, layout, top) : 1;
            int right = (int) targets[target + position];
            for (int c = 0; c < layout.channels(); c++) {
                int index = first + c * layout.positions();
                double probability = logits ? Math.exp(outputs[index] - max) / sum : 0;
                gradient[index] = (probability - (c == right ? 1 : 0)) / layout.positions();
            }
        }
    }

    /** Returns the entropy of the classes' shares. */
    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        double[] counts = new double[layout.channels()];
        for (double target : targets) {
            counts[(int) target]++;
        }
        return entropy(counts, targets.length);
    }

    /** Returns −Σ p·log p of shares p of a total. */
    static double entropy(double[] parts, double total) {
        double sum = 0;
        for (double part : parts) {
            sum -= part == 0 ? 0 : part / total * Math.log(part / total);
        }
        return sum;
    }
}
