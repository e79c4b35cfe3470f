package io.orograph.study.sweep;

/**
 * When the trainings of a sweep end: at a training loss, or after so many epochs.
 *
 * @param loss the training loss at which a run ends, looked at whenever a point is recorded; 0 for none
 * @param epochs at most
 * @param every steps between two recorded points; 0 for once an epoch
 */
public record StopRule(double loss, int epochs, int every) {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public StopRule {
        if (!(loss >= 0 && Double.isFinite(loss)) || epochs < 1 || every < 0) {
            throw new IllegalArgumentException(
                    "a training until a loss of " + loss + ", for at most " + epochs + " epochs");
        }
    }

    /** Returns how a run ended that went through all epochs. */
    SweptOutcome.End unreached() {
        return loss > 0 ? SweptOutcome.End.UNREACHED : SweptOutcome.End.EPOCHS;
    }

    /** Tells whether a run ends at this training loss. */
    boolean isReached(double training) {
        return training <= loss;
    }
}
