package io.orograph.objective;

import io.orograph.network.jit.Functions;
import io.orograph.network.jit.Value;
import java.util.Arrays;

/**
 * Binary cross-entropy of 0/1 targets y: −y·log p − (1 − y)·log(1 − p).
 *
 * <p>With logits z, p = σ(z), computed as max(z, 0) − z·y + log(1 + exp(−|z|)). With probabilities, a logarithm is
 * not taken below −100, as PyTorch does, so that p = 0 or 1 gives a finite loss.
 */
final class BinaryCrossEntropy extends ElementwiseLoss {

    /** No logarithm of a probability is taken below. */
    static final double LOWEST_LOG = -100;

    /** The least number by which the slope of a logarithm is divided. */
    static final double LEAST_SLOPE = 1e-12;

    /** The target of an output that is left out. */
    static final int LEFT_OUT = -1;

    private final boolean logits;

    BinaryCrossEntropy(boolean logits) {
        this.logits = logits;
    }

    /** Tells whether it is computed from such outputs. */
    boolean takes(OutputKind outputs) {
        return outputs == (logits ? OutputKind.LOGITS : OutputKind.PROBABILITIES);
    }

    @Override
    public String name() {
        return logits ? "bce-logits" : "bce";
    }

    @Override
    public String title() {
        return "binary cross-entropy";
    }

    @Override
    public String finalOperator() {
        return logits ? "Sigmoid" : "";
    }

    @Override
    public boolean hasAccuracy() {
        return true;
    }

    @Override
    public double weight(double target) {
        return target == LEFT_OUT ? 0 : 1;
    }

    @Override
    double loss(double output, double target) {
        if (logits) {
            return wrongPart(output, target) + Log1p.of(Math.exp(-Math.abs(output)));
        }
        return -target * Math.max(LOWEST_LOG, Math.log(output))
                - (1 - target) * Math.max(LOWEST_LOG, Math.log1p(-output));
    }

    /** Returns max(z, 0) − z·y as one product, which is 0 for a target met by an infinite logit. */
    private static double wrongPart(double output, double target) {
        double wrong = output > 0 ? 1 - target : target;
        return wrong == 0 ? 0 : Math.abs(output) * wrong;
    }

    @Override
    boolean canCompile() {
        return logits;
    }

    @Override
    Value compiledLoss(Value output, Value target) {
        Value isNotAbove = output.isNotAbove(0);
        Value wrong = target.takenFrom(1).orWhere(isNotAbove, target);
        Value wrongPart = output.size().times(wrong).exceptWhere(wrong.isEqual(output.constant(0)));
        Value both = Functions.exponential(output.size().takenFrom(0));
        return wrongPart.plus(Functions.logarithmOfOnePlus(both)).exceptWhere(isLeftOut(target));
    }

    @Override
    Value compiledRight(Value output, Value target) {
        Value one = output.constant(1);
        Value isPositive = output.isNotBelow(0);
        Value isOne = target.isNotBelow(0.5);
        Value isSame = one.onlyWhere(isPositive.andBits(isOne)).plus(one.exceptWhere(isPositive.orBits(isOne)));
        return isSame.onlyWhere(output.isEqual(output)).exceptWhere(isLeftOut(target));
    }

    private static Value isLeftOut(Value target) {
        return target.isEqual(target.constant(LEFT_OUT));
    }

    @Override
    double derivative(double output, double target) {
        if (logits) {
            return 1 / (1 + Math.exp(-output)) - target;
        }
        return (output - target) / Math.max(output * (1 - output), LEAST_SLOPE);
    }

    @Override
    boolean isRight(double output, double target) {
        double middle = logits ? 0 : 0.5;
        return !Double.isNaN(output) && output >= middle == target >= 0.5;
    }

    /** Returns the mean as a probability, or its logit. */
    @Override
    double guess(double[] targets) {
        double mean = Arrays.stream(targets).average().orElse(Double.NaN);
        return logits ? Math.log(mean / (1 - mean)) : mean;
    }
}
