package io.orograph.lesson;

import java.util.Optional;

/**
 * An answer that a person can choose.
 *
 * @param rightIf the outcome of the question's first claim for which it is right: which answer is right follows from what is
 *     computed; empty for one that never is
 */
public record Choice(String text, Optional<Outcome> rightIf) {

    /** Tells whether it is right. */
    public boolean isRight(Outcome outcome) {
        return rightIf.isPresent() && rightIf.get() == outcome;
    }
}
