package io.orograph.study.sweep;

import io.orograph.training.Ascent;
import io.orograph.training.OptimizerSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How some runs of a sweep are trained: all but the seed.
 *
 * @param model a name for the architecture, none twice in a sweep
 * @param file that has the architecture
 * @param batch samples a step; more than there are means all
 */
public record SweepSetting(String model, Path file, OptimizerSettings optimizer, int batch) {

    /** Returns where it lies along each axis, by the name of the axis; two settings that are equal there are equal. */
    public Map<String, Object> place() {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("model", model);
        place.put("optimizer", SweptRule.label(optimizer.base(), optimizer.ascent()));
        place.put("batch", batch);
        place.put("lr", optimizer.learningRate());
        if (optimizer.ascent() != Ascent.NONE) {
            place.put("rho", optimizer.radius());
        }
        place.put("weight_decay", optimizer.weightDecay());
        place.put("momentum", optimizer.momentum());
        return place;
    }

    /** Returns a name for the folder of a run: letters, digits and dots, none twice in a sweep. */
    String name() {
        return place().entrySet().stream()
                .filter(axis -> !isUsual(axis.getKey(), axis.getValue()))
                .map(axis -> ("model".equals(axis.getKey()) || "optimizer".equals(axis.getKey()) ? "" : axis.getKey())
                        + axis.getValue().toString().replaceAll("[^\\w.+-]", "_"))
                .collect(Collectors.joining("-"));
    }

    private static boolean isUsual(String axis, Object value) {
        return "weight_decay".equals(axis) && value.equals(0.0)
                || "momentum".equals(axis) && value.equals(OptimizerSettings.DEFAULT_MOMENTUM);
    }
}
