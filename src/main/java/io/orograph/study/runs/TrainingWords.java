package io.orograph.study.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.choice.Named;
import io.orograph.study.TrainingStudy;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The settings of a training by the labels of its choices, as a file holds them.
 *
 * @param optimizer the update rule
 * @param ascent where the gradient is taken
 * @param schedule the form of the learning rate's course
 * @param warmup steps of warm-up
 * @param period steps between two drops
 * @param factor of a drop
 * @param validation share of the samples that validate
 * @param fresh whether it began with fresh weights
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
        boolean fresh) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Returns the words of a training from its beginning. */
    public static TrainingWords of(TrainingStudy study) {
        TrainingSettings settings = study.settings();
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
                study.validation(),
                study.fresh());
    }

    /** Returns settings as a text. */
    public static String text(TrainingSettings settings) {
        try {
            return JSON.writeValueAsString(of(TrainingStudy.of(settings, 0, false)));
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
        return JSON.readValue(text, TrainingWords.class).study().settings();
    }

    /** Returns all of it by the names that a file has them under: {@code learning_rate} and so on. */
    @SuppressWarnings("unchecked") // a record is written as an object
    Map<String, Object> entries() {
        return JSON.convertValue(this, Map.class);
    }

    /**
     * Reads what {@link #entries} gave.
     *
     * @throws IllegalArgumentException if an entry is of another kind
     */
    static TrainingWords read(Object entries) {
        return JSON.convertValue(entries, TrainingWords.class);
    }

    /**
     * Returns the training that they are of.
     *
     * @throws IOException if there are no such choices, as where a file was damaged; the message is a sentence
     */
    @JsonIgnore
    public TrainingStudy study() throws IOException {
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
            return TrainingStudy.of(
                    new TrainingSettings(rule, course, batch, epochs, seed, recordEvery, batchStatistics),
                    validation,
                    fresh);
        } catch (IllegalArgumentException e) {
            throw new IOException("The settings of the training are damaged: " + e.getMessage(), e);
        }
    }

    private static Supplier<IllegalArgumentException> unknown(String label) {
        return () -> new IllegalArgumentException("there is no choice \"" + label + "\"");
    }
}
