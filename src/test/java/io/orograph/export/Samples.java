package io.orograph.export;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Small landscapes and layouts with values that a mix-up of axes, cells or parameters would show. */
final class Samples {

    static final Provenance PROVENANCE = Provenance.NONE
            .with(Key.MODEL, "digits \"α\".onnx")
            .with(Key.SEED, 42L)
            .with(new Key<>("range", Double.class), 0.1)
            .with(new Key<>("axes", List.class), List.of(-1.5, 2L))
            .with(new Key<>("bias", Boolean.class), false);

    private Samples() {}

    /** Writes a landscape as an archive. */
    static void write(Path file, Landscape landscape) throws IOException {
        ResultNpz.write(file, new Exportable() {
            @Override
            public Provenance provenance() {
                return landscape.provenance();
            }

            @Override
            public NamedValues values() {
                return LandscapeNpz.values(landscape, Optional.empty());
            }
        });
    }

    /** 3 by 2 cells; one loss is NaN and one infinite, as networks give far from their minimum. */
    static Landscape landscape(boolean accuracy, boolean complete) {
        Grid grid = new Grid(new Axis(-1, 1, 3), new Axis(0, 0.1, 2));
        double[] loss = {1.0 / 3, 2, Double.NaN, 4e-300, Double.POSITIVE_INFINITY, 6};
        double[] error = {0.01, 0.02, Double.NaN, 0.04, Double.NaN, 0.06};
        double[] shares = {0, 0.2, 0.4, 0.6, 0.8, 1};
        BitSet evaluated = new BitSet();
        evaluated.set(0, 6);
        if (!complete) {
            evaluated.clear(5);
            loss[5] = Double.NaN;
            error[5] = Double.NaN;
            shares[5] = Double.NaN;
        }
        return new Landscape(
                grid, new Landscape.Cells(loss, error, null, accuracy ? shares : null, evaluated), PROVENANCE);
    }

    static ParameterLayout layout() {
        return new ParameterLayout(List.of(
                new Parameter("fc/weight", new long[] {2, 3}, 0, Parameter.Role.WEIGHT, 0),
                new Parameter("fc.bias", new long[] {2}, 6, Parameter.Role.BIAS, -1)));
    }
}
