package io.orograph.study.sweep;

import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.objective.Evaluation;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Experiment;
import io.orograph.study.LoadedData;
import io.orograph.study.SharpnessStudy;
import io.orograph.study.StudyListener;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.study.sweep.SweptOutcome.Score;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures networks, all in the same way: loss and accuracy on all training samples and on the test samples, and sharpness.
 *
 * @param measures of sharpness
 * @param test the test samples; null for none
 * @param listener told where a measure cannot be taken
 */
record Measuring(List<SharpnessMeasure> measures, LoadedData test, StudyListener listener, CancelToken cancel) {

    /**
     * Measures a network.
     *
     * @param there at its weights
     * @param steps that it took; 0 where that is not known
     */
    SweptOutcome outcome(Subject subject, Experiment there, long steps, End end) throws IOException {
        Score train = Score.of(evaluated(there));
        Score onTest = Score.NONE;
        if (test != null) {
            try (Experiment further = there.onOther(test)) {
                onTest = Score.of(evaluated(further));
            }
        }
        boolean measured = end != End.DIVERGED && Double.isFinite(train.loss());
        return new SweptOutcome(subject, steps, end, train, onTest, measured ? sharpness(subject, there) : Map.of());
    }

    private Evaluation evaluated(Experiment there) {
        return there.objective().evaluate(there.weights().theta(), cancel);
    }

    private Map<String, Double> sharpness(Subject subject, Experiment there) {
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            new SharpnessStudy(measures, 0)
                    .runWithoutSampleErrors(there, SharpnessStudy.Listener.NONE, cancel)
                    .measurements()
                    .forEach((measure, value) -> values.put(measure.label(), value.value()));
        } catch (UndefinedCurvatureException e) {
            listener.notice("The sharpness of " + subject.name() + " was not measured: " + e.getMessage());
        }
        return values;
    }
}
