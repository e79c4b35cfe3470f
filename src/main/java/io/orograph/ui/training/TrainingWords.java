package io.orograph.ui.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.choice.Named;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * A training of the window by the labels of its choices, as a file holds it, with what its path has besides.
 *
 * @param optimizer the update rule
 * @param ascent where the gradient is taken
 * @param schedule the form of the learning rate's course
 * @param warmup steps of warm-up
 * @param period steps between two drops
 * @param factor of a drop
 * @param validation share of the samples that validate
 * @param fresh whether it began with fresh weights
 * @param stepsBefore steps of trainings whose path it goes on with; −1 if it counts them itself
 * @param epochsBefore epochs of these
 * @param whole whether all of the path is one training from its beginning
 */
public record TrainingWords(
        String optimizer,
        String ascent,
        double learningRate,
        double momentum,
        double weightDecay,
        double radius,
        String schedule,
        int warmup,
        int period,
        double factor,
        int batch,
        int epochs,
        long seed,
        int recordEvery,
        boolean batchStatistics,
        double validation,
        boolean fresh,
        long stepsBefore,
        double epochsBefore,
        boolean whole) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Returns settings as a text. */
    public static String text(TrainingSettings settings) {
        return of(new TrainingChoices.Chosen(settings, 0, false), null, true).text();
    }

    /** Returns these words as a text. */
    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the settings that a text says.
     *
     * @throws IOException if it says none
     */
    public static TrainingSettings settings(String text) throws IOException {
        return read(text).chosen().settings();
    }

    /**
     * Returns the words that a text holds.
     *
     * @throws IOException if it holds none
     */
    static TrainingWords read(String text) throws IOException {
        return JSON.readValue(text, TrainingWords.class);
    }

    static TrainingWords of(TrainingChoices.Chosen chosen, TrainingPoint before, boolean whole) {
        TrainingSettings settings = chosen.settings();
        OptimizerSettings optimizer = settings.optimizer();
        return new TrainingWords(
                optimizer.base().label(),
                optimizer.ascent().label(),
                optimizer.learningRate(),
                optimizer.momentum(),
                optimizer.weightDecay(),
                optimizer.radius(),
                settings.schedule().shape().label(),
                settings.schedule().warmup(),
                settings.schedule().period(),
                settings.schedule().factor(),
                settings.batchSize(),
                settings.epochs(),
                settings.seed(),
                settings.recordEvery(),
                settings.batchStatistics(),
                chosen.validation(),
                chosen.fresh(),
                before == null ? -1 : before.step(),
                before == null ? 0 : before.epoch(),
                whole);
    }

    /**
     * Returns the choices.
     *
     * @throws IOException if there are no such choices, as where a file was damaged
     */
    TrainingChoices.Chosen chosen() throws IOException {
        try {
            OptimizerSettings rule = new OptimizerSettings(
                    Named.find(BaseOptimizer.all(), optimizer).orElseThrow(unknown(optimizer)),
                    Named.find(Ascent.class, ascent).orElseThrow(unknown(ascent)),
                    learningRate,
                    momentum,
                    weightDecay,
                    radius);
            LearningRateSchedule course = new LearningRateSchedule(
                    Named.find(LearningRateSchedule.Shape.class, schedule).orElseThrow(unknown(schedule)),
                    warmup,
                    period,
                    factor);
            if (!(validation >= 0 && validation < 1)) {
                throw new IllegalArgumentException("a share of " + validation + " that validates");
            }
            return new TrainingChoices.Chosen(
                    new TrainingSettings(rule, course, batch, epochs, seed, recordEvery, batchStatistics),
                    validation,
                    fresh);
        } catch (IllegalArgumentException e) {
            throw new IOException("The training that was kept is damaged: " + e.getMessage(), e);
        }
    }

    private static Supplier<IllegalArgumentException> unknown(String label) {
        return () -> new IllegalArgumentException("there is no choice \"" + label + "\"");
    }

    /** Returns the last point of the path that it goes on with; null if it counts its steps itself. */
    TrainingPoint before() {
        return stepsBefore < 0 ? null : new TrainingPoint(stepsBefore, epochsBefore, Double.NaN, null, null);
    }
}
