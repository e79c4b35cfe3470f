package io.orograph.ui.training;

import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingSettings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The choices of a person about a training in the window. */
public final class TrainingChoices {

    /** The periods of a stepped schedule: ten times slower at a third and at two thirds of the way. */
    private static final int PERIODS = 3;

    private static final double FACTOR = 0.1;

    private final ObjectProperty<BaseOptimizer> base = new SimpleObjectProperty<>(this, "base", BaseOptimizer.MOMENTUM);
    private final ObjectProperty<Ascent> ascent = new SimpleObjectProperty<>(this, "ascent", Ascent.NONE);
    private final ObjectProperty<LearningRateSchedule.Shape> schedule =
            new SimpleObjectProperty<>(this, "schedule", LearningRateSchedule.Shape.CONSTANT);
    private final DoubleProperty learningRate = new SimpleDoubleProperty(this, "learningRate", 0.05);
    private final DoubleProperty weightDecay = new SimpleDoubleProperty(this, "weightDecay", 0);
    private final DoubleProperty radius = new SimpleDoubleProperty(this, "radius", Ascent.SAM.defaultRadius());
    private final DoubleProperty validation = new SimpleDoubleProperty(this, "validation", 0.2);
    private final IntegerProperty batch = new SimpleIntegerProperty(this, "batch", 64);
    private final IntegerProperty epochs = new SimpleIntegerProperty(this, "epochs", 20);
    private final IntegerProperty seed = new SimpleIntegerProperty(this, "seed", 1);
    private final IntegerProperty recordEvery = new SimpleIntegerProperty(this, "recordEvery", 0);
    private final BooleanProperty batchStatistics = new SimpleBooleanProperty(this, "batchStatistics", true);
    private final BooleanProperty sharpness = new SimpleBooleanProperty(this, "sharpness");
    private final BooleanProperty followed = new SimpleBooleanProperty(this, "followed", true);
    private final BooleanProperty fresh = new SimpleBooleanProperty(this, "fresh", true);

    TrainingChoices() {
        base.addListener((property, old, now) -> learningRate.set(now.defaultLearningRate()));
        ascent.addListener((property, old, now) -> radius.set(now.defaultRadius()));
    }

    /** The choices as they are at a moment. */
    record Chosen(TrainingSettings settings, double validation, boolean fresh) {

        Chosen withEpochs(int epochs) {
            return new Chosen(settings.withEpochs(epochs), validation, fresh);
        }

        Chosen withStatistics(boolean ofBatches) {
            return new Chosen(settings.withStatistics(ofBatches), validation, fresh);
        }
    }

    /**
     * Returns the choices as they are now.
     *
     * @param samples of the data; the period of a stepped schedule follows from how many train
     */
    Chosen chosen(int samples) {
        double trained = Math.max(1, samples * (1 - validation.get()));
        return new Chosen(settings(trained), validation.get(), fresh.get());
    }

    /** Chooses as a training was chosen. */
    void choose(Chosen chosen) {
        TrainingSettings settings = chosen.settings();
        base.set(settings.optimizer().base());
        ascent.set(settings.optimizer().ascent());
        learningRate.set(settings.optimizer().learningRate());
        weightDecay.set(settings.optimizer().weightDecay());
        if (settings.optimizer().ascent() != Ascent.NONE) {
            radius.set(settings.optimizer().radius());
        }
        schedule.set(settings.schedule().shape());
        batch.set(settings.batchSize());
        epochs.set(settings.epochs());
        seed.set((int) settings.seed());
        recordEvery.set(settings.recordEvery());
        batchStatistics.set(settings.batchStatistics());
        validation.set(chosen.validation());
        fresh.set(chosen.fresh());
    }

    /**
     * Returns what holds for any training.
     *
     * @param trained how many samples train: the period of a stepped schedule follows from it
     */
    public TrainingSettings settings(double trained) {
        OptimizerSettings optimizer = new OptimizerSettings(
                base.get(),
                ascent.get(),
                learningRate.get(),
                OptimizerSettings.DEFAULT_MOMENTUM,
                weightDecay.get(),
                radius.get());
        return new TrainingSettings(
                optimizer,
                plan(trained),
                batch.get(),
                epochs.get(),
                seed.get(),
                recordEvery.get(),
                batchStatistics.get());
    }

    private LearningRateSchedule plan(double trained) {
        if (schedule.get() != LearningRateSchedule.Shape.STEP) {
            return new LearningRateSchedule(schedule.get(), 0, 1, 1);
        }
        double steps = Math.ceil(trained / batch.get()) * epochs.get();
        return new LearningRateSchedule(schedule.get(), 0, (int) Math.ceil(steps / PERIODS), FACTOR);
    }

    /** Tells whether a training is followed on the landscape while it runs. */
    public BooleanProperty followedProperty() {
        return followed;
    }

    public ObjectProperty<BaseOptimizer> baseProperty() {
        return base;
    }

    public ObjectProperty<Ascent> ascentProperty() {
        return ascent;
    }

    public ObjectProperty<LearningRateSchedule.Shape> scheduleProperty() {
        return schedule;
    }

    /** Returns η, which becomes the optimiser's usual one when another optimiser is chosen. */
    public DoubleProperty learningRateProperty() {
        return learningRate;
    }

    public DoubleProperty weightDecayProperty() {
        return weightDecay;
    }

    /** Returns ρ of SAM and ASAM. */
    public DoubleProperty radiusProperty() {
        return radius;
    }

    /** Returns the share of the samples that is not trained on. */
    public DoubleProperty validationProperty() {
        return validation;
    }

    public IntegerProperty batchProperty() {
        return batch;
    }

    public IntegerProperty epochsProperty() {
        return epochs;
    }

    public IntegerProperty seedProperty() {
        return seed;
    }

    /** Returns the number of steps between two recorded points; 0 for once an epoch. */
    public IntegerProperty recordEveryProperty() {
        return recordEvery;
    }

    /** Tells whether batch normalisation uses the statistics of each batch and moves its running ones. */
    public BooleanProperty batchStatisticsProperty() {
        return batchStatistics;
    }

    /** Tells whether to begin with fresh weights instead of those that are open. */
    public BooleanProperty freshProperty() {
        return fresh;
    }

    /** Tells whether the sharpness is measured beside the training; it changes no step. */
    public BooleanProperty sharpnessProperty() {
        return sharpness;
    }
}
