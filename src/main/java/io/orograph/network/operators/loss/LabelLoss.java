package io.orograph.network.operators.loss;

import io.orograph.network.BatchTotal;
import io.orograph.network.LabelRule;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The negative log-likelihood of labels: ℓ = −w(y)·log p(y), where log p is the input, [n, classes, …], or the logarithm of the
 * softmax of its scores along the classes. Each ℓ by itself, their sum, or their mean by weight Σℓ/Σw(y); a label that is left
 * out has the weight 0. A label that is no class has the loss NaN.
 *
 * <p>The further output is log p. The gradient with respect to scores is w(y)·(p − δ(y)), and that of the mean with respect
 * to a weight wₖ is (Σₖ −log p(y) − k·L)/Σw over the k labels of that class.
 */
final class LabelLoss extends LoopOperator {

    private final LabelLossSettings settings;

    LabelLoss(LabelLossSettings settings) {
        this.settings = settings;
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] scores = inputs.get(0);
        long[] labels = inputs.get(1);
        requireShapes(scores, labels, inputs.size() > 2 ? inputs.get(2) : null);
        long[] loss = settings.reduction() == LabelLossSettings.Reduction.NONE ? labels : new long[0];
        return settings.takesSoftmax() ? List.of(loss, scores) : List.of(loss);
    }

    private static void requireShapes(long[] scores, long[] labels, long[] weights) {
        boolean fit = scores.length > 1
                && labels.length == scores.length - 1
                && labels[0] == scores[0]
                && Arrays.equals(labels, 1, labels.length, scores, 2, scores.length);
        if (!fit) {
            throw new IllegalArgumentException("labels of the shape " + Shape.text(labels) + " do not go with scores "
                    + Shape.text(scores) + ", which have the classes behind the first axis");
        }
        if (weights != null && Shape.size(weights) != scores[1]) {
            throw new IllegalArgumentException(
                    Shape.size(weights) + " weights are given for " + scores[1] + " classes");
        }
    }

    @Override
    public Optional<LabelRule> labelRule() {
        return Optional.of(new LabelRule(0, 1, settings.ignored()));
    }

    @Override
    public Optional<BatchTotal> batchTotal() {
        LabelLoss each = new LabelLoss(settings.with(LabelLossSettings.Reduction.NONE));
        return Optional.of(
                switch (settings.reduction()) {
                    case NONE -> BatchTotal.none(each);
                    case SUM -> BatchTotal.sum(each);
                    case MEAN -> BatchTotal.mean(each, new LabelWeights(settings));
                });
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return new LabelLossLoops(settings, shapes.get(0));
    }
}
