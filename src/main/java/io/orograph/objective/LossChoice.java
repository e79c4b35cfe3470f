package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.RunningStatistics;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A loss together with the network it is computed on, how its outputs and targets are read, and why.
 *
 * @param loss the loss of such outputs
 * @param output the name of the output that it is taken of
 * @param network the opened network, read below its final softmax or sigmoid where there is one: the logits there
 *     give the same loss without losing precision where a probability rounds to 0 or 1
 * @param outputs what the outputs are where the loss asks for it and is not read below a final operator; else empty
 * @param classAxis the axis of the output that counts the classes; empty for the one behind the samples'
 * @param targets how the targets are written
 * @param l2 the penalty that is added to the mean of the samples' losses
 * @param reason one sentence for the person
 * @param notices what a person should know about how outputs and targets were read: a sentence each
 */
public record LossChoice(
        LossKind kind,
        Loss loss,
        String output,
        Network network,
        Optional<OutputKind> outputs,
        OptionalInt classAxis,
        TargetForm targets,
        L2Penalty l2,
        String reason,
        List<String> notices) {

    /** The batch for which shapes are looked at: a Squeeze of all axes of size 1 would take away that of one sample. */
    static final int SEVERAL = 2;

    public LossChoice {
        notices = List.copyOf(notices);
    }

    /**
     * Returns the loss that fits the network's outputs and the targets: class indices or one-hot rows and several
     * outputs give cross-entropy, rows of probabilities its soft form, 0/1 targets as many as outputs binary cross-entropy, real targets the mean squared
     * error.
     *
     * @throws IllegalArgumentException if no loss fits; the message says what was found
     */
    public static LossChoice detect(Network network, Dataset data) {
        return of(network, data, LossOptions.FOUND);
    }

    /**
     * Returns a chosen loss; how outputs and targets are read is found.
     *
     * @throws IllegalArgumentException if it does not fit network and data; the message says why
     */
    public static LossChoice choose(Network network, Dataset data, LossKind kind) {
        return of(network, data, LossOptions.of(Optional.of(kind)));
    }

    /**
     * Returns a loss with what was chosen of it; the rest is found.
     *
     * @param data all samples of the file: which of them are used must not decide what they are
     * @throws IllegalArgumentException if the choice does not fit network and data; the message says why
     */
    public static LossChoice of(Network network, Dataset data, LossOptions options) {
        OutputSelection selected = OutputSelection.of(network, data, options);
        OwnLoss own = OwnLoss.of(selected.network(), data, options);
        LossChoice choice = new LossDetection(own.network(), data, own.options()).choice();
        if (network.inputs().size() > 1) {
            SampleCoupling.requireNone(choice.network(), data);
        }
        List<String> notices = new ArrayList<>(selected.notices());
        notices.addAll(own.notices());
        return notices.isEmpty() ? choice : choice.noticing(notices);
    }

    /**
     * Returns the same loss for a part of the samples: one by weight that a network computes has the weights of these.
     *
     * @param opened the network that this is the loss of
     * @param chosen the options that led to it
     */
    public LossChoice onPart(Network opened, Dataset part, LossOptions chosen) {
        return kind.equals(LossKind.OUTPUT) ? of(opened, part, chosen) : this;
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
        return on(RunningStatistics.of(network).holding(statistics));
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
        return on(held.network.at(weights.theta()));
    }

    /**
     * Returns the choices by which other data, such as those that the network was not trained on, are read the same way.
     *
     * @param chosen those that led to this loss
     */
    public LossOptions settled(LossOptions chosen) {
        return new LossOptions(
                Optional.of(kind),
                chosen.output(),
                outputs.isPresent() ? outputs : chosen.outputs(),
                classAxis,
                targets.ignored(),
                loss.hasClassTargets() ? OptionalLong.of(targets.firstLabel()) : OptionalLong.empty(),
                chosen.smoothing(),
                chosen.classWeights(),
                l2);
    }

    /**
     * Returns the choices by which other networks get the same loss, to be compared by it. What their outputs are is for each
     * to say: of logits, of probabilities and of their logarithms the cross-entropy is the same number.
     *
     * @param chosen those that led to this loss
     */
    public LossOptions onOtherNetworks(LossOptions chosen) {
        LossOptions same = settled(chosen);
        boolean isOfLogarithms = chosen.kind().isEmpty() && kind.equals(LossKind.NLL);
        return new LossOptions(
                isOfLogarithms ? Optional.of(LossKind.CROSS_ENTROPY) : same.kind(),
                same.output(),
                chosen.outputs(),
                chosen.classAxis(),
                same.ignored(),
                same.firstLabel(),
                same.smoothing(),
                same.classWeights(),
                same.l2());
    }

    /** Returns what the number is called, with the penalty that it includes, if any: "cross-entropy + L2 penalty". */
    public String title() {
        return kind.loss().title() + (l2.isNone() ? "" : " + L2 penalty");
    }

    /** Returns the penalty of the network's parameters. */
    public L2Term penalty() {
        return new L2Term(l2, network.layout());
    }

    private LossChoice noticing(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(notices);
        return new LossChoice(kind, loss, output, network, outputs, classAxis, targets, l2, reason, all);
    }

    private LossChoice on(Network other) {
        return new LossChoice(kind, loss, output, other, outputs, classAxis, targets, l2, reason, notices);
    }

    /** Returns the samples of which anything counts: those whose targets are not all left out. */
    public Dataset counted(Dataset data) {
        Targets read = Targets.of(this, data);
        if (read.perSample() == 0) {
            return data;
        }
        int[] kept = IntStream.range(0, data.samples())
                .filter(sample -> IntStream.range(sample * read.perSample(), (sample + 1) * read.perSample())
                        .anyMatch(place -> loss.weight(read.values()[place]) != 0))
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException("all targets are left out");
        }
        return kept.length == data.samples() ? data : data.subset(kept);
    }

    /** Returns the layout of the outputs of a sample, from the network's shapes for the data. */
    OutputLayout outputLayout(Dataset data) {
        long[] shape = outputShape(network, data);
        return shape.length < 2 ? new OutputLayout(1, 1, 1) : TargetForm.layout(shape, classAxis.orElse(1));
    }

    /**
     * Returns the shape of the network's output for some samples.
     *
     * @throws IllegalArgumentException if it does not count them, or depends on how many there are
     */
    static long[] outputShape(Network network, Dataset data) {
        int fixed = fixedBatch(network);
        long[] shape = outputShape(network, data.arrays(), fixed > 0 ? fixed : SEVERAL);
        if (fixed == 0) {
            requireSame(network, data.arrays(), shape);
        }
        return shape;
    }

    /**
     * Checks that samples which run at once have the outputs that one of several has.
     *
     * @param inputs that they are of
     * @param batch how many run at once
     * @throws IllegalArgumentException if they have other ones, or cannot run at once
     */
    static void requireOutputs(Network network, OutputLayout layout, Inputs inputs, int batch) {
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(batch));
        long[] shape = ShapeInference.output(network, shapes);
        if (Shape.size(shape) != (long) batch * layout.size()) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape) + " for "
                    + batch + " samples, where each of several has " + layout.size()
                    + " outputs: what it says of a sample depends on how many run at once");
        }
    }

    private static long[] outputShape(Network network, Inputs inputs, int batch) {
        List<long[]> given = inputs.shapes(batch);
        long[][] shapes = ShapeInference.infer(network, given);
        long[] shape = ShapeInference.output(network, shapes);
        if (shape.length == 0 || shape[0] != batch) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape)
                    + " for inputs "
                    + given.stream().map(Shape::text).collect(Collectors.joining(", "))
                    + ": its first axis does not count the samples");
        }
        return shape;
    }

    /** Refuses a network that gives a sample another number of outputs when other samples run with it. */
    private static void requireSame(Network network, Inputs inputs, long[] shape) {
        long[] of = outputShape(network, inputs, SEVERAL + 1);
        if (!Arrays.equals(of, 1, of.length, shape, 1, shape.length)) {
            throw new IllegalArgumentException("the network's output has the shape " + Shape.text(shape) + " for "
                    + SEVERAL + " samples and " + Shape.text(of) + " for " + (SEVERAL + 1)
                    + ": what it says of a sample depends on how many run at once");
        }
    }

    /** Returns the batch size that the file fixes; 0 if it is open. */
    static int fixedBatch(Network network) {
        return SampleAxes.of(network).fixed();
    }
}
