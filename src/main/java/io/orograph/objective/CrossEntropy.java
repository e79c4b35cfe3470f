package io.orograph.objective;

import java.util.Arrays;

/**
 * Cross-entropy of a class y: −log pᵧ. Of logits z it is computed as log1p(Σ exp(zᵢ − zₘ)) + (zₘ − zᵧ) with the largest
 * logit zₘ and the sum over all others, so that a loss of 10⁻³⁰ is told from 0; of log-probabilities, whose exponentials
 * sum to 1, it is −zᵧ; of probabilities no logarithm is taken below −100, as PyTorch's binary cross-entropy has it. NaN if a
 * logit is NaN or if zᵧ is +∞; +∞ if another one is.
 *
 * <p>With label smoothing ε and class weights w it is (1 − ε)·wᵧ·(−log pᵧ) + ε/C·Σ w_c·(−log p_c), divided by the mean of
 * wᵧ, as PyTorch's {@code cross_entropy} has it. A target {@link #LEFT_OUT} counts for nothing.
 */
final class CrossEntropy implements Loss {

    /** The target of a position that is left out. */
    static final int LEFT_OUT = -1;

    private final String name;
    private final String title;
    private final OutputKind outputs;
    private final double smoothing;
    private final double[] classWeights;

    private CrossEntropy(String name, String title, OutputKind outputs, double smoothing, double[] classWeights) {
        this.name = name;
        this.title = title;
        this.outputs = outputs;
        this.smoothing = smoothing;
        this.classWeights = classWeights;
    }

    /** Returns that of logits. */
    static CrossEntropy ofLogits() {
        return new CrossEntropy("cross-entropy", "cross-entropy", OutputKind.LOGITS, 0, new double[0]);
    }

    /** Returns that of log-probabilities under the name that PyTorch has for it. */
    static CrossEntropy negativeLogLikelihood() {
        return new CrossEntropy("nll", "negative log-likelihood", OutputKind.LOG_PROBABILITIES, 0, new double[0]);
    }

    @Override
    public CrossEntropy of(OutputKind kind) {
        return kind == outputs ? this : new CrossEntropy(name, title, kind, smoothing, classWeights);
    }

    /**
     * Returns the same loss with label smoothing and class weights.
     *
     * @param labelSmoothing ε, from 0 to 1
     * @param weights one a class; none for 1 each
     */
    CrossEntropy refined(double labelSmoothing, double... weights) {
        return new CrossEntropy(name, title, outputs, labelSmoothing, weights.clone());
    }

    /** Tells whether it is −log p of logits, neither smoothed nor weighted. */
    boolean isPlainOfLogits() {
        return outputs == OutputKind.LOGITS && smoothing == 0 && classWeights.length == 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String finalOperator() {
        return outputs == OutputKind.LOGITS ? "Softmax" : "";
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
    public double weight(double target) {
        return target == LEFT_OUT ? 0 : classWeight((int) target);
    }

    private double classWeight(int c) {
        return classWeights.length == 0 ? 1 : classWeights[c];
    }

    /** Returns the weight of −log p_c in the loss of a position whose class is y. */
    private double share(int c, int y, int channels) {
        double own = c == y ? (1 - smoothing) * classWeight(y) : 0;
        return smoothing == 0 ? own : own + smoothing / channels * classWeight(c);
    }

    @Override
    public double loss(double[] values, int from, OutputLayout layout, double[] targets, int target) {
        double sum = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int y = (int) targets[target + position];
            if (y != LEFT_OUT) {
                sum += loss(values, from + layout.first(position), layout, y);
            }
        }
        return sum / layout.weight();
    }

    private double loss(double[] values, int first, OutputLayout layout, int y) {
        int top = top(values, first, layout);
        double normalizer = outputs == OutputKind.LOGITS ? Log1p.of(othersSum(values, first, layout, top)) : 0;
        if (smoothing == 0) {
            return classWeight(y) * minusLog(values[first + y * layout.inner()], values[top], normalizer);
        }
        double sum = 0;
        for (int c = 0; c < layout.channels(); c++) {
            double share = share(c, y, layout.channels());
            sum += share == 0 ? 0 : share * minusLog(values[first + c * layout.inner()], values[top], normalizer);
        }
        return sum;
    }

    private double minusLog(double value, double top, double normalizer) {
        return switch (outputs) {
            case LOGITS -> normalizer + (top - value);
            case LOG_PROBABILITIES -> -value;
            case PROBABILITIES -> minusLog(value);
        };
    }

    /** Returns −log p, at most 100. */
    static double minusLog(double probability) {
        return -Math.max(BinaryCrossEntropy.LOWEST_LOG, Math.log(probability));
    }

    /** Returns where the first of the largest channels lies, or one that is NaN if there is any. */
    static int top(double[] values, int first, OutputLayout layout) {
        int step = layout.inner();
        int end = first + layout.channels() * step;
        int top = first;
        double max = values[first];
        for (int i = first + step; i < end; i += step) {
            double value = values[i];
            // "Not at most" is also true of NaN, which stays the top: nothing is larger than it.
            if (!(value <= max) && !Double.isNaN(max)) {
                top = i;
                max = value;
            }
        }
        return top;
    }

    /** Returns Σ exp(zᵢ − z_top) over all channels but the top one. */
    static double othersSum(double[] values, int first, OutputLayout layout, int top) {
        int step = layout.inner();
        int end = first + layout.channels() * step;
        double max = values[top];
        double sum = 0;
        for (int i = first; i < top; i += step) {
            sum += Math.exp(values[i] - max);
        }
        for (int i = top + step; i < end; i += step) {
            sum += Math.exp(values[i] - max);
        }
        return sum;
    }

    @Override
    public double accuracy(double[] values, int from, OutputLayout layout, double[] targets, int target) {
        int right = 0;
        for (int position = 0; position < layout.positions(); position++) {
            int y = (int) targets[target + position];
            int first = from + layout.first(position);
            int top = top(values, first, layout);
            if (y != LEFT_OUT && top == first + y * layout.inner() && !Double.isNaN(values[top])) {
                right++;
            }
        }
        return right / layout.counted();
    }

    @Override
    public void gradient(
            double[] values, int from, OutputLayout layout, double[] targets, int target, double[] gradient) {
        for (int position = 0; position < layout.positions(); position++) {
            int first = from + layout.first(position);
            int y = (int) targets[target + position];
            if (y == LEFT_OUT) {
                for (int c = 0; c < layout.channels(); c++) {
                    gradient[first + c * layout.inner()] = 0;
                }
            } else {
                gradient(values, first, layout, y, gradient);
            }
        }
    }

    private void gradient(double[] values, int first, OutputLayout layout, int y, double[] gradient) {
        int top = top(values, first, layout);
        double max = values[top];
        double sum = outputs == OutputKind.LOGITS ? 1 + othersSum(values, first, layout, top) : 1;
        double total = 0;
        for (int c = 0; c < layout.channels(); c++) {
            total += share(c, y, layout.channels());
        }
        for (int c = 0; c < layout.channels(); c++) {
            int index = first + c * layout.inner();
            double share = share(c, y, layout.channels());
            double slope = switch (outputs) {
                case LOGITS -> total * (Math.exp(values[index] - max) / sum) - share;
                case LOG_PROBABILITIES -> 0 - share;
                case PROBABILITIES -> (0 - share) / Math.max(values[index], BinaryCrossEntropy.LEAST_SLOPE);
            };
            gradient[index] = slope / layout.weight();
        }
    }

    /** Returns the least mean loss of probabilities that are the same everywhere: of the shares of each class. */
    @Override
    public double constantGuess(double[] targets, OutputLayout layout) {
        double[] parts = new double[layout.channels()];
        double weight = 0;
        for (double target : targets) {
            if (target != LEFT_OUT) {
                weight += weight(target);
                for (int c = 0; c < parts.length; c++) {
                    parts[c] += share(c, (int) target, parts.length);
                }
            }
        }
        double total = Arrays.stream(parts).sum();
        return entropy(parts, total) * total / weight;
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
