package io.orograph.objective;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a person may choose of how a network's outputs and the targets become a loss. What is empty is found.
 *
 * @param kind the loss
 * @param output the name of the network's output that it is taken of
 * @param outputs what the network's outputs are
 * @param classAxis the axis of the output that counts the classes: 0 is that of the samples, −1 the last
 * @param ignored the target of what is left out
 * @param firstLabel the label of the first class
 * @param smoothing label smoothing ε, from 0 to 1
 * @param classWeights how much each class counts; none for 1 each
 * @param l2 what is added to the mean of the samples' losses
 */
public record LossOptions(
        Optional<LossKind> kind,
        Optional<String> output,
        Optional<OutputKind> outputs,
        OptionalInt classAxis,
        OptionalLong ignored,
        OptionalLong firstLabel,
        double smoothing,
        List<Double> classWeights,
        L2Penalty l2) {

    /** Everything is found. */
    public static final LossOptions FOUND = of(Optional.empty());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range; the message is a clause
     */
    public LossOptions {
        classWeights = List.copyOf(classWeights);
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing is from 0 to below 1, not " + smoothing);
        }
        for (double weight : classWeights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of a class is 0 or more, not " + weight);
            }
        }
    }

    /** Returns a loss of which nothing else is chosen. */
    public static LossOptions of(Optional<LossKind> kind) {
        return new LossOptions(
                kind,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                List.of(),
                L2Penalty.NONE);
    }

    /** Returns the same choices with another loss. */
    public LossOptions with(Optional<LossKind> loss) {
        return new LossOptions(loss, output, outputs, classAxis, ignored, firstLabel, smoothing, classWeights, l2);
    }

    /**
     * Returns what is chosen, by the names that the command line's options and the entries of files have: what is found is
     * left out.
     */
    public Map<String, Object> chosen() {
        Map<String, Object> chosen = new LinkedHashMap<>();
        kind.ifPresent(loss -> chosen.put("loss", loss.label()));
        output.ifPresent(name -> chosen.put("output", name));
        outputs.ifPresent(form -> chosen.put("output-kind", form.label()));
        classAxis.ifPresent(axis -> chosen.put("class-axis", axis));
        ignored.ifPresent(label -> chosen.put("ignore-index", label));
        firstLabel.ifPresent(label -> chosen.put("labels-from", label));
        if (smoothing > 0) {
            chosen.put("label-smoothing", smoothing);
        }
        if (!classWeights.isEmpty()) {
            chosen.put("class-weights", classWeights);
        }
        if (!l2.isNone()) {
            chosen.put("l2", l2.lambda());
            chosen.put("l2-over", l2.over().label());
        }
        return chosen;
    }

    /** Tells whether the classes do not count the same, or their labels are smoothed. */
    boolean refines() {
        return smoothing > 0 || !classWeights.isEmpty();
    }
}
