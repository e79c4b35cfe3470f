package io.orograph.objective;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The losses that a person can choose, by the names of the command line. */
public enum LossKind {
    CROSS_ENTROPY(new CrossEntropy(true), "Cross-entropy", "class targets; outputs are logits or end in a softmax"),
    NLL(new CrossEntropy(false), "Negative log-likelihood", "class targets; outputs are log-probabilities"),
    BCE(new BinaryCrossEntropy(false), "Binary cross-entropy", "0/1 targets; outputs are probabilities"),
    BCE_LOGITS(new BinaryCrossEntropy(true), "Binary cross-entropy on logits", "0/1 targets; outputs are logits"),
    MSE(new MeanError(true), "Mean squared error", "real targets"),
    MAE(new MeanError(false), "Mean absolute error", "real targets");

    private final Loss loss;
    private final String label;
    private final String description;

    LossKind(Loss loss, String label, String description) {
        this.loss = loss;
        this.label = label;
        this.description = description;
    }

    public Loss loss() {
        return loss;
    }

    /** What to call it in a list of choices. */
    public String label() {
        return label;
    }

    /** What it expects, in a few words. */
    public String description() {
        return description;
    }

    /** The loss of a name as {@link Loss#name} gives it. */
    public static Optional<LossKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.loss.name().equals(name))
                .findFirst();
    }

    /** All names, for a message. */
    public static String names() {
        return Arrays.stream(values()).map(kind -> kind.loss.name()).collect(Collectors.joining(", "));
    }
}
