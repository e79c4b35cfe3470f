package io.orograph.study.sweep;

import io.orograph.plot.PhasePlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A quantity over two hyper-parameters of a sweep (the phase plots of Yang et al. 2021, arXiv 2107.11228): the mean over seeds
 * and over what else is varied, of the runs that have it.
 */
public final class PhaseDiagram {

    private PhaseDiagram() {}

    /**
     * Returns the axes that a diagram can have: those along which the settings differ. One that only some settings have, as
     * the optimisers that climb have a radius, counts if these differ.
     */
    public static List<String> axes(SweepReport report) {
        return SweepWords.varied(report).stream()
                .filter(axis -> values(report, axis).size() > 1)
                .toList();
    }

    /** Returns the diagram; one without a value where no run has the quantity. */
    public static PhasePlot of(SweepReport report, String across, String up, SweptQuantity quantity) {
        List<Object> columns = values(report, across);
        List<Object> rows = values(report, up);
        double[][] means = new double[rows.size()][columns.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                means[row][column] = mean(report, quantity, across, columns.get(column), up, rows.get(row));
            }
        }
        return new PhasePlot(
                quantity.title() + " over " + across + " and " + up,
                caption(report, across, up),
                across,
                up,
                quantity.title(),
                columns.stream().map(String::valueOf).toList(),
                rows.stream().map(String::valueOf).toList(),
                means);
    }

    /** Returns the values along an axis: numbers by their size, others in the order in which they come. */
    private static List<Object> values(SweepReport report, String axis) {
        List<Object> all = report.settings().stream()
                .map(row -> row.place().get(axis))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return all.stream().allMatch(Number.class::isInstance)
                ? all.stream()
                        .sorted(Comparator.comparingDouble(value -> ((Number) value).doubleValue()))
                        .toList()
                : all;
    }

    private static double mean(
            SweepReport report, SweptQuantity quantity, String across, Object column, String up, Object row) {
        return report.outcomes().stream()
                .filter(outcome -> column.equals(outcome.run().place().get(across))
                        && row.equals(outcome.run().place().get(up)))
                .mapToDouble(quantity::value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static String caption(SweepReport report, String across, String up) {
        List<String> others = new ArrayList<>(axes(report));
        others.remove(across);
        others.remove(up);
        return "Means over seeds"
                + (others.isEmpty() ? "" : " and over " + String.join(", ", others))
                + ", of runs that did not diverge";
    }
}
