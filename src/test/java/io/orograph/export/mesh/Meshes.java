package io.orograph.export.mesh;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Small landscapes with holes of all kinds and a path. */
final class Meshes {

    static final Provenance PROVENANCE = Provenance.NONE.with(Key.MODEL, "<digits> & \"α\".onnx");

    private Meshes() {}

    /** A bowl of 7 by 6 cells without the cells of some places: not evaluated, NaN or infinite by turns. */
    static LandscapeMesh withHoles(int... holes) {
        Grid grid = new Grid(new io.orograph.landscape.Axis(-1, 1, 7), new io.orograph.landscape.Axis(0, 3, 6));
        int cells = grid.cells();
        double[] losses = new double[cells];
        double[] errors = new double[cells];
        double[] accuracies = new double[cells];
        BitSet evaluated = new BitSet();
        evaluated.set(0, cells);
        for (int cell = 0; cell < cells; cell++) {
            double alpha = grid.alpha().value(cell % grid.nx());
            double beta = grid.beta().value(cell / grid.nx());
            losses[cell] = 1.0 / 3 + alpha * alpha + 0.1 * beta;
            errors[cell] = losses[cell] / 7;
            accuracies[cell] = 1 / (1 + losses[cell]);
        }
        for (int i = 0; i < holes.length; i++) {
            losses[holes[i]] = i % 3 == 2 ? Double.POSITIVE_INFINITY : Double.NaN;
            if (i % 3 == 0) {
                evaluated.clear(holes[i]);
            }
        }
        Section section = new Section("plane", PROVENANCE, Optional.empty(), Optional.empty(), Optional.of(path()));
        Landscape landscape = new Landscape(
                section, grid, new Landscape.Cells(losses, errors, null, accuracies, evaluated), PROVENANCE);
        return new LandscapeMesh(landscape, PROVENANCE);
    }

    private static PlanePath path() {
        return new PlanePath(
                PlanePath.Kind.TRAJECTORY,
                "SGD",
                List.of(point(-0.9, 0.1, 1.25), point(-0.3, 1, 0.75), point(0.1, 2.9, 0.625)),
                Optional.empty());
    }

    private static PlanePath.Point point(double alpha, double beta, double loss) {
        return new PlanePath.Point(
                "p" + alpha,
                new PlaneCoordinates(alpha, beta, 0.25),
                new Evaluation(loss, 0.01, 0.5, 10),
                new Evaluation(loss / 1.5, 0.01, 0.5, 10));
    }
}
