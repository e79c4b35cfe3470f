package io.orograph.session;

import io.orograph.choice.Named;
import io.orograph.objective.L2Penalty;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.objective.OutputKind;
import io.orograph.study.ExperimentSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The choices about a loss by their labels, as a file holds them; null where nothing was chosen.
 *
 * @param kind of the loss
 * @param output its name
 * @param outputs what they are
 * @param classAxis which axis counts the classes
 * @param ignored the target of what is left out
 * @param firstLabel of the classes
 * @param smoothing of labels
 * @param classWeights how much each counts
 * @param l2 λ of the penalty
 * @param l2Over which parameters it counts
 * @param samples how many are used; 0 for all
 * @param scaleBytes whether bytes are scaled
 */
public record LossWords(
        String kind,
        String output,
        String outputs,
        Integer classAxis,
        Long ignored,
        Long firstLabel,
        double smoothing,
        List<Double> classWeights,
        double l2,
        String l2Over,
        int samples,
        boolean scaleBytes) {

    public LossWords {
        classWeights = classWeights == null ? List.of() : List.copyOf(classWeights);
    }

    /** Returns the choices of an experiment. */
    public static LossWords of(ExperimentSettings settings) {
        return of(settings.loss(), settings.samples(), settings.scaleBytes());
    }

    /** Returns choices. */
    public static LossWords of(LossOptions loss, int samples, boolean scaleBytes) {
        return new LossWords(
                loss.kind().map(LossKind::label).orElse(null),
                loss.output().orElse(null),
                loss.outputs().map(OutputKind::label).orElse(null),
                loss.classAxis().isPresent() ? loss.classAxis().getAsInt() : null,
                loss.ignored().isPresent() ? loss.ignored().getAsLong() : null,
                loss.firstLabel().isPresent() ? loss.firstLabel().getAsLong() : null,
                loss.smoothing(),
                loss.classWeights(),
                loss.l2().lambda(),
                loss.l2().over().label(),
                samples,
                scaleBytes);
    }

    /**
     * Returns the choices about the loss; a label that is not known counts as no choice.
     *
     * @throws IllegalArgumentException if a number is none that can be chosen
     */
    public LossOptions options() {
        return new LossOptions(
                find(LossKind.all(), kind),
                Optional.ofNullable(output),
                find(OutputKind.all(), outputs),
                classAxis == null ? OptionalInt.empty() : OptionalInt.of(classAxis),
                whole(ignored),
                whole(firstLabel),
                smoothing,
                classWeights,
                new L2Penalty(l2, find(L2Penalty.Over.all(), l2Over).orElse(L2Penalty.NONE.over())));
    }

    private static <T extends Named> Optional<T> find(List<T> all, String label) {
        return Optional.ofNullable(label).flatMap(known -> Named.find(all, known));
    }

    private static OptionalLong whole(Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Returns what the bits of a result depend on, by the names of the command's options. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        options().chosen().forEach((option, value) -> entries.put("--" + option, value.toString()));
        entries.put("--samples", samples);
        entries.put("--scale-bytes", scaleBytes);
        return entries;
    }
}
