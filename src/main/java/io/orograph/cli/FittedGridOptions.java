package io.orograph.cli;

import io.orograph.cli.OptionTypes.Interval;
import io.orograph.cli.OptionTypes.Resolution;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.training.PlanePath;
import picocli.CommandLine.Option;

/** Where a plane is evaluated that was laid through given points: around them, if nothing else is asked for. */
final class FittedGridOptions {

    /** Share of the points' extent that is shown beyond them on each side. */
    private static final double MARGIN = 0.2;

    @Option(
            names = "--alpha",
            paramLabel = "A0:A1",
            converter = OptionTypes.Limits.class,
            description = "Range along the first direction (default: around the points)")
    private Interval alpha;

    @Option(
            names = "--beta",
            paramLabel = "B0:B1",
            converter = OptionTypes.Limits.class,
            description = "Range along the second direction (default: around the points)")
    private Interval beta;

    @Option(
            names = "--resolution",
            paramLabel = "N|NXxNY",
            defaultValue = "41",
            converter = OptionTypes.SeveralCells.class,
            description = "Cells along each side, or along α and β (default: ${DEFAULT-VALUE})")
    private Resolution resolution;

    Grid grid(PlanePath path) {
        return new Grid(
                alpha == null ? around(path.alphaRange(), resolution.nx()) : alpha.axis(resolution.nx()),
                beta == null ? around(path.betaRange(), resolution.ny()) : beta.axis(resolution.ny()));
    }

    private static Axis around(double[] range, int count) {
        return Axis.over(range[0], range[1], MARGIN, count);
    }
}
