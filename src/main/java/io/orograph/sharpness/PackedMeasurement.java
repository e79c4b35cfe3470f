package io.orograph.sharpness;

import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A measurement as numbers, in which it is kept, and back: lists and texts have their lengths before them. */
final class PackedMeasurement {

    private final double[] numbers;
    private int at;

    private PackedMeasurement(double[] numbers) {
        this.numbers = numbers;
    }

    static double[] of(Measurement measurement) {
        List<Double> numbers =
                new ArrayList<>(List.of(measurement.value(), measurement.standardError(), measurement.valueOfTwice()));
        add(numbers, measurement.replicates().withoutGroup());
        add(numbers, measurement.replicates().draws());
        add(numbers, measurement.note());
        numbers.add((double) measurement.parts().size());
        measurement.parts().forEach((name, value) -> {
            add(numbers, name);
            numbers.add(value);
        });
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void add(List<Double> numbers, List<Double> values) {
        numbers.add((double) values.size());
        numbers.addAll(values);
    }

    private static void add(List<Double> numbers, String text) {
        add(numbers, text.chars().mapToObj(c -> (double) c).toList());
    }

    static Measurement read(double[] numbers) {
        return new PackedMeasurement(numbers).measurement();
    }

    private Measurement measurement() {
        double value = next();
        double error = next();
        double ofTwice = next();
        List<Double> withoutGroup = list();
        List<Double> draws = list();
        String note = text();
        Map<String, Double> parts = new LinkedHashMap<>();
        for (int left = (int) next(); left > 0; left--) {
            parts.put(text(), next());
        }
        return new Measurement(value, error, note, new Replicates(withoutGroup, draws), ofTwice, parts);
    }

    private double next() {
        return numbers[at++];
    }

    private List<Double> list() {
        int from = at + 1;
        at = from + (int) numbers[at];
        return Arrays.stream(numbers, from, at).boxed().toList();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        list().forEach(c -> text.append((char) c.intValue()));
        return text.toString();
    }
}
