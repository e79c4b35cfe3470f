package io.orograph.export;

import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import io.orograph.format.Role;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Landscapes as {@link LandscapeNpz} writes them. */
public final class LandscapeFormat implements Format {

    @Override
    public Identity identity() {
        return new Identity(
                "landscape",
                "landscape of Orograph (NPZ)",
                "a landscape that Orograph saved (NPZ)",
                List.of(".npz"),
                Set.of(Role.LANDSCAPE));
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.hasArrays(LandscapeNpz.NEEDED);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Landscape landscape = LandscapeNpz.read(head.path());
        Grid grid = landscape.grid();
        Contents.Builder contents = new Contents.Builder()
                .fact("nx", "Cells along α", grid.nx())
                .fact("ny", "Cells along β", grid.ny())
                .fact("alpha", "α", range(grid.alpha()))
                .fact("beta", "β", range(grid.beta()))
                .fact("cells", "Cells", grid.cells())
                .fact("evaluated", "Evaluated", landscape.evaluatedCells());
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double[] losses = landscape.losses();
        for (int cell = 0; cell < grid.cells(); cell++) {
            double loss = losses[cell];
            if (landscape.isEvaluated(cell) && Double.isFinite(loss)) {
                least = Math.min(least, loss);
                greatest = Math.max(greatest, loss);
            }
        }
        if (least <= greatest) {
            contents.fact("least_loss", "Least loss", least).fact("greatest_loss", "Greatest loss", greatest);
        }
        contents.fact("has_accuracy", "Has accuracy", landscape.hasAccuracy());
        return contents.notes(ResultNpz.PROVENANCE, landscape.provenance().entries())
                .build();
    }

    private static List<Double> range(Axis axis) {
        return List.of(axis.from(), axis.to());
    }
}
