package io.orograph.study.sweep;

import io.orograph.choice.Named;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import java.util.Locale;
import java.util.Optional;

/** An optimiser of a sweep, whose numbers are axes of their own: {@code momentum}, or {@code sam:momentum}. */
public record SweptRule(BaseOptimizer base, Ascent ascent) {

    /** Returns the optimiser that a text names; empty for none. */
    public static Optional<SweptRule> of(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
        Optional<Ascent> ascent = parts.length == 1 ? Optional.of(Ascent.NONE) : Named.find(Ascent.class, parts[0]);
        Optional<BaseOptimizer> base = Named.find(BaseOptimizer.all(), parts[parts.length - 1]);
        return ascent.isEmpty() || base.isEmpty() || parts.length == 2 && ascent.get() == Ascent.NONE
                ? Optional.empty()
                : Optional.of(new SweptRule(base.get(), ascent.get()));
    }

    /** Returns the text that names it. */
    public String label() {
        return label(base, ascent);
    }

    static String label(BaseOptimizer base, Ascent ascent) {
        return ascent == Ascent.NONE ? base.label() : ascent.label() + ":" + base.label();
    }

    /** Returns it with its numbers. */
    OptimizerSettings with(double rate, double momentum, double decay, double radius) {
        return new OptimizerSettings(base, ascent, rate, momentum, decay, ascent == Ascent.NONE ? 0 : radius);
    }
}
