package io.orograph.ui.training;

import io.orograph.training.Ascent;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.OptimizerTrajectories;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** A ball to drop: an optimiser with numbers of its own. There may be several of one optimiser. */
final class BallChoice {

    /** Colours of further balls of an optimiser. */
    private static final int[] FURTHER = {0xfff2c230, 0xff9b7bff, 0xff1fa774, 0xffd9483b};

    private final DroppedOptimizer kind;
    private final int number;
    private final int argb;
    private final BooleanProperty chosen = new SimpleBooleanProperty(this, "chosen");
    private final DoubleProperty rate = new SimpleDoubleProperty(this, "rate");
    private final DoubleProperty momentum = new SimpleDoubleProperty(this, "momentum");
    private final DoubleProperty radius = new SimpleDoubleProperty(this, "radius");
    private final IntegerProperty batch = new SimpleIntegerProperty(this, "batch");

    /** Whether the batch follows that of trainings; until a person chooses another. */
    private boolean following = true;

    /**
     * Makes a ball with the optimiser's usual numbers.
     *
     * @param number 1 for the first of its optimiser
     * @param argb its colour, 0xAARRGGBB
     * @param usual the batch of trainings, which it follows until it has one of its own
     */
    BallChoice(DroppedOptimizer kind, int number, int argb, ReadOnlyIntegerProperty usual) {
        this.kind = kind;
        this.number = number;
        this.argb = argb;
        OptimizerSettings settings = kind.settings();
        rate.set(settings.learningRate());
        momentum.set(settings.momentum());
        radius.set(settings.radius());
        batch.set(usual.get());
        usual.addListener((property, old, now) -> {
            if (following) {
                batch.set(now.intValue());
                following = true;
            }
        });
        batch.addListener((property, old, now) -> following = now.intValue() == usual.get());
    }

    /** Takes the numbers of another ball. */
    BallChoice like(BallChoice other) {
        rate.set(other.rate.get());
        momentum.set(other.momentum.get());
        radius.set(other.radius.get());
        batch.set(other.batch.get());
        chosen.set(true);
        return this;
    }

    /** Takes numbers, and is dropped with them. */
    void take(OptimizerTrajectories.Ball ball) {
        rate.set(ball.settings().learningRate());
        momentum.set(ball.settings().momentum());
        radius.set(ball.settings().radius());
        batch.set(ball.batch());
        chosen.set(true);
    }

    /** Returns what is dropped. */
    OptimizerTrajectories.Ball ball() {
        OptimizerSettings usual = kind.settings();
        return new OptimizerTrajectories.Ball(
                new OptimizerSettings(
                        usual.base(), usual.ascent(), rate.get(), momentum.get(), usual.weightDecay(), radius.get()),
                batch.get());
    }

    DroppedOptimizer kind() {
        return kind;
    }

    /** Returns the title with a number where it is not the first of its optimiser. */
    String title() {
        return number == 1 ? kind.title() : kind.title() + " " + number;
    }

    /** Returns the id of its controls. */
    String id() {
        return number == 1 ? kind.id() : kind.id() + "-" + number;
    }

    int number() {
        return number;
    }

    /** Returns the colour as 0xAARRGGBB. */
    int argb() {
        return argb;
    }

    /** Returns the colour of a further ball that the fewest have. */
    static int furtherColor(List<BallChoice> all) {
        return Arrays.stream(FURTHER)
                .boxed()
                .min(Comparator.comparingLong(
                        color -> all.stream().filter(ball -> ball.argb == color).count()))
                .orElseThrow();
    }

    boolean hasMomentum() {
        return kind == DroppedOptimizer.MOMENTUM;
    }

    boolean hasRadius() {
        return kind.settings().ascent() != Ascent.NONE;
    }

    /** Tells whether it is dropped. */
    BooleanProperty chosenProperty() {
        return chosen;
    }

    /** Returns η. */
    DoubleProperty rateProperty() {
        return rate;
    }

    /** Returns β. */
    DoubleProperty momentumProperty() {
        return momentum;
    }

    /** Returns ρ. */
    DoubleProperty radiusProperty() {
        return radius;
    }

    /** Returns samples a step. */
    IntegerProperty batchProperty() {
        return batch;
    }
}
