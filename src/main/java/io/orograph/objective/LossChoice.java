package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * A loss together with the network it is computed on, and why.
 *
 * @param network the opened network, read below its final softmax or sigmoid where there is one: the logits there
 *     give the same loss without losing precision where a probability rounds to 0 or 1
 * @param reason one sentence for the person
 */
public record LossChoice(LossKind kind, Network network, String reason) {

    private static final String ENDS_IN = "the network ends in ";
    /** The batch for which shapes are looked at: a Squeeze of all axes of size 1 would take away that of one sample. */
    static final int SEVERAL = 2;

    /**
     * Returns the loss that fits the network's last operator and the targets: class indices or one-hot rows and several
     * outputs give cross-entropy, rows of probabilities its soft form, 0/1 targets as many as outputs binary cross-entropy, real targets the mean squared
     * error.
     *
     * @throws IllegalArgumentException if no loss fits; the message says what was found
     */
    public static LossChoice detect(Network network, Dataset data) {
        Loss.OutputLayout layout = outputLayout(network, data);
        String last = lastType(network);
        if (hasClasses(layout, data, last)) {
            return detected(
                    network,
                    last.equals("LogSoftmax") ? LossKind.NLL : LossKind.CROSS_ENTROPY,
                    layout.channels() + " outputs, class targets");
        }
        if (data.targets().size() != data.samples() * layout.size()) {
            throw new IllegalArgumentException("the network gives " + layout.size()
                    + " numbers a sample, but the data have targets of shape "
                    + Shape.text(data.targets().shape()) + ": neither a class nor a number for each output");
        }
        if (!last.equals("Sigmoid") && Targets.areProbabilities(layout, data)) {
            return detected(
                    network,
                    LossKind.SOFT_CROSS_ENTROPY,
                    layout.channels() + " outputs, targets are class probabilities");
        }
        if (isBinary(data)) {
            return detected(network, LossKind.BCE_LOGITS, "targets are 0 or 1");
        }
        return detected(network, LossKind.MSE, "targets are real numbers");
    }

    private static LossChoice detected(Network network, LossKind kind, String found) {
        LossChoice choice = choose(network, kind);
        String reason = choice.network() == network && !choice.reason().startsWith(ENDS_IN)
                ? found
                : found + "; " + choice.reason();
        return new LossChoice(kind, choice.network(), reason);
    }

    /**
     * Tells whether each sample, or each position of it, has one class: a sigmoid's outputs are 0 or 1 each by itself.
     */
    private static boolean hasClasses(Loss.OutputLayout layout, Dataset data, String last) {
        if (layout.channels() < 2) {
            return false;
        }
        boolean indices = data.hasWholeTargets() && data.targets().size() == data.samples() * layout.positions();
        return indices
                || layout.positions() == 1
                        && !last.equals("Sigmoid")
                        && Targets.areOneHot(layout.channels(), data.targets());
    }

    /**
     * Returns a chosen loss, read below the final softmax or sigmoid where it is computed from logits.
     *
     * @throws IllegalArgumentException if the loss takes log-probabilities and the network ends in probabilities
     */
    public static LossChoice choose(Network network, LossKind kind) {
        String last = lastType(network);
        if (kind == LossKind.NLL && (last.equals("Softmax") || last.equals("Sigmoid"))) {
            throw new IllegalArgumentException("nll takes log-probabilities, but " + ENDS_IN + last
                    + ", so that its outputs are probabilities: choose "
                    + (last.equals("Softmax") ? "cross-entropy" : "bce-logits") + ", which reads the logits below it");
        }
        if (!last.isEmpty() && last.equals(kind.loss().finalOperator())) {
            Network logits = network.without(lastComputation(network));
            return new LossChoice(kind, logits, ENDS_IN + last + ", the loss is taken on its logits");
        }
        String why = last.equals("LogSoftmax") && kind == LossKind.NLL ? ENDS_IN + "LogSoftmax" : kind.description();
        return new LossChoice(kind, network, why);
    }

    /**
     * Returns the same loss on the network that holds the running statistics of a state.
     *
     * @param state θ, which is not read, and behind it perhaps running statistics; without any it is this loss
     */
    public LossChoice holding(double[] state) {
        int weights = network.layout().size();
        if (state.length == weights) {
            return this;
        }
        double[] statistics = Arrays.copyOfRange(state, weights, state.length);
        return new LossChoice(kind, RunningStatistics.of(network).holding(statistics), reason);
    }

    /**
     * Returns the same loss on the same network at other weights, with their own running statistics where they have any.
     *
     * @throws IllegalArgumentException if they are of another number
     */
    public LossChoice at(Weights weights) {
        if (weights.theta().length != network.layout().size()) {
            throw new IllegalArgumentException(
                    weights.theta().length + " weights for " + network.layout().size() + " parameters");
        }
        LossChoice held = holding(RunningStatistics.state(weights.theta(), weights.statistics()));
        return new LossChoice(kind, held.network.at(weights.theta()), reason);
    }

    /** Returns the layout of the outputs of a sample, from the network's shapes for the data. */
    static Loss.OutputLayout outputLayout(Network network, Dataset data) {
        int fixed = fixedBatch(network);
        long[] shape = outputShape(network, data.inputs().shape(), fixed > 0 ? fixed : SEVERAL);
        if (fixed == 0) {
            requireSame(network, data.inputs().shape(), shape);
        }
        int size = Shape.sizePerEntry(shape);
        int channels = shape.length < 2 ? 1 : (int) shape[1];
        return new Loss.OutputLayout(channels, channels == 0 ? 0 : size / channels);
    }

    /**
     * Checks that samples which run at once have the outputs that one of several has.
     *
     * @param inputs the shape of the inputs of these samples
     * @throws IllegalArgumentException if they have other ones, or cannot run at once
     */
    static void requireOutputs(Network network, Loss.OutputLayout layout, long[] inputs) {
        long[][] shapes = ShapeInference.infer(network, List.of(inputs));
        long[] shape = ShapeInference.output(network, shapes);
        if (Shape.size(shape) != inputs[0] * layout.size()) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape) + " for "
                    + inputs[0] + " samples, where each of several has " + layout.size()
                    + " outputs: what it says of a sample depends on how many run at once");
        }
    }

    private static long[] outputShape(Network network, long[] inputs, int batch) {
        long[] input = inputs.clone();
        input[0] = batch;
        long[][] shapes = ShapeInference.infer(network, List.of(input));
        long[] shape = ShapeInference.output(network, shapes);
        if (shape.length == 0 || shape[0] != batch) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape)
                    + " for inputs " + Shape.text(input) + ": its first axis does not count the samples");
        }
        return shape;
    }

    /** Refuses a network that gives a sample another number of outputs when other samples run with it. */
    private static void requireSame(Network network, long[] inputs, long[] shape) {
        long[] of = outputShape(network, inputs, SEVERAL + 1);
        if (!Arrays.equals(of, 1, of.length, shape, 1, shape.length)) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape) + " for "
                    + SEVERAL + " samples and " + Shape.text(of) + " for " + (SEVERAL + 1)
                    + ": what it says of a sample depends on how many run at once");
        }
    }

    /** Returns the batch size that the file fixes; 0 if it is open. */
    static int fixedBatch(Network network) {
        long[] shape = network.inputs().get(0).shape();
        return shape.length > 0 && shape[0] != Shape.FREE ? (int) shape[0] : 0;
    }

    /** Returns the operator that the output comes from, reshapings apart; empty if nothing is computed. */
    private static String lastType(Network network) {
        Network.Node node = lastComputation(network);
        return node == null ? "" : node.type();
    }

    private static Network.Node lastComputation(Network network) {
        Network.Node node = network.producer(network.outputs().get(0).name());
        while (node != null && node.operator().isView()) {
            node = network.producer(network.values().get(node.inputs().get(0)));
        }
        return node;
    }

    private static boolean isBinary(Dataset data) {
        for (int i = 0; i < data.targets().size(); i++) {
            double target = data.targets().get(i);
            if (target != 0 && target != 1) {
                return false;
            }
        }
        return true;
    }
}
