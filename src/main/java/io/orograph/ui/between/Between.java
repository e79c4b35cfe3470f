package io.orograph.ui.between;

import io.orograph.experiment.StatisticsChoice;
import io.orograph.figure.Overlay;
import io.orograph.training.BezierCurve;
import io.orograph.training.TrainingSettings;
import io.orograph.ui.evaluation.GivenPlane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plane through models, with what is drawn over it.
 *
 * @param plane the plane and the part of it to evaluate
 * @param overlay the models, and the curve where there is one, in its coordinates
 * @param models the models, in the order in which they were chosen
 * @param connection the losses along the curve and the straight line; null for a plane without a curve
 * @param curve what was trained for it; null for a plane without a curve
 * @param statistics with which statistics of batch normalisations it was evaluated
 * @param notices how arrays were matched where it was not by their names alone
 */
record Between(
        GivenPlane plane,
        Overlay overlay,
        List<PlacedModel> models,
        Connection connection,
        TrainedCurve curve,
        StatisticsChoice statistics,
        List<String> notices) {

    /**
     * A curve, and how it was trained.
     *
     * @param curve of weights alone, whatever they are evaluated with
     */
    record TrainedCurve(BezierCurve curve, TrainingSettings settings) {

        /** For the provenance. */
        Map<String, Object> entries() {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("optimizer", settings.optimizer().title());
            entries.put("learning_rate", settings.optimizer().learningRate());
            entries.put("batch", settings.batchSize());
            entries.put("epochs", settings.epochs());
            entries.put("seed", settings.seed());
            return entries;
        }
    }

    /** The entry of the plane's description. */
    static final String BATCH_NORM = "batch_norm";

    Between {
        models = List.copyOf(models);
        notices = List.copyOf(notices);
    }

    /** With which statistics of batch normalisations, in words; empty for a network without. */
    Optional<String> statisticsText() {
        return Optional.ofNullable((String) plane.description().get(BATCH_NORM));
    }
}
