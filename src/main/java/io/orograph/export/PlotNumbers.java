package io.orograph.export;

import io.orograph.network.Tensor;
import io.orograph.plot.DensityPlot;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.PhasePlot;
import io.orograph.plot.Plot;
import io.orograph.plot.ScatterPlot;
import io.orograph.plot.Slice;
import io.orograph.plot.SlicesPlot;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The numbers that a plot of lines or points is drawn from, as arrays by name. */
public final class PlotNumbers {

    private PlotNumbers() {}

    private record Numbers(NamedValues values, Provenance provenance) implements Exportable {}

    /**
     * Returns the numbers of a plot; empty for a landscape, which is exported as a whole.
     *
     * @param provenance of what is shown
     */
    public static Optional<Exportable> of(Plot plot, Provenance provenance) {
        NamedValues values = new NamedValues();
        if (plot instanceof LinesPlot lines) {
            add(values, lines);
        } else if (plot instanceof DensityPlot density) {
            values.put("density_values", density.values()).put("density", density.densities());
        } else if (plot instanceof SlicesPlot slices) {
            add(values, slices.slice(Slice.Direction.ALPHA), "alpha");
            add(values, slices.slice(Slice.Direction.BETA), "beta");
        } else if (plot instanceof ScatterPlot scatter) {
            add(values, scatter);
        } else if (plot instanceof PhasePlot phase) {
            add(values, phase);
        } else {
            return Optional.empty();
        }
        return Optional.of(new Numbers(values, provenance));
    }

    /** Adds x and y of each curve under its name, or its number where it has none. */
    private static void add(NamedValues values, LinesPlot lines) {
        int number = 1;
        for (LinesPlot.Curve curve : lines.curves()) {
            String name =
                    curve.name().isEmpty() ? "curve_" + number : curve.name().replaceAll("[^\\p{L}\\p{N}]+", "_");
            // Two curves of one name keep apart.
            String key = values.arrays().containsKey(name + "_x") ? name + "_" + number : name;
            values.put(key + "_x", curve.x()).put(key + "_y", curve.y());
            number++;
        }
    }

    /** Adds the places of the points of each group under its name. */
    private static void add(NamedValues values, ScatterPlot scatter) {
        add(
                values,
                new LinesPlot(
                        "",
                        "",
                        "",
                        "",
                        scatter.groups().stream()
                                .map(group -> new LinesPlot.Curve(group.name(), group.x(), group.y(), false))
                                .toList()));
        values.put("across", scatter.across()).put("up", scatter.up());
    }

    /** Adds the values [rows, columns], and what rows and columns are. */
    private static void add(NamedValues values, PhasePlot phase) {
        double[] flat =
                Arrays.stream(phase.values()).flatMapToDouble(Arrays::stream).toArray();
        values.put(
                        "values",
                        Tensor.of(flat, phase.rows().size(), phase.columns().size()))
                .put("quantity", phase.quantity())
                .put("across", phase.across())
                .put("columns", String.join("\n", phase.columns()))
                .put("up", phase.up())
                .put("rows", String.join("\n", phase.rows()));
    }

    private static void add(NamedValues values, Slice slice, String along) {
        values.put(along, column(slice, Slice.Point::position))
                .put("loss_along_" + along, column(slice, Slice.Point::loss))
                .put("loss_se_along_" + along, column(slice, Slice.Point::standardError));
        if (slice.hasAccuracy()) {
            values.put("accuracy_along_" + along, column(slice, Slice.Point::accuracy));
        }
    }

    private static double[] column(Slice slice, ToDoubleFunction<Slice.Point> value) {
        return slice.points().stream().mapToDouble(value).toArray();
    }
}
