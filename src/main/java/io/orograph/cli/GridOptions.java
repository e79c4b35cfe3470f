package io.orograph.cli;

import io.orograph.cli.OptionTypes.Interval;
import io.orograph.cli.OptionTypes.Resolution;
import io.orograph.landscape.Grid;
import picocli.CommandLine.Option;

/** Where the plane is evaluated. */
final class GridOptions {

    @Option(
            names = "--range",
            paramLabel = "R",
            defaultValue = "1",
            converter = OptionTypes.Positive.class,
            description = "Both coordinates from −R to R, in units of the directions (default: ${DEFAULT-VALUE})")
    private double range;

    @Option(
            names = "--alpha",
            paramLabel = "A0:A1",
            converter = OptionTypes.Limits.class,
            description = "Range along the first direction, instead of --range")
    private Interval alpha;

    @Option(
            names = "--beta",
            paramLabel = "B0:B1",
            converter = OptionTypes.Limits.class,
            description = "Range along the second direction, instead of --range")
    private Interval beta;

    @Option(
            names = "--resolution",
            paramLabel = "N|NXxNY",
            defaultValue = "41",
            converter = OptionTypes.Cells.class,
            description = "Cells along each side, or along α and β; an odd number puts one on the model itself"
                    + " (default: ${DEFAULT-VALUE})")
    private Resolution resolution;

    Grid grid() {
        Interval both = Interval.symmetric(range);
        return new Grid(
                (alpha == null ? both : alpha).axis(resolution.nx()),
                (beta == null ? both : beta).axis(resolution.ny()));
    }
}
