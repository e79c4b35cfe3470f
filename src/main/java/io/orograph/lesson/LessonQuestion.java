package io.orograph.lesson;

import java.util.List;

/**
 * A question of a step, and how it is answered.
 *
 * @param choices to choose from; none where a person answers in words of their own
 * @param actions that are performed once an answer is chosen: what they show is to be predicted
 * @param claims at least one; by the outcome of the first it is told which choice is right
 */
public record LessonQuestion(String text, List<Choice> choices, List<Call<LessonAction>> actions, List<Claim> claims) {

    public LessonQuestion {
        choices = List.copyOf(choices);
        actions = List.copyOf(actions);
        claims = List.copyOf(claims);
    }
}
