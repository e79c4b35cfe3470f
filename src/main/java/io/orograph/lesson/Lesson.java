package io.orograph.lesson;

import java.nio.file.Path;
import java.util.List;

/**
 * A guided scene.
 *
 * @param file that it was read from; relative names in it are those of files beside it
 * @param title what a list calls it
 * @param summary what it is about, a sentence
 * @param steps at least one
 */
public record Lesson(Path file, String title, String summary, List<LessonStep> steps) {

    public Lesson {
        steps = List.copyOf(steps);
    }
}
