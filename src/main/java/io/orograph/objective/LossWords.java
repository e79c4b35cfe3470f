package io.orograph.objective;

import static io.orograph.math.NumberText.number;

import io.orograph.network.Interval;
import io.orograph.network.Network;
import io.orograph.network.Tensor;
import io.orograph.objective.LossDetection.Found;
import io.orograph.objective.TargetForm.Coding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Says why a loss was taken and how the targets were read. */
final class LossWords {

    /** Targets may be stored in single precision, or scaled by a maximum that was rounded. */
    private static final double ROUNDING = 1e-3;

    private static final String ENDS_IN = "the network ends in ";

    private LossWords() {}

    /** Returns one sentence without its stop. */
    static String reason(Found found, OutputEnding ending, boolean isReadBelow, OutputKind outputs) {
        LossKind kind = found.kind();
        String how = "";
        if (isReadBelow) {
            how = ENDS_IN + ending.type() + ", the loss is taken on its logits";
        } else if (ending.type().equals("LogSoftmax") && kind == LossKind.NLL) {
            how = ENDS_IN + "LogSoftmax";
        } else if (outputs == OutputKind.PROBABILITIES && !kind.loss().name().equals(LossKind.BCE.label())) {
            how = "the outputs are probabilities, whose logarithm is taken";
        } else if (found.why().isEmpty()) {
            return kind.description();
        }
        return found.why().isEmpty() || how.isEmpty() ? found.why() + how : found.why() + "; " + how;
    }

    /** Returns sentences on how class numbers were read where they are not simply those of the outputs. */
    static List<String> ofLabels(ClassLabels labels, int classes, TargetForm form, LossOptions options) {
        List<String> sentences = new ArrayList<>();
        if (form.coding() != Coding.PLAIN) {
            sentences.add(ofCoding(form.coding(), "class 1 and class 0"));
        }
        form.ignored().ifPresent(mark -> ofIgnored(labels, mark).ifPresent(sentences::add));
        if (form.firstLabel() == 1 && options.firstLabel().isEmpty()) {
            sentences.add(
                    "The labels run from 1 to " + classes + " and are counted from 1: label 1 is the first output.");
        } else if (form.firstLabel() == 0 && options.firstLabel().isEmpty() && classes > 2 && labels.beginAtOne()) {
            sentences.add(
                    "No label is 0: if the labels count from 1, choose 1 as the first (First label, --labels-from).");
        }
        return sentences;
    }

    /** Returns a sentence on how zeros and ones were read where they are written otherwise; empty where they are not. */
    static Optional<String> ofBits(ClassLabels labels, Coding coding, OptionalLong ignored) {
        if (ignored.isPresent()) {
            return ofIgnored(labels, ignored.getAsLong());
        }
        return coding == null || coding == Coding.PLAIN ? Optional.empty() : Optional.of(ofCoding(coding, "1 and 0"));
    }

    /** Returns a sentence on the penalty that is part of the loss; empty where there is none. */
    static Optional<String> ofPenalty(L2Penalty penalty, Network network) {
        if (penalty.isNone()) {
            return Optional.empty();
        }
        L2Term term = new L2Term(penalty, network.layout());
        String which = penalty.over() == L2Penalty.Over.ALL
                ? "all " + term.size() + " parameters"
                : "the " + term.size() + " of " + network.layout().size()
                        + " parameters that are neither biases nor of a normalisation";
        return Optional.of(String.format(
                Locale.ROOT,
                "The loss includes the L2 penalty %s/2·‖θ‖² over %s; at the weights of the model file that is %s.",
                BigDecimal.valueOf(penalty.lambda()).stripTrailingZeros().toPlainString(),
                which,
                number(term.at(network.weights()), 4)));
    }

    /** Returns a sentence on one-hot targets that are not written as ones and zeros. */
    static String ofOneHot(Coding coding) {
        return "The targets are one-hot, with " + (long) coding.yes() + " and " + (long) coding.no()
                + " for 1 and 0: the class is where " + (long) coding.yes() + " is.";
    }

    /** Returns a sentence on targets that no output can meet, where the network's last operators limit these. */
    static Optional<String> ofUnreachable(Tensor targets, Interval range) {
        DoubleSummaryStatistics found = Arrays.stream(targets.doubles()).summaryStatistics();
        boolean isBeyond = found.getMin() < range.low() - ROUNDING || found.getMax() > range.high() + ROUNDING;
        return isBeyond
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "The targets reach from %s to %s, but the outputs of the network lie %s: were the targets scaled"
                                + " for the training?",
                        number(found.getMin(), 4),
                        number(found.getMax(), 4),
                        text(range)))
                : Optional.empty();
    }

    private static String text(Interval range) {
        return range.low() == Double.NEGATIVE_INFINITY
                ? "at " + number(range.high(), 4) + " or below"
                : range.high() == Double.POSITIVE_INFINITY
                        ? "at " + number(range.low(), 4) + " or above"
                        : "from " + number(range.low(), 4) + " to " + number(range.high(), 4);
    }

    private static String ofCoding(Coding coding, String meaning) {
        return "The targets " + (long) coding.yes() + " and " + (long) coding.no() + " are taken as " + meaning + ".";
    }

    private static Optional<String> ofIgnored(ClassLabels labels, long mark) {
        long count = labels.count(mark);
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " of " + labels.targets().size() + " targets are " + mark
                        + " and are left out of loss and accuracy.");
    }
}
