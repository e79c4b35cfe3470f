package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.landscape.Axis;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.PairErrors;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.plane.Extent;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A landscape as an NPZ file that {@code numpy.load} opens without pickle: {@code alpha} [nx], {@code beta} [ny],
 * {@code loss} [ny, nx], {@code loss_se} [ny, nx], {@code loss_difference_se} [ny, nx] (the error of L − L(θ₀), paired over the
 * samples) where it is known, {@code pair_cells} [k, 2] (int32, places in the flattened grid) and
 * {@code pair_difference_se} [k], the same between those two cells that critical points are told by, {@code accuracy} [ny, nx] where there is one, all float64, and
 * {@code provenance}, a text of JSON ({@code json.loads(file["provenance"].item())}).
 *
 * <p>{@code loss[iy, ix]} lies at ({@code alpha[ix]}, {@code beta[iy]}). A landscape that is not complete has a
 * further array {@code evaluated} [ny, nx] of booleans; the other cells hold NaN.
 */
public final class LandscapeNpz {

    /** An axis is taken for evenly spaced if its values are off by less than this share of a step. */
    private static final double SPACING_TOLERANCE = 1e-6;

    /** The arrays without which there is no landscape. */
    public static final List<String> NEEDED = List.of("alpha", "beta", "loss", "loss_se");

    private static final String DIFFERENCE_ERROR = "loss_difference_se";

    /** The arrays of a map of convexity: its axes, the eigenvalues, their residuals. */
    private static final List<String> CONVEXITY = List.of(
            "convexity_alpha",
            "convexity_beta",
            "convexity_largest",
            "convexity_smallest",
            "convexity_largest_residual",
            "convexity_smallest_residual");

    private static final String PAIR_CELLS = "pair_cells";
    private static final String PAIR_ERROR = "pair_difference_se";

    /** The arrays of a grid; a file may have more, of a path or of what was measured over it. */
    public static final Set<String> GRID = Set.of(
            "alpha", "beta", "loss", "loss_se", "accuracy", "evaluated", DIFFERENCE_ERROR, PAIR_CELLS, PAIR_ERROR);

    private LandscapeNpz() {}

    /**
     * Returns what an export of a landscape holds: the grid's arrays, and where weights lie on its section further ones:
     * {@code path} [T, 2], their (α, β), {@code path_residual} [T], how far each point is off the plane, {@code path_loss}
     * [T], the loss at the point itself, {@code path_plane_loss} [T], the loss at its place in the plane, all float64,
     * {@code path_names}, a text with a line a point, {@code path_kind} and {@code path_title}, and {@code explained} [2]
     * where the plane has it.
     *
     * <p>A map of the Hessian's extreme eigenvalues goes into {@code convexity_alpha} [mx], {@code convexity_beta} [my],
     * {@code convexity_largest} [my, mx] and {@code convexity_smallest} [my, mx],
     * and their residuals {@code convexity_largest_residual} and {@code convexity_smallest_residual}.
     */
    public static NamedValues values(Landscape landscape, Optional<ConvexityMap> convexity) {
        Grid grid = landscape.grid();
        long[] shape = {grid.ny(), grid.nx()};
        NamedValues values = new NamedValues()
                .put("alpha", grid.alpha().values())
                .put("beta", grid.beta().values())
                .put("loss", Tensor.of(landscape.losses(), shape))
                .put("loss_se", Tensor.of(landscape.standardErrors(), shape));
        if (landscape.hasDifferenceErrors()) {
            values.put(DIFFERENCE_ERROR, Tensor.of(landscape.differenceErrors(), shape));
        }
        PairErrors pairs = landscape.pairErrors();
        if (!pairs.errors().isEmpty()) {
            values.put(PAIR_CELLS, Tensor.of(pairs.cells(), pairs.errors().size(), 2))
                    .put(PAIR_ERROR, pairs.values());
        }
        if (landscape.hasAccuracy()) {
            values.put("accuracy", Tensor.of(landscape.accuracies(), shape));
        }
        if (!landscape.isComplete()) {
            values.put("evaluated", Tensor.ofBooleans(evaluated(landscape), shape));
        }
        values.putAll(PathValues.of(landscape.section().paths()));
        convexity.ifPresent(map -> add(values, map));
        return values;
    }

    private static void add(NamedValues values, ConvexityMap convexity) {
        Grid grid = convexity.grid();
        values.put(CONVEXITY.get(0), grid.alpha().values())
                .put(CONVEXITY.get(1), grid.beta().values())
                .put(CONVEXITY.get(2), Tensor.of(convexity.largest(), grid.ny(), grid.nx()))
                .put(CONVEXITY.get(3), Tensor.of(convexity.smallest(), grid.ny(), grid.nx()))
                .put(CONVEXITY.get(4), Tensor.of(convexity.largestResidual(), grid.ny(), grid.nx()))
                .put(CONVEXITY.get(5), Tensor.of(convexity.smallestResidual(), grid.ny(), grid.nx()));
    }

    private static byte[] evaluated(Landscape landscape) {
        byte[] evaluated = new byte[landscape.grid().cells()];
        for (int cell = 0; cell < evaluated.length; cell++) {
            evaluated[cell] = (byte) (landscape.isEvaluated(cell) ? 1 : 0);
        }
        return evaluated;
    }

    /**
     * Reads a file of such {@linkplain #values values}. Without {@code evaluated} all cells count as evaluated; without
     * {@code provenance} there is none.
     *
     * @throws io.orograph.file.UnreadableFileException if it is no such file or damaged
     * @throws IOException if it cannot be read
     */
    public static Landscape read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return read(npz);
        }
    }

    /** Reads such values from an open archive, or a folder of one; see {@link #read(Path)}. */
    public static Landscape read(NpzArrays npz) throws IOException {
        Path file = npz.file();
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
        double[] paired = npz.contains(DIFFERENCE_ERROR) ? cells(file, npz, DIFFERENCE_ERROR, grid) : null;
        double[] accuracy = npz.contains("accuracy") ? cells(file, npz, "accuracy", grid) : null;
        BitSet evaluated = new BitSet();
        evaluated.set(0, grid.cells());
        if (npz.contains("evaluated")) {
            double[] flags = cells(file, npz, "evaluated", grid);
            for (int cell = 0; cell < flags.length; cell++) {
                evaluated.set(cell, flags[cell] != 0);
            }
        }
        Provenance provenance = ProvenanceText.read(npz);
        return new Landscape(
                        section(npz, provenance),
                        grid,
                        new Landscape.Cells(loss, error, paired, accuracy, evaluated),
                        provenance)
                .with(pairErrors(file, npz, grid));
    }

    /** Reads the map of extreme eigenvalues that an archive holds; empty where it holds none. */
    public static Optional<ConvexityMap> readConvexity(NpzArrays npz) throws IOException {
        Path file = npz.file();
        for (String name : CONVEXITY) {
            if (!npz.contains(name)) {
                return Optional.empty();
            }
        }
        Grid grid = new Grid(axis(file, npz, CONVEXITY.get(0)), axis(file, npz, CONVEXITY.get(1)));
        return Optional.of(new ConvexityMap(
                grid,
                cells(file, npz, CONVEXITY.get(2), grid),
                cells(file, npz, CONVEXITY.get(3), grid),
                cells(file, npz, CONVEXITY.get(4), grid),
                cells(file, npz, CONVEXITY.get(5), grid),
                Set.of()));
    }

    private static PairErrors pairErrors(Path file, NpzArrays npz, Grid grid) throws IOException {
        if (!npz.contains(PAIR_CELLS) || !npz.contains(PAIR_ERROR)) {
            return PairErrors.NONE;
        }
        double[] cells = npz.tensor(PAIR_CELLS).doubles();
        double[] errors = npz.tensor(PAIR_ERROR).doubles();
        if (cells.length != 2 * errors.length || Arrays.stream(cells).anyMatch(cell -> !isCell(cell, grid))) {
            throw new DamagedFileException(
                    file, "is no landscape: " + PAIR_CELLS + " does not name two cells for each " + PAIR_ERROR);
        }
        return PairErrors.of(Arrays.stream(cells).mapToInt(cell -> (int) cell).toArray(), errors);
    }

    private static boolean isCell(double cell, Grid grid) {
        return cell >= 0 && cell < grid.cells() && cell == Math.rint(cell);
    }

    private static Section section(NpzArrays npz, Provenance provenance) throws IOException {
        String title = provenance.get(Key.SECTION).orElseGet(() -> provenance.text(Key.DIRECTIONS));
        List<PlanePath> paths = PathValues.read(npz);
        return new Section(title, provenance, Optional.empty(), Extent.of(paths), paths);
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
}
