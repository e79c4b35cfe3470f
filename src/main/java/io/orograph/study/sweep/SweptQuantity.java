package io.orograph.study.sweep;

import io.orograph.choice.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number that each network of a sweep has: a gap, a loss, a measure of sharpness.
 *
 * @param label as on the command line
 * @param title as a person reads it
 * @param of the number; NaN where there is none
 */
public record SweptQuantity(String label, String title, ToDoubleFunction<SweptOutcome> of) implements Named {

    /** Returns those that outcomes have, gaps first. */
    public static List<SweptQuantity> all(List<SweptOutcome> outcomes) {
        List<SweptQuantity> all = new ArrayList<>();
        for (Gap gap : Gap.values()) {
            all.add(new SweptQuantity(gap.label(), gap.title(), gap::of));
        }
        all.add(new SweptQuantity(
                "train-loss", "training loss", outcome -> outcome.train().loss()));
        all.add(new SweptQuantity("steps", "steps", SweptOutcome::steps));
        outcomes.stream()
                .flatMap(outcome -> outcome.sharpness().keySet().stream())
                .distinct()
                .forEach(measure -> all.add(new SweptQuantity(
                        measure, measure, outcome -> outcome.sharpness(measure).orElse(Double.NaN))));
        return all.stream()
                .filter(each -> outcomes.stream().anyMatch(outcome -> Double.isFinite(each.value(outcome))))
                .toList();
    }

    /** Returns the number of a network; NaN where it has none, or diverged. */
    public double value(SweptOutcome outcome) {
        return outcome.end() == SweptOutcome.End.DIVERGED ? Double.NaN : of.applyAsDouble(outcome);
    }
}
