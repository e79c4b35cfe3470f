package io.orograph.ui.lesson;

import io.orograph.training.OptimizerTrajectories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a lesson that is being given calls by names of its own. */
final class LessonState {

    private final Map<String, String> runs = new HashMap<>();
    private final Map<String, Double> notes = new HashMap<>();
    private final List<OptimizerTrajectories.Ball> taken = new ArrayList<>();

    /** Forgets all of it: another lesson begins. */
    void clear() {
        runs.clear();
        notes.clear();
        taken.clear();
    }

    /** Returns the trainings by their names, as the ids of the list of runs. */
    Map<String, String> runs() {
        return runs;
    }

    /** Returns the numbers that were noted, by their names. */
    Map<String, Double> notes() {
        return notes;
    }

    /** Takes a ball, to be dropped. */
    void take(OptimizerTrajectories.Ball ball) {
        taken.add(ball);
    }

    /** Returns the balls that were taken, and has none of them from then on. */
    List<OptimizerTrajectories.Ball> balls() {
        List<OptimizerTrajectories.Ball> all = List.copyOf(taken);
        taken.clear();
        return all;
    }
}
