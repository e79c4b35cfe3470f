package io.orograph.study;

import io.orograph.data.Dataset;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossOptions;
import io.orograph.objective.TargetForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tells how outputs and targets were read for a loss, as entries of a file: what is as usual is left out. */
final class LossReading {

    /** What is not found by looking at outputs and targets, and so stands here as it was chosen. */
    private static final Set<String> OF_THE_OBJECTIVE = Set.of("label-smoothing", "class-weights", "l2", "l2-over");

    private LossReading() {}

    /**
     * Returns the entries, in the order in which they are read.
     */
    static Map<String, Object> of(LossChoice loss, LossOptions options, Dataset data) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("output", loss.output());
        loss.outputs().ifPresent(kind -> entries.put("output_kind", kind.label()));
        loss.classAxis().ifPresent(axis -> entries.put("class_axis", (long) axis));
        TargetForm targets = loss.targets();
        if (targets.firstLabel() != 0) {
            entries.put("labels_from", targets.firstLabel());
        }
        targets.ignored().ifPresent(label -> entries.put("ignored", label));
        if (targets.coding() != TargetForm.Coding.PLAIN) {
            entries.put("one_is", (long) targets.coding().yes());
            entries.put("zero_is", (long) targets.coding().no());
        }
        options.chosen().forEach((option, value) -> {
            if (OF_THE_OBJECTIVE.contains(option)) {
                entries.put(option.replace('-', '_'), value);
            }
        });
        if (!data.classes().isEmpty()) {
            entries.put("classes", data.classes());
        }
        return entries;
    }
}
