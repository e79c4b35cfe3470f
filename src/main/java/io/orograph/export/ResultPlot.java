package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ComparisonPlot;
import io.orograph.plot.DensityPlot;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.Plot;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plot of a result that is no landscape, by the arrays that its export holds: so that a result that was just found and
 * one that was saved are drawn alike.
 */
public final class ResultPlot {

    private ResultPlot() {}

    /**
     * A saved result with its plot.
     *
     * @param provenance of the result
     */
    public record Saved(Plot plot, Provenance provenance) {}

    /** Returns the plot of a result; empty if nothing in it can be drawn. */
    public static Optional<Plot> of(Exportable result) {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        result.values().arrays().forEach((name, array) -> arrays.put(name, array.doubles()));
        return of(arrays, result.values().texts(), result.provenance());
    }

    /**
     * Returns the plot of what a file holds; empty if nothing in it can be drawn.
     *
     * @throws IOException if the file cannot be read
     */
    public static Optional<Saved> read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            Map<String, double[]> arrays = new LinkedHashMap<>();
            Map<String, String> texts = new LinkedHashMap<>();
            for (String name : List.of(
                    "t",
                    "loss",
                    "test_loss",
                    "density_values",
                    "density",
                    "eigenvalues",
                    "alpha",
                    "beta",
                    "train_loss")) {
                if (npz.contains(name)) {
                    arrays.put(name, npz.read(name));
                }
            }
            if (npz.contains("model")) {
                texts.put("model", npz.readText("model"));
            }
            Provenance provenance = ProvenanceText.read(npz);
            return of(arrays, texts, provenance).map(plot -> new Saved(plot, provenance));
        }
    }

    private static Optional<Plot> of(Map<String, double[]> arrays, Map<String, String> texts, Provenance provenance) {
        if (has(arrays, "density_values", "density")) {
            return Optional.of(new DensityPlot(
                    arrays.get("density_values"),
                    arrays.get("density"),
                    titled("Spectral density of the Hessian", provenance),
                    provenance.caption()));
        }
        if (has(arrays, "eigenvalues")) {
            return Optional.of(eigenvalues(arrays.get("eigenvalues"), provenance));
        }
        if (has(arrays, "alpha", "beta", "loss") && texts.containsKey("model")) {
            return comparison(arrays, texts.get("model").split("\n", -1), provenance);
        }
        return has(arrays, "t", "loss") ? Optional.of(line(arrays, provenance)) : Optional.empty();
    }

    private static boolean has(Map<String, double[]> arrays, String... names) {
        return Arrays.stream(names).allMatch(name -> arrays.containsKey(name) && arrays.get(name).length > 0);
    }

    private static String titled(String what, Provenance provenance) {
        String model = provenance.text(Key.MODEL);
        return model.isEmpty() ? what : what + " of " + model;
    }

    private static Plot line(Map<String, double[]> arrays, Provenance provenance) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        boolean tested = has(arrays, "test_loss");
        curves.add(new LinesPlot.Curve(tested ? "loss" : "", arrays.get("t"), arrays.get("loss"), false));
        if (tested) {
            curves.add(new LinesPlot.Curve("loss on the test data", arrays.get("t"), arrays.get("test_loss"), true));
        }
        String line = provenance.text(Key.DIRECTIONS);
        return new LinesPlot(
                line.isEmpty() ? "Loss along a line" : "Loss along the " + line,
                provenance.caption(),
                "t",
                "loss",
                curves);
    }

    private static Plot eigenvalues(double[] values, Provenance provenance) {
        double[] ranks = new double[values.length];
        Arrays.setAll(ranks, i -> i + 1);
        return new LinesPlot(
                titled("Largest eigenvalues of the Hessian", provenance),
                provenance.caption(),
                "rank",
                "eigenvalue λ",
                List.of(new LinesPlot.Curve("", ranks, values, false)));
    }

    /** Returns the landscapes of a comparison; empty if the arrays do not fit together. */
    private static Optional<Plot> comparison(Map<String, double[]> arrays, String[] models, Provenance provenance) {
        double[] alpha = arrays.get("alpha");
        double[] beta = arrays.get("beta");
        double[] losses = arrays.get("loss");
        if (alpha.length < 2 || beta.length < 2 || losses.length != models.length * alpha.length * beta.length) {
            return Optional.empty();
        }
        Grid grid = new Grid(axis(alpha), axis(beta));
        List<Landscape> landscapes = new ArrayList<>();
        for (int i = 0; i < models.length; i++) {
            double[] own = Arrays.copyOfRange(losses, i * grid.cells(), (i + 1) * grid.cells());
            BitSet all = new BitSet();
            all.set(0, grid.cells());
            double[] unknown = new double[own.length];
            Arrays.fill(unknown, Double.NaN);
            landscapes.add(new Landscape(
                    grid, new Landscape.Cells(own, unknown, null, null, all), provenance.with(Key.MODEL, models[i])));
        }
        return Optional.of(ComparisonPlot.of(
                landscapes, List.of(models), ComparisonPlot.scale(landscapes, null), provenance.caption()));
    }

    private static Axis axis(double[] values) {
        return new Axis(values[0], values[values.length - 1], values.length);
    }
}
