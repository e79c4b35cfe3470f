package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Interval;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ValueRanges;
import io.orograph.objective.TargetForm.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Finds what of a loss was not chosen: what the outputs of a network are, along which axis they count classes, how the
 * targets are written, and which loss fits both. Used once, for one network and all samples of a data set.
 */
final class LossDetection {

    private static final Interval SIGNED = new Interval(-1, 1);

    private final Network network;
    private final Dataset data;
    private final LossOptions options;
    private final OutputEnding ending;
    private final Interval range;
    private final long[] shape;

    /** How 0 and 1 are written where targets may be one-hot. */
    private final Coding written;

    /** The data with zeros and ones for what is written otherwise. */
    private final Dataset read;

    private final List<String> notices = new ArrayList<>();
    private OutputProbe probe;

    LossDetection(Network network, Dataset data, LossOptions options) {
        this.network = network;
        this.data = data;
        this.options = options;
        this.ending = OutputEnding.of(network);
        this.range = ValueRanges.ofOutput(network);
        this.shape = LossChoice.outputShape(network, data);
        boolean isTable = data.targets().rank() > 1 && data.targets().size() > data.samples();
        this.written = isTable && !meetsSigns() ? new ClassLabels(data.targets()).coding() : Coding.PLAIN;
        this.read = written == Coding.PLAIN
                ? data
                : new Dataset(data.name(), data.arrays(), written.bits(data.targets()), data.classes());
    }

    /**
     * Returns the loss that fits the network's outputs and the targets, or the chosen one.
     *
     * @throws IllegalArgumentException if none fits, or the chosen one does not; the message says what was found
     */
    LossChoice choice() {
        requireTargets();
        int axis = axis();
        OutputLayout layout = shape.length < 2 ? new OutputLayout(1, 1, 1) : TargetForm.layout(shape, axis);
        OptionalInt oneHot = shape.length < 2
                ? OptionalInt.empty()
                : ClassAxis.alternatives(layout, ClassAxis.without(axis, shape), read);
        boolean hasIndices = layout.channels() > 1
                && data.hasWholeTargets()
                && data.targets().size() == data.samples() * layout.positions();
        Found found =
                options.kind().isPresent() ? new Found(options.kind().get(), "") : kind(layout, hasIndices, oneHot);
        TargetForm form = form(found.kind(), layout, hasIndices, oneHot);
        OptionalInt classAxis = shape.length < 2 ? OptionalInt.empty() : OptionalInt.of(axis);
        // What is wrong with the targets is said first: it is the likelier mistake.
        Targets.of(asItIs(found.kind(), classAxis, form), data);
        OutputKind outputs = outputs(found.kind().loss(), layout);
        LossWords.ofPenalty(options.l2(), network).ifPresent(notices::add);
        Loss loss = refined(found.kind().loss().of(outputs), layout);
        boolean isReadBelow = options.outputs()
                        .filter(kind -> kind != OutputKind.PROBABILITIES)
                        .isEmpty()
                && !ending.type().isEmpty()
                && ending.type().equals(loss.finalOperator());
        return new LossChoice(
                found.kind(),
                loss,
                network.outputs().get(0).name(),
                isReadBelow ? ending.below() : network,
                isReadBelow || !asksForOutputs(loss) ? Optional.empty() : Optional.of(outputs),
                classAxis,
                form,
                options.l2(),
                LossWords.reason(found, ending, isReadBelow, outputs),
                notices);
    }

    private void requireTargets() {
        boolean readsTargets =
                options.kind().map(kind -> kind.loss().readsTargets()).orElse(true);
        if (readsTargets && data.targets().size() == 0) {
            throw new IllegalArgumentException(
                    "the data hold no targets beside the network's inputs: name the array that has"
                            + " them (--y), or take what the network gives for its loss (--loss output)");
        }
    }

    private LossChoice asItIs(LossKind kind, OptionalInt classAxis, TargetForm form) {
        return new LossChoice(
                kind, kind.loss(), "", network, Optional.empty(), classAxis, form, L2Penalty.NONE, "", List.of());
    }

    private static boolean asksForOutputs(Loss loss) {
        return loss instanceof CrossEntropy || loss instanceof SoftCrossEntropy || loss instanceof BinaryCrossEntropy;
    }

    /**
     * A loss that fits.
     *
     * @param why what of outputs and targets it fits, in a few words; empty for one that was chosen
     */
    record Found(LossKind kind, String why) {}

    private int axis() {
        if (options.classAxis().isPresent()) {
            return ClassAxis.chosen(options.classAxis().getAsInt(), shape);
        }
        if (options.kind().filter(kind -> !asksForClasses(kind)).isPresent()) {
            return ClassAxis.DEFAULT;
        }
        ClassAxis found = ClassAxis.find(ending, shape, read);
        if (!found.notice().isEmpty()) {
            notices.add(found.notice());
        }
        return found.axis();
    }

    private static boolean asksForClasses(LossKind kind) {
        return kind.loss().hasClassTargets() || kind.equals(LossKind.SOFT_CROSS_ENTROPY);
    }

    /** Tells whether the outputs are known to be probabilities each, by the network's operators or because it was said. */
    private boolean areInUnit() {
        return options.outputs().map(kind -> kind == OutputKind.PROBABILITIES).orElse(range.isWithin(Interval.UNIT));
    }

    private boolean isSigmoid() {
        return ending.type().equals("Sigmoid");
    }

    private Found kind(OutputLayout layout, boolean hasIndices, OptionalInt oneHot) {
        boolean areLogarithms = options.outputs()
                .map(kind -> kind == OutputKind.LOG_PROBABILITIES)
                .orElse(ending.type().equals("LogSoftmax"));
        boolean hasAlternatives = !isSigmoid() && oneHot.isPresent();
        if (hasIndices || hasAlternatives && oneHotLayout(oneHot, layout)) {
            return new Found(
                    areLogarithms ? LossKind.NLL : LossKind.CROSS_ENTROPY,
                    layout.channels() + " outputs, class targets");
        }
        if (data.targets().size() != data.samples() * layout.size()) {
            throw new IllegalArgumentException("the network gives " + layout.size()
                    + " numbers a sample, but the data have targets of shape "
                    + Shape.text(data.targets().shape()) + ": neither a class nor a number for each output");
        }
        if (hasAlternatives) {
            return new Found(
                    LossKind.SOFT_CROSS_ENTROPY, layout.channels() + " outputs, targets are class probabilities");
        }
        if (coding(layout) != null) {
            return areInUnit() && !isSigmoid()
                    ? new Found(LossKind.BCE, "targets are 0 or 1")
                    : new Found(LossKind.BCE_LOGITS, "targets are 0 or 1");
        }
        LossWords.ofUnreachable(data.targets(), range).ifPresent(notices::add);
        return new Found(LossKind.MSE, "targets are real numbers");
    }

    private boolean oneHotLayout(OptionalInt axis, OutputLayout layout) {
        long[] of = data.targets().shape();
        return Targets.areOneHot(axis.isPresent() ? TargetForm.layout(of, axis.getAsInt()) : layout, read);
    }

    /** Returns how yes and no are written; null where the targets are other numbers. */
    private Coding coding(OutputLayout layout) {
        ClassLabels labels = new ClassLabels(data.targets());
        OptionalLong ignored = ignoredOfBits();
        boolean areBits = true;
        for (int i = 0; i < data.targets().size() && areBits; i++) {
            double target = data.targets().get(i);
            areBits = target == 0 || target == 1 || ignored.isPresent() && target == ignored.getAsLong();
        }
        if (areBits) {
            return Coding.PLAIN;
        }
        boolean isSingle = layout.channels() == 1 || areInUnit();
        Coding coding = areInUnit() ? labels.codingOfProbability() : isSingle ? labels.coding() : Coding.PLAIN;
        return coding == Coding.PLAIN || coding == Coding.SIGNS && meetsSigns() ? null : coding;
    }

    /** Tells whether the network ends in a hyperbolic tangent, or the like, and is to meet −1 and 1 themselves. */
    private boolean meetsSigns() {
        return range.isWithin(SIGNED) && !areInUnit();
    }

    private OptionalLong ignoredOfBits() {
        return options.ignored().isPresent() ? options.ignored() : new ClassLabels(data.targets()).ignored(2);
    }

    private TargetForm form(LossKind kind, OutputLayout layout, boolean hasIndices, OptionalInt oneHot) {
        Loss loss = kind.loss();
        if (loss.hasClassTargets() && hasIndices) {
            return labelled(layout.channels());
        }
        if (loss instanceof BinaryCrossEntropy) {
            Coding coding = coding(layout);
            OptionalLong ignored = ignoredOfBits();
            LossWords.ofBits(new ClassLabels(data.targets()), coding, ignored).ifPresent(notices::add);
            return new TargetForm(coding == null ? Coding.PLAIN : coding, 0, ignored, OptionalInt.empty());
        }
        if (options.ignored().isPresent()) {
            throw new IllegalArgumentException(loss.title() + " leaves no targets out: --ignore-index goes with"
                    + " cross-entropy of class numbers and binary cross-entropy");
        }
        boolean movesAxis = loss.hasClassTargets() || kind == LossKind.SOFT_CROSS_ENTROPY;
        if (movesAxis && written != Coding.PLAIN && oneHot.isPresent()) {
            notices.add(LossWords.ofOneHot(written));
        }
        return new TargetForm(
                movesAxis && oneHot.isPresent() ? written : Coding.PLAIN,
                0,
                OptionalLong.empty(),
                movesAxis ? oneHot : OptionalInt.empty());
    }

    private TargetForm labelled(int classes) {
        ClassLabels labels = new ClassLabels(data.targets());
        OptionalLong ignored = options.ignored().isPresent() ? options.ignored() : labels.ignored(classes);
        Coding coding = classes == 2 ? labels.coding() : Coding.PLAIN;
        long first = options.firstLabel().orElseGet(() -> coding == Coding.PLAIN ? labels.first(classes, ignored) : 0);
        TargetForm form = new TargetForm(coding, first, ignored, OptionalInt.empty());
        notices.addAll(LossWords.ofLabels(labels, classes, form, options));
        return form;
    }

    /** Returns what the outputs are to a loss, checked where they are known not to be what it takes. */
    private OutputKind outputs(Loss loss, OutputLayout layout) {
        return new OutputCheck(ending, range, options.outputs(), this::probe, notices).kind(loss, layout);
    }

    private OutputProbe probe() {
        if (probe == null) {
            probe = OutputProbe.of(network, data);
        }
        return probe;
    }

    private Loss refined(Loss loss, OutputLayout layout) {
        if (!options.refines()) {
            return loss;
        }
        if (!(loss instanceof CrossEntropy crossEntropy)) {
            throw new IllegalArgumentException("label smoothing and class weights go with a cross-entropy of class"
                    + " targets, not with " + loss.title());
        }
        int weights = options.classWeights().size();
        if (weights > 0 && weights != layout.channels()) {
            throw new IllegalArgumentException(weights + " class weights are given, but the network tells "
                    + layout.channels() + " classes apart");
        }
        return crossEntropy.refined(
                options.smoothing(),
                options.classWeights().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
