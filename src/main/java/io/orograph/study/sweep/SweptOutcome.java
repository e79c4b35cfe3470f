package io.orograph.study.sweep;

import io.orograph.objective.Evaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where a run of a sweep ended, or what a network is that was trained elsewhere.
 *
 * @param run the network
 * @param steps that it took; 0 where that is not known
 * @param end why it ended
 * @param train the network on all training samples
 * @param test on the test samples; empty without any
 * @param sharpness by the label of the measure; empty where none was taken
 */
public record SweptOutcome(Subject run, long steps, End end, Score train, Score test, Map<String, Double> sharpness) {

    /** Why a run ended. */
    public enum End {
        /** The training loss came down to the one that was asked for. */
        REACHED,
        /** All epochs were done, as was asked. */
        EPOCHS,
        /** All epochs were done before the training loss came down to the one that was asked for. */
        UNREACHED,
        /** The loss is infinite or none. */
        DIVERGED,
        /** It was trained elsewhere, and nobody says why it ended. */
        ELSEWHERE
    }

    /**
     * Loss and accuracy on some samples; both NaN where there are none, the accuracy also where the loss has none.
     *
     * @param accuracy 0 to 1
     */
    public record Score(double loss, double accuracy) {

        static final Score NONE = new Score(Double.NaN, Double.NaN);

        static Score of(Evaluation evaluation) {
            return new Score(evaluation.loss(), evaluation.accuracy());
        }
    }

    public SweptOutcome {
        sharpness = Collections.unmodifiableMap(new LinkedHashMap<>(sharpness));
    }

    /** Returns test loss − training loss; NaN without test samples. */
    public double lossGap() {
        return test.loss() - train.loss();
    }

    /** Returns training accuracy − test accuracy, which is the gap of the errors; NaN where one is not known. */
    public double errorGap() {
        return train.accuracy() - test.accuracy();
    }

    /** Returns a measure of sharpness; empty where it was not taken or is not finite. */
    public OptionalDouble sharpness(String measure) {
        Double value = sharpness.get(measure);
        return value == null || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Returns all of it as ordered entries; what is not known is missing, and infinities are texts. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>(run.place());
        entries.put("seed", run.seed());
        entries.put("end", end.name().toLowerCase(Locale.ROOT));
        if (end == End.ELSEWHERE) {
            entries.put("name", run.name());
        } else {
            entries.put("steps", steps);
        }
        put(entries, "train_loss", train.loss());
        put(entries, "train_accuracy", train.accuracy());
        put(entries, "test_loss", test.loss());
        put(entries, "test_accuracy", test.accuracy());
        Map<String, Object> measures = new LinkedHashMap<>();
        sharpness.forEach((measure, value) -> put(measures, measure, value));
        entries.put("sharpness", measures);
        return entries;
    }

    private static void put(Map<String, Object> entries, String name, double value) {
        if (!Double.isNaN(value)) {
            entries.put(name, Double.isInfinite(value) ? Double.toString(value) : value);
        }
    }
}
