package io.orograph.objective;

import io.orograph.choice.Named;
import java.util.List;

/**
 * A loss that a person can choose. One more is a class that implements {@link Loss} and a line in the list behind {@link #all}.
 *
 * @param loss the loss itself, whose name is the label
 * @param title what to call it in a list of choices
 * @param description what it expects, in a few words
 */
public record LossKind(Loss loss, String title, String description) implements Named {

    public static final LossKind CROSS_ENTROPY = new LossKind(
            CrossEntropy.ofLogits(), "Cross-entropy", "class targets; outputs are logits or end in a softmax");
    public static final LossKind NLL = new LossKind(
            CrossEntropy.negativeLogLikelihood(),
            "Negative log-likelihood",
            "class targets; outputs are log-probabilities");
    public static final LossKind SOFT_CROSS_ENTROPY = new LossKind(
            SoftCrossEntropy.ofLogits(),
            "Soft cross-entropy",
            "a probability for each class; outputs are logits, log-probabilities or end in a softmax");
    public static final LossKind BCE = new LossKind(
            new BinaryCrossEntropy(false), "Binary cross-entropy", "0/1 targets; outputs are probabilities");
    public static final LossKind BCE_LOGITS = new LossKind(
            new BinaryCrossEntropy(true), "Binary cross-entropy on logits", "0/1 targets; outputs are logits");
    public static final LossKind MSE = new LossKind(new MeanError(true), "Mean squared error", "real targets");
    public static final LossKind MAE = new LossKind(new MeanError(false), "Mean absolute error", "real targets");

    public static final LossKind OUTPUT = new LossKind(
            new OutputLoss(), "The network's output", "no targets; the mean of what the network gives is its loss");

    private static final List<LossKind> ALL =
            List.of(CROSS_ENTROPY, NLL, SOFT_CROSS_ENTROPY, BCE, BCE_LOGITS, MSE, MAE, OUTPUT);

    /** Returns those that come with the program, in the order of a list of choices. */
    public static List<LossKind> all() {
        return ALL;
    }

    @Override
    public String label() {
        return loss.name();
    }

    /** Returns the label: what computes a loss says nothing to a reader. */
    @Override
    public String toString() {
        return label();
    }
}
