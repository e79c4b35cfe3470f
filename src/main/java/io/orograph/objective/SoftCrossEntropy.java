package io.orograph.objective;

/**
 * Cross-entropy of class probabilities: −Σ pᵢ·log softmax(z)ᵢ of logits z and targets p, one number a class, as PyTorch has
 * it for soft targets. On log-probabilities, which a log-softmax leaves as they are, it is −Σ pᵢ·zᵢ; of probabilities q it is
 * −Σ pᵢ·log qᵢ, no logarithm below −100. Its least value is the
 * entropy of the targets, not 0. A class of probability 0 counts for nothing, whatever its logit.
 */
final class SoftCrossEntropy implements Loss {

    private final boolean probabilities;

    private SoftCrossEntropy(boolean probabilities) {
        this.probabilities = probabilities;
    }

    /** Returns that of logits or log-probabilities. */
    static SoftCrossEntropy ofLogits() {
        return new SoftCrossEntropy(false);
    }

    @Override
    public Loss of(OutputKind outputs) {
        boolean areProbabilities = outputs == OutputKind.PROBABILITIES;
        return areProbabilities == probabilities ? this : new SoftCrossEntropy(areProbabilities);
    }

    @Override
    public String name() {
        return "soft-cross-entropy";
    }

    @Override
    public String title() {
        return "soft cross-entropy";
    }

    @Override
    public String finalOperator() {
        return probabilities ? "" : "Softmax";
    }

    @Override
    public boolean hasClassTargets() {
        return false;
    }

    @Override
    public boolean hasAccuracy() {
        return true;
    }

    @Override
    public double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        double sum = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int place = layout.first(position);
            int first = from + place;
            int top = CrossEntropy.top(outputs, first, layout);
            double normalizer = Log1p.of(CrossEntropy.othersSum(outputs, first, layout, top));
            for (int c = 0; c < layout.channels(); c++) {
                double p = targets[target + place + c * layout.inner()];
                if (p != 0 || Double.isNaN(outputs[top])) {
                    double output = outputs[first + c * layout.inner()];
                    sum += p * (probabilities ? CrossEntropy.minusLog(output) : normalizer + (outputs[top] - output));
                }
            }
        }
        return sum / layout.positions();
    }

    /** Returns the share of positions whose likeliest class is that of the targets. */
    @Override
    public double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target) {
        int right = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int place = layout.first(position);
            int top = CrossEntropy.top(outputs, from + place, layout);
            int likeliest = CrossEntropy.top(targets, target + place, layout);
            if (top - from == likeliest - target && !Double.isNaN(outputs[top])) {
                right++;
            }
        }
        return (double) right / layout.positions();
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        int step = layout.inner();
        for (int position = 0; position < layout.positions(); position++) {
            int place = layout.first(position);
            int first = from + place;
            int top = CrossEntropy.top(outputs, first, layout);
            double exponentials = 1 + CrossEntropy.othersSum(outputs, first, layout, top);
            double total = 0;
            for (int c = 0; c < layout.channels(); c++) {
                total += targets[target + place + c * step];
            }
            for (int c = 0; c < layout.channels(); c++) {
                double output = outputs[first + c * step];
                double p = targets[target + place + c * step];
                double slope = probabilities
                        ? -p / Math.max(output, BinaryCrossEntropy.LEAST_SLOPE)
                        : total * (Math.exp(output - outputs[top]) / exponentials) - p;
                gradient[first + c * step] = slope / layout.positions();
            }
        }
    }

    /** Returns the entropy of the mean probabilities, as the cross-entropy of all targets with these. */
    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        double[] parts = new double[layout.channels()];
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            parts[i / layout.inner() % layout.channels()] += targets[i];
            total += targets[i];
        }
        double places = (double) targets.length / layout.channels();
        return CrossEntropy.entropy(parts, total) * total / places;
    }
}
