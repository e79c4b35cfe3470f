package io.orograph.ui.lesson;

import io.orograph.lesson.Choice;
import io.orograph.lesson.Claim;
import io.orograph.lesson.LessonQuestion;
import io.orograph.lesson.Outcome;
import java.util.List;

/**
 * What a person answered, and what was found.
 *
 * @param chosen of the choices, from 0; -1 where there are none
 * @param judgements of the claims, in their order; empty while they are being found out
 */
record Answer(LessonQuestion question, int chosen, List<Claim.Judgement> judgements) {

    Answer {
        judgements = List.copyOf(judgements);
    }

    boolean isJudged() {
        return !judgements.isEmpty();
    }

    private Outcome outcome() {
        return judgements.get(0).outcome();
    }

    /** Tells whether a choice is right here, by the first claim. */
    boolean isRight(int choice) {
        return isJudged() && question.choices().get(choice).isRight(outcome());
    }

    /** Returns what is said of the choice; empty where there was none. */
    String verdict() {
        if (chosen < 0 || !isJudged()) {
            return "";
        }
        if (outcome() == Outcome.UNKNOWN) {
            return "Not decided.";
        }
        if (isRight(chosen)) {
            return "Right.";
        }
        boolean some = question.choices().stream().anyMatch((Choice choice) -> choice.isRight(outcome()));
        return some ? "Not what was found here." : "None of the answers is what was found here.";
    }
}
