package io.orograph.study.sweep;

import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.sweep.SweptOutcome.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a sweep led to: its runs, its settings with mean and spread over their seeds, and which measures go with which gap.
 *
 * @param outcomes of all runs
 * @param settings in their order
 * @param correlations of each measure with each gap, those that three runs or more have
 */
public record SweepReport(List<SweptOutcome> outcomes, List<Row> settings, List<Generalization> correlations) {

    /** Fewer runs rank nothing. */
    private static final int FEWEST = 3;

    /**
     * A setting over its seeds.
     *
     * @param place along the axes, by their names
     * @param runs how many
     * @param diverged how many of them have no finite loss; they count in nothing else
     * @param values mean and spread by what they are of: {@code steps}, {@code train_loss}, {@code test_loss}, …, and the
     *     labels of the measures
     */
    public record Row(String name, Map<String, Object> place, int runs, int diverged, Map<String, Spread> values) {}

    /**
     * Mean and spread over seeds.
     *
     * @param count how many are finite
     * @param mean NaN of none
     * @param deviation the standard deviation of the sample; NaN for fewer than two
     */
    public record Spread(int count, double mean, double deviation) {

        static Spread of(double[] values) {
            double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
            // Equal numbers have their own mean: the rounding of a sum would be taken for spread.
            double mean = Arrays.stream(finite).distinct().count() == 1
                    ? finite[0]
                    : Arrays.stream(finite).average().orElse(Double.NaN);
            double squares = Arrays.stream(finite)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            double deviation = finite.length < 2 ? Double.NaN : Math.sqrt(squares / (finite.length - 1));
            return new Spread(finite.length, mean, deviation);
        }
    }

    public SweepReport {
        outcomes = List.copyOf(outcomes);
        settings = List.copyOf(settings);
        correlations = List.copyOf(correlations);
    }

    /** Returns what the two ends of the only axis differ in; empty where settings differ along none or several. */
    public Optional<SweepFindings> findings() {
        return SweepFindings.of(this);
    }

    /** Puts a report together. */
    public static SweepReport of(List<SweptOutcome> outcomes, List<SharpnessMeasure> measures) {
        List<String> labels = measures.stream().map(SharpnessMeasure::label).toList();
        List<Row> rows = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.run().place(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(setting -> row(setting, labels))
                .toList();
        List<Generalization> correlations = new ArrayList<>();
        for (String label : labels) {
            for (Gap gap : Gap.values()) {
                Generalization found = Generalization.of(outcomes, label, gap);
                if (found.runs() >= FEWEST) {
                    correlations.add(found);
                }
            }
        }
        return new SweepReport(outcomes, rows, correlations);
    }

    private static Row row(List<SweptOutcome> outcomes, List<String> labels) {
        List<SweptOutcome> good = outcomes.stream()
                .filter(outcome -> outcome.end() != End.DIVERGED)
                .toList();
        Map<String, Spread> values = new LinkedHashMap<>();
        put(values, "steps", good, outcome -> outcome.end() == End.ELSEWHERE ? Double.NaN : outcome.steps());
        put(values, "train_loss", good, outcome -> outcome.train().loss());
        put(values, "train_accuracy", good, outcome -> outcome.train().accuracy());
        put(values, "test_loss", good, outcome -> outcome.test().loss());
        put(values, "test_accuracy", good, outcome -> outcome.test().accuracy());
        for (String label : labels) {
            put(values, label, good, outcome -> outcome.sharpness(label).orElse(Double.NaN));
        }
        Subject first = outcomes.get(0).run();
        return new Row(first.settingName(), first.place(), outcomes.size(), outcomes.size() - good.size(), values);
    }

    private static void put(
            Map<String, Spread> values, String name, List<SweptOutcome> of, ToDoubleFunction<SweptOutcome> value) {
        Spread spread = Spread.of(of.stream().mapToDouble(value).toArray());
        if (spread.count() > 0) {
            values.put(name, spread);
        }
    }
}
