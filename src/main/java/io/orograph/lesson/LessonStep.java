package io.orograph.lesson;

import java.util.List;
import java.util.Optional;

/**
 * A step of a lesson: sets the scene, says what to look at, lets the person act, and asks.
 *
 * @param actions that set the scene, one after the other
 * @param text what to look at
 * @param task what the person may do; empty for nothing
 */
public record LessonStep(
        String title, List<Call<LessonAction>> actions, String text, String task, Optional<LessonQuestion> question) {

    public LessonStep {
        actions = List.copyOf(actions);
    }
}
