package io.orograph.ui.sharpness;

import io.orograph.export.NamedValues;
import io.orograph.network.Tensor;
import io.orograph.sharpness.Replicates;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured, in a session: the value and all that its errors are computed from, under a name. */
public final class StoredMeasurement {

    private static final String VALUE = "/value";
    private static final String ERROR = "/value_se";
    private static final String TWICE = "/value_of_twice";
    private static final String GROUPS = "/without_group";
    private static final String DRAWS = "/draws";
    private static final String PARTS = "/parts";
    private static final String PART_NAMES = "/part_names";
    private static final String NOTE = "/note";

    private StoredMeasurement() {}

    /** Adds all of a measure. */
    public static void put(NamedValues values, String label, Measurement measured) {
        values.put(label + VALUE, new double[] {measured.value()})
                .put(label + ERROR, new double[] {measured.standardError()})
                .put(label + TWICE, new double[] {measured.valueOfTwice()})
                .put(label + GROUPS, array(measured.replicates().withoutGroup()))
                .put(label + DRAWS, array(measured.replicates().draws()))
                .put(label + PARTS, array(List.copyOf(measured.parts().values())))
                .put(label + PART_NAMES, String.join("\n", measured.parts().keySet()))
                .put(label + NOTE, measured.note());
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns a measure; empty where it is not there, or its arrays do not go together. */
    public static Optional<Measurement> read(NamedValues values, String label) {
        double[] value = numbers(values, label + VALUE);
        double[] error = numbers(values, label + ERROR);
        double[] twice = numbers(values, label + TWICE);
        double[] parts = numbers(values, label + PARTS);
        String text = values.texts().getOrDefault(label + PART_NAMES, "");
        String[] names = text.isEmpty() ? new String[0] : text.split("\n", -1);
        if (value.length != 1 || error.length != 1 || twice.length != 1 || parts.length != names.length) {
            return Optional.empty();
        }
        Map<String, Double> sum = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            sum.put(names[i], parts[i]);
        }
        Replicates replicates =
                new Replicates(list(numbers(values, label + GROUPS)), list(numbers(values, label + DRAWS)));
        String note = values.texts().getOrDefault(label + NOTE, "");
        return Optional.of(new Measurement(value[0], error[0], note, replicates, twice[0], sum));
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static double[] numbers(NamedValues values, String name) {
        Tensor array = values.arrays().get(name);
        return array == null ? new double[0] : array.doubles();
    }
}
