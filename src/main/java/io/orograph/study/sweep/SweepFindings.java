package io.orograph.study.sweep;

import io.orograph.math.StudentT;
import io.orograph.plot.Ticks;
import io.orograph.study.sweep.SweepReport.Row;
import io.orograph.study.sweep.SweptOutcome.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a sweep along one axis shows between the first value of that axis and the last, with intervals: of each quantity the
 * mean over seeds of the difference last − first, and Student's t-interval of it. Runs of one seed are paired: with one
 * architecture they begin at the same weights and see the samples in the same order. The level is shared among the quantities
 * (Bonferroni), so that all intervals of a sweep hold together in 95 of 100 sweeps with other seeds.
 *
 * @param axis along which the two differ
 * @param first its first value, as a text
 * @param last its last value, as a text
 * @param differences of each quantity that two seeds or more have on both sides
 * @param reached how many of these runs came down to the loss at which runs were to end
 * @param unreached how many were to and did not
 * @param diverged how many of them diverged, and count in nothing
 */
public record SweepFindings(
        String axis,
        String first,
        String last,
        List<Difference> differences,
        int reached,
        int unreached,
        int diverged) {

    /** All intervals hold together with this probability. */
    public static final double LEVEL = 0.95;

    /** Fewer pairs have no spread. */
    private static final int FEWEST = 2;

    /**
     * The difference of a quantity.
     *
     * @param quantity its name in words
     * @param pairs seeds that both sides have
     * @param first mean at the first value of the axis
     * @param last mean at the last
     * @param low lower end of the interval of last − first
     * @param high upper end
     */
    public record Difference(String quantity, int pairs, double first, double last, double low, double high) {

        /** Tells whether the seeds tell the two sides apart: the interval does not hold 0. */
        public boolean isTold() {
            return low > 0 || high < 0;
        }

        /** Returns it as a sentence without its full stop. */
        String text() {
            String verdict = isTold() ? (low > 0 ? "higher" : "lower") : "not told apart by these seeds";
            return quantity + " " + number(first) + " → " + number(last) + ", " + verdict + " (difference "
                    + number(low) + " to " + number(high) + ")";
        }

        private static String number(double value) {
            return Ticks.number(value, 3);
        }
    }

    public SweepFindings {
        differences = List.copyOf(differences);
    }

    /**
     * Compares the ends of the axis along which a sweep varies.
     *
     * @return empty where settings differ along no axis or along several
     */
    public static Optional<SweepFindings> of(SweepReport report) {
        List<Row> rows = report.settings();
        Set<String> varied = SweepWords.varied(report);
        // A radius belongs to the optimisers that have one.
        if (varied.contains("optimizer")) {
            varied.remove("rho");
        }
        if (rows.size() < 2 || varied.size() != 1) {
            return Optional.empty();
        }
        String axis = varied.iterator().next();
        Map<String, Object> first = rows.get(0).place();
        Map<String, Object> last = rows.get(rows.size() - 1).place();
        List<SweptOutcome> before = at(report, first);
        List<SweptOutcome> after = at(report, last);
        int reached = (int) count(before, after, End.REACHED);
        Map<String, ToDoubleFunction<SweptOutcome>> quantities = quantities(report, reached > 0);
        Map<String, double[][]> pairs = new LinkedHashMap<>();
        quantities.forEach((name, value) -> {
            double[][] both = pairs(before, after, value);
            if (both.length >= FEWEST) {
                pairs.put(name, both);
            }
        });
        List<Difference> differences = new ArrayList<>();
        pairs.forEach((name, both) -> differences.add(difference(name, both, pairs.size())));
        return Optional.of(new SweepFindings(
                axis,
                String.valueOf(first.get(axis)),
                String.valueOf(last.get(axis)),
                differences,
                reached,
                (int) count(before, after, End.UNREACHED),
                (int) count(before, after, End.DIVERGED)));
    }

    private static List<SweptOutcome> at(SweepReport report, Map<String, Object> place) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.run().place().equals(place))
                .toList();
    }

    private static long count(List<SweptOutcome> before, List<SweptOutcome> after, End end) {
        return before.stream().filter(outcome -> outcome.end() == end).count()
                + after.stream().filter(outcome -> outcome.end() == end).count();
    }

    /** Where runs end at a training loss, how well they are trained is set, not found. */
    private static Map<String, ToDoubleFunction<SweptOutcome>> quantities(SweepReport report, boolean toOneLoss) {
        Map<String, ToDoubleFunction<SweptOutcome>> quantities = new LinkedHashMap<>();
        quantities.put("training loss", outcome -> outcome.train().loss());
        if (!toOneLoss) {
            quantities.put("training accuracy", outcome -> outcome.train().accuracy());
        }
        quantities.put("test loss", outcome -> outcome.test().loss());
        quantities.put("test accuracy", outcome -> outcome.test().accuracy());
        report.outcomes().stream()
                .flatMap(outcome -> outcome.sharpness().keySet().stream())
                .distinct()
                .forEach(label -> quantities.put(
                        label, outcome -> outcome.sharpness(label).orElse(Double.NaN)));
        return quantities;
    }

    /** Returns the values of both sides for each seed that has both, finite. */
    private static double[][] pairs(
            List<SweptOutcome> before, List<SweptOutcome> after, ToDoubleFunction<SweptOutcome> value) {
        Map<Long, Double> firsts = new LinkedHashMap<>();
        before.stream()
                .filter(outcome -> outcome.end() != End.DIVERGED)
                .forEach(outcome -> firsts.put(outcome.run().seed(), value.applyAsDouble(outcome)));
        return after.stream()
                .filter(outcome -> outcome.end() != End.DIVERGED
                        && firsts.containsKey(outcome.run().seed()))
                .map(outcome -> new double[] {firsts.get(outcome.run().seed()), value.applyAsDouble(outcome)})
                .filter(pair -> Double.isFinite(pair[0]) && Double.isFinite(pair[1]))
                .toArray(double[][]::new);
    }

    private static Difference difference(String name, double[][] pairs, int family) {
        int count = pairs.length;
        double first =
                Arrays.stream(pairs).mapToDouble(pair -> pair[0]).average().orElse(Double.NaN);
        double last =
                Arrays.stream(pairs).mapToDouble(pair -> pair[1]).average().orElse(Double.NaN);
        double[] differences =
                Arrays.stream(pairs).mapToDouble(pair -> pair[1] - pair[0]).toArray();
        SweepReport.Spread spread = SweepReport.Spread.of(differences);
        double half = StudentT.quantile((1 - LEVEL) / family, count - 1.0) * spread.deviation() / Math.sqrt(count);
        return new Difference(name, count, first, last, spread.mean() - half, spread.mean() + half);
    }

    /** Returns what the sweep shows, and what it does not, in sentences. */
    public String text() {
        if (differences.isEmpty()) {
            return "From " + axis + " " + first + " to " + last
                    + " there are fewer than two seeds on both sides, so that no interval says which differences are more"
                    + " than chance.";
        }
        StringBuilder text = new StringBuilder("From " + axis + " " + first + " to " + last + ", paired over "
                + differences.get(0).pairs() + " seeds, intervals that hold together at 95 %:");
        differences.forEach(difference -> text.append('\n').append(difference.text()));
        if (unreached > 0 && reached == 0) {
            text.append("\nNone of these runs came down to the training loss at which runs were to end: they are"
                    + " compared after their epochs, not at one loss.");
        } else if (unreached > 0) {
            text.append("\nIn ")
                    .append(unreached)
                    .append(" of these runs the loss did not come down to where runs were to end.");
        }
        if (diverged > 0) {
            text.append('\n').append(diverged).append(" diverged and count in nothing.");
        }
        return text.toString();
    }
}
