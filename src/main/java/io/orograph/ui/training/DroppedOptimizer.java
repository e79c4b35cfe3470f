package io.orograph.ui.training;

import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import java.util.Locale;

/** The optimisers that can be dropped on a landscape, each with a colour of its own. */
enum DroppedOptimizer {
    SGD(OptimizerSettings.of(BaseOptimizer.SGD, 0.05), 0xff4d8dff),
    MOMENTUM(OptimizerSettings.of(BaseOptimizer.MOMENTUM, 0.05), 0xffff7a1a),
    ADAM(OptimizerSettings.of(BaseOptimizer.ADAM, 0.01), 0xffff4fc3),
    RMSPROP(OptimizerSettings.of(BaseOptimizer.RMSPROP, 0.01), 0xff7fe3ff),
    SAM(OptimizerSettings.of(BaseOptimizer.SGD, 0.05).with(Ascent.SAM, 0.05), 0xff101418);

    private final OptimizerSettings settings;
    private final int argb;

    DroppedOptimizer(OptimizerSettings settings, int argb) {
        this.settings = settings;
        this.argb = argb;
    }

    /** Returns the settings, with the learning rate that holds until a person chooses another. */
    OptimizerSettings settings() {
        return settings;
    }

    /** Tells whether the settings are of this optimiser, with whatever numbers. */
    boolean isOf(OptimizerSettings other) {
        return settings.base() == other.base() && settings.ascent() == other.ascent();
    }

    /** Returns as much of the title as fits beside the controls. */
    String title() {
        return switch (this) {
            case MOMENTUM -> "Momentum";
            case SAM -> "SAM";
            default -> settings.title();
        };
    }

    /** Returns the colour as 0xAARRGGBB. */
    int argb() {
        return argb;
    }

    /** Returns the id of its controls. */
    String id() {
        return "ball-" + name().toLowerCase(Locale.ROOT);
    }
}
