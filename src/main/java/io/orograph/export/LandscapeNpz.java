package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.landscape.Axis;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Provenance;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.training.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A landscape as an NPZ file that {@code numpy.load} opens without pickle: {@code alpha} [nx], {@code beta} [ny],
 * {@code loss} [ny, nx], {@code loss_se} [ny, nx], {@code accuracy} [ny, nx] where there is one, all float64, and
 * {@code provenance}, a text of JSON ({@code json.loads(file["provenance"].item())}).
 *
 * <p>{@code loss[iy, ix]} lies at ({@code alpha[ix]}, {@code beta[iy]}). A landscape that is not complete has a
 * further array {@code evaluated} [ny, nx] of booleans; the other cells hold NaN.
 */
public final class LandscapeNpz {

    /** An axis is taken for evenly spaced if its values are off by less than this share of a step. */
    private static final double SPACING_TOLERANCE = 1e-6;

    /** The arrays without which there is no landscape. */
    static final List<String> NEEDED = List.of("alpha", "beta", "loss", "loss_se");

    private LandscapeNpz() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Landscape landscape) throws IOException {
        write(file, landscape, null, null);
    }

    /**
     * Writes or replaces a file, whole or not at all, with a path over the landscape in further arrays: {@code path}
     * [T, 2], its (α, β), {@code path_residual} [T], how far each point is off the plane, {@code path_loss} [T], the
     * loss at the point itself, {@code path_plane_loss} [T], the loss at its place in the plane, all float64,
     * {@code path_names}, a text with a line a point, and {@code explained} [2] where the plane has it.
     *
     * <p>A map of the Hessian's extreme eigenvalues goes into {@code convexity_alpha} [mx], {@code convexity_beta} [my],
     * {@code convexity_largest} [my, mx] and {@code convexity_smallest} [my, mx].
     *
     * @param path null for none
     * @param convexity null for none
     */
    public static void write(Path file, Landscape landscape, PlanePath path, ConvexityMap convexity)
            throws IOException {
        Grid grid = landscape.grid();
        long[] shape = {grid.ny(), grid.nx()};
        NpzWriter.write(file, npz -> {
            npz.add("alpha", Tensor.of(grid.alpha().values(), grid.nx()));
            npz.add("beta", Tensor.of(grid.beta().values(), grid.ny()));
            npz.add("loss", Tensor.of(landscape.losses(), shape));
            npz.add("loss_se", Tensor.of(landscape.standardErrors(), shape));
            if (landscape.hasAccuracy()) {
                npz.add("accuracy", Tensor.of(landscape.accuracies(), shape));
            }
            if (!landscape.isComplete()) {
                npz.add("evaluated", Tensor.ofBooleans(evaluated(landscape), shape));
            }
            if (path != null) {
                add(npz, path);
            }
            if (convexity != null) {
                add(npz, convexity);
            }
            npz.addText("provenance", ProvenanceJson.write(landscape.provenance()));
        });
    }

    private static void add(NpzWriter npz, PlanePath path) throws IOException {
        int count = path.size();
        double[] places = new double[2 * count];
        double[] residuals = new double[count];
        double[] losses = new double[count];
        double[] planeLosses = new double[count];
        for (int t = 0; t < count; t++) {
            PlanePath.Point point = path.points().get(t);
            places[2 * t] = point.place().alpha();
            places[2 * t + 1] = point.place().beta();
            residuals[t] = point.place().residual();
            losses[t] = point.loss().loss();
            planeLosses[t] = point.planeLoss().loss();
        }
        npz.add("path", Tensor.of(places, count, 2));
        npz.add("path_residual", Tensor.of(residuals, count));
        npz.add("path_loss", Tensor.of(losses, count));
        npz.add("path_plane_loss", Tensor.of(planeLosses, count));
        npz.addText(
                "path_names", path.points().stream().map(PlanePath.Point::name).collect(Collectors.joining("\n")));
        if (path.explained().isPresent()) {
            npz.add("explained", Tensor.of(path.explained().get(), 2));
        }
    }

    private static void add(NpzWriter npz, ConvexityMap convexity) throws IOException {
        Grid grid = convexity.grid();
        npz.add("convexity_alpha", Tensor.of(grid.alpha().values(), grid.nx()));
        npz.add("convexity_beta", Tensor.of(grid.beta().values(), grid.ny()));
        npz.add("convexity_largest", Tensor.of(convexity.largest(), grid.ny(), grid.nx()));
        npz.add("convexity_smallest", Tensor.of(convexity.smallest(), grid.ny(), grid.nx()));
    }

    private static byte[] evaluated(Landscape landscape) {
        byte[] evaluated = new byte[landscape.grid().cells()];
        for (int cell = 0; cell < evaluated.length; cell++) {
            evaluated[cell] = (byte) (landscape.isEvaluated(cell) ? 1 : 0);
        }
        return evaluated;
    }

    /**
     * Reads what {@link #write} wrote. Without {@code evaluated} all cells count as evaluated; without
     * {@code provenance} there is none.
     *
     * @throws io.orograph.file.UnreadableFileException if it is no such file or damaged
     * @throws IOException if it cannot be read
     */
    public static Landscape read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            for (String name : NEEDED) {
                if (!npz.contains(name)) {
                    throw new UnsupportedFileException(
                            file,
                            "is no landscape: it has no array " + name + " but holds " + npz.describe()
                                    + "; choose a file that Orograph saved");
                }
            }
            Grid grid = new Grid(axis(file, npz, "alpha"), axis(file, npz, "beta"));
            double[] loss = cells(file, npz, "loss", grid);
            double[] error = cells(file, npz, "loss_se", grid);
            double[] accuracy = npz.contains("accuracy") ? cells(file, npz, "accuracy", grid) : null;
            BitSet evaluated = new BitSet();
            evaluated.set(0, grid.cells());
            if (npz.contains("evaluated")) {
                double[] flags = cells(file, npz, "evaluated", grid);
                for (int cell = 0; cell < flags.length; cell++) {
                    evaluated.set(cell, flags[cell] != 0);
                }
            }
            return new Landscape(grid, loss, error, accuracy, evaluated, provenance(npz));
        }
    }

    private static Axis axis(Path file, NpzArrays npz, String name) throws IOException {
        Tensor array = npz.tensor(name);
        double[] values = array.doubles();
        if (array.rank() != 1 || values.length < 2) {
            throw new DamagedFileException(
                    file,
                    "is no landscape: " + name + " has the shape " + Shape.text(array.shape())
                            + " instead of one axis with at least 2 values");
        }
        double from = values[0];
        double to = values[values.length - 1];
        if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
            throw new DamagedFileException(
                    file,
                    "is no landscape: " + name + " goes from " + from + " to " + to
                            + " instead of from a smaller to a larger number");
        }
        Axis axis = new Axis(from, to, values.length);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - axis.value(i)) <= SPACING_TOLERANCE * axis.step())) {
                throw new UnsupportedFileException(
                        file,
                        "cannot be used: the values of " + name
                                + " are not evenly spaced (the first that is off is number " + i + ", counted from 0)");
            }
        }
        return axis;
    }

    private static double[] cells(Path file, NpzArrays npz, String name, Grid grid) throws IOException {
        long[] wanted = {grid.ny(), grid.nx()};
        long[] found = npz.shape(name);
        if (!Arrays.equals(wanted, found)) {
            throw new DamagedFileException(
                    file,
                    "is no landscape: " + name + " has the shape " + Shape.text(found) + " instead of "
                            + Shape.text(wanted) + ", the lengths of beta and alpha");
        }
        return npz.tensor(name).doubles();
    }

    private static Provenance provenance(NpzArrays npz) throws IOException {
        if (!npz.contains("provenance")) {
            return Provenance.NONE;
        }
        return ProvenanceJson.read(npz, "provenance");
    }
}
