package io.orograph.study;

import io.orograph.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of models before, so that a comparison with one model more or less measures that one alone. A model
 * is measured again where anything about the question is different, its files included. For one comparison at a time.
 */
public final class ComparisonMemory {

    private final Map<Question, Answer> answers = new HashMap<>();

    /** By what a model is known again that was measured before, in another window or at another place. */
    private final Map<String, ComparedModel> known = new HashMap<>();

    /** The lines between two models, by what these are known again by. */
    private final Map<List<String>, Line.Result> lines = new HashMap<>();

    /** All that what is measured of a model depends on. */
    private record Question(
            ComparisonModel model,
            String file,
            DataSource data,
            Optional<DataSource> test,
            ExperimentSettings settings,
            Comparison.Measures measures) {}

    /**
     * What was measured.
     *
     * @param settings with the loss that suits it
     * @param begun the command as far as a first model determines it
     */
    record Answer(ComparedModel model, ExperimentSettings settings, Command begun) {}

    private static Question question(Comparison comparison, int index, ExperimentSettings settings) {
        ComparisonModel model = comparison.models().get(index);
        return new Question(
                model, state(model.file()), comparison.data(), comparison.test(), settings, comparison.measures());
    }

    /** Returns what tells a file from one that was written to its place since. */
    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + ", " + Files.size(file);
        } catch (IOException e) {
            // Whoever opens it says what is wrong with it.
            return "gone";
        }
    }

    synchronized Optional<Answer> recall(Comparison comparison, int index, ExperimentSettings settings) {
        return Optional.ofNullable(answers.get(question(comparison, index, settings)));
    }

    synchronized void keep(Comparison comparison, int index, ExperimentSettings settings, Answer answer) {
        answers.put(question(comparison, index, settings), answer);
    }

    /**
     * Takes what was measured of a model before.
     *
     * @param key as {@link #keyOf} gave it then
     */
    public synchronized void know(String key, ComparedModel model) {
        known.put(key, model);
    }

    /** Returns by what a model is known again; empty where it was not measured here. */
    public synchronized Optional<String> keyOf(ComparedModel model) {
        return known.entrySet().stream()
                .filter(each -> each.getValue() == model)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns what is known of a model by its key. */
    synchronized Optional<ComparedModel> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Takes the line between two models that are known. */
    public synchronized void know(List<ComparedModel> ends, Line.Result line) {
        keysOf(ends).ifPresent(keys -> lines.put(keys, line));
    }

    /** Returns what is known of the line between two models. */
    synchronized Optional<Line.Result> line(List<ComparedModel> ends) {
        return keysOf(ends).map(lines::get);
    }

    /** Returns by what models are known again: all that a line between them depends on; empty unless all are known. */
    private Optional<List<String>> keysOf(List<ComparedModel> ends) {
        List<String> keys =
                ends.stream().flatMap(model -> keyOf(model).stream()).toList();
        return keys.size() == ends.size() ? Optional.of(keys) : Optional.empty();
    }

    /** Forgets everything: all models are measured anew. */
    public synchronized void clear() {
        answers.clear();
        known.clear();
        lines.clear();
    }
}
