package io.orograph.objective;

/**
 * Cross-entropy of class probabilities: −Σ pᵢ·log softmax(z)ᵢ of logits z and targets p, one number a class, as PyTorch has
 * it for soft targets. On log-probabilities, which a log-softmax leaves as they are, it is −Σ pᵢ·zᵢ. Its least value is the
 * entropy of the targets, not 0. A class of probability 0 counts for nothing, whatever its logit.
 */
final class SoftCrossEntropy implements Loss {

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
        return "Softmax";
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
            int first = from + position;
            int top = CrossEntropy.top(outputs, first, layout);
            double normalizer = Log1p.of(CrossEntropy.othersSum(outputs, first, layout, top));
            for (int c = 0; c < layout.channels(); c++) {
                double p = targets[target + position + c * layout.positions()];
                if (p != 0 || Double.isNaN(outputs[top])) {
                    sum += p * (normalizer + (outputs[top] - outputs[first + c * layout.positions()]));
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
            int top = CrossEntropy.top(outputs, from + position, layout);
            int likeliest = CrossEntropy.top(targets, target + position, layout);
            if (top - from == likeliest - target && !Double.isNaN(outputs[top])) {
                right++;
            }
        }
        return (double) right / layout.positions();
    }

    @Override
    public void gradient(
            double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        int step = layout.positions();
        for (int position = 0; position < step; position++) {
            int first = from + position;
            int top = CrossEntropy.top(outputs, first, layout);
            double exponentials = 1 + CrossEntropy.othersSum(outputs, first, layout, top);
            double total = 0;
            for (int c = 0; c < layout.channels(); c++) {
                total += targets[target + position + c * step];
            }
            for (int c = 0; c < layout.channels(); c++) {
                double softmax = Math.exp(outputs[first + c * step] - outputs[top]) / exponentials;
                double p = targets[target + position + c * step];
                gradient[first + c * step] = (total * softmax - p) / step;
            }
        }
    }

    /** Returns the entropy of the mean probabilities, as the cross-entropy of all targets with these. */
    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        double[] parts = new double[layout.channels()];
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            parts[i % layout.size() / layout.positions()] += targets[i];
            total += targets[i];
        }
        double places = (double) targets.length / layout.channels();
        return CrossEntropy.entropy(parts, total) * total / places;
    }
}
