package io.orograph.objective;

import io.orograph.network.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the outputs of a network are to a loss: as was chosen, else as its operators tell, else by what it says of some
 * samples. A loss that takes something else is refused.
 *
 * @param range what the outputs lie in by the network's operators
 * @param chosen what a person says they are
 * @param probe runs the network on some samples, if it comes to that
 * @param notices takes a sentence where the operators do not tell
 */
record OutputCheck(
        OutputEnding ending,
        Interval range,
        Optional<OutputKind> chosen,
        Supplier<OutputProbe> probe,
        List<String> notices) {

    OutputKind kind(Loss loss, OutputLayout layout) {
        if (chosen.isPresent()) {
            requireTaken(loss, chosen.get());
            return chosen.get();
        }
        if (loss instanceof BinaryCrossEntropy binary) {
            return ofBits(binary);
        }
        if (loss.name().equals(LossKind.NLL.label())) {
            requireLogarithms(layout);
            return OutputKind.LOG_PROBABILITIES;
        }
        return loss instanceof CrossEntropy || loss instanceof SoftCrossEntropy ? ofClasses(layout) : OutputKind.LOGITS;
    }

    private static void requireTaken(Loss loss, OutputKind said) {
        boolean isTaken = loss instanceof BinaryCrossEntropy binary
                ? binary.takes(said)
                : !loss.name().equals(LossKind.NLL.label()) || said == OutputKind.LOG_PROBABILITIES;
        if (!isTaken) {
            throw new IllegalArgumentException(loss.name() + " does not take " + said.label() + "; choose "
                    + (loss instanceof BinaryCrossEntropy
                            ? said == OutputKind.PROBABILITIES ? "bce" : "bce-logits"
                            : "cross-entropy"));
        }
    }

    private OutputKind ofBits(BinaryCrossEntropy loss) {
        if (loss.takes(OutputKind.LOGITS)) {
            if (range.isWithin(Interval.UNIT) && !ending.type().equals("Sigmoid")) {
                throw new IllegalArgumentException("bce-logits takes logits, but the outputs of the network lie from 0"
                        + " to 1, as probabilities do: choose bce");
            }
            return OutputKind.LOGITS;
        }
        if (!range.isWithin(Interval.UNIT) && !probe.get().areInUnit()) {
            throw new IllegalArgumentException("bce takes probabilities, but the outputs of the network reach from "
                    + OutputProbe.text(probe.get().least()) + " to "
                    + OutputProbe.text(probe.get().greatest()) + ": choose bce-logits");
        }
        return OutputKind.PROBABILITIES;
    }

    private void requireLogarithms(OutputLayout layout) {
        String type = ending.type();
        if (type.equals("LogSoftmax")) {
            return;
        }
        String what = type.equals("Softmax") || type.equals("Sigmoid")
                ? "the network ends in " + type + ", so that its"
                : "its";
        if (range.isWithin(Interval.UNIT) || probe.get().areProbabilities(layout)) {
            throw new IllegalArgumentException("nll takes log-probabilities, but " + what
                    + " outputs are probabilities: choose "
                    + (type.equals("Sigmoid") ? "bce-logits" : "cross-entropy")
                    + (type.equals("Softmax") || type.equals("Sigmoid") ? ", which reads the logits below it" : ""));
        }
        if (!range.isWithin(Interval.NOT_POSITIVE) && !probe.get().areNotPositive()) {
            throw new IllegalArgumentException("nll takes log-probabilities, of which none is above 0, but the outputs"
                    + " of the network reach " + OutputProbe.text(probe.get().greatest()) + ": choose cross-entropy");
        }
    }

    private OutputKind ofClasses(OutputLayout layout) {
        if (ending.type().equals("Softmax")
                || ending.type().equals("LogSoftmax")
                || ending.units().areOutputs()) {
            return OutputKind.LOGITS;
        }
        if (probe.get().areProbabilities(layout)) {
            notices.add(
                    "The outputs are taken for probabilities: they lie from 0 to 1 and those of the classes sum to 1 at"
                            + " the model's weights. The loss takes −log of them; choose another kind (Outputs are, --output-kind) if they are none.");
            return OutputKind.PROBABILITIES;
        }
        if (range.isWithin(Interval.UNIT)) {
            notices.add(
                    "The outputs lie from 0 to 1, but those of the classes do not sum to 1: the cross-entropy takes them"
                            + " as logits. If each output is a probability by itself, bce on one-hot targets is its loss.");
        }
        return OutputKind.LOGITS;
    }
}
