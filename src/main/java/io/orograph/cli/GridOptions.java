package io.orograph.cli;

import io.orograph.cli.OptionTypes.Resolution;
import io.orograph.study.GridSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options for the grid over a plane that was laid through given points: around them, if nothing else is asked for.
 */
final class GridOptions {

    @Option(
            names = "--alpha",
            paramLabel = "A0:A1",
            converter = OptionTypes.Limits.class,
            description = "Range along the first direction (default: around the points)")
    private GridSettings.Interval alpha;

    @Option(
            names = "--beta",
            paramLabel = "B0:B1",
            converter = OptionTypes.Limits.class,
            description = "Range along the second direction (default: around the points)")
    private GridSettings.Interval beta;

    @Option(
            names = "--resolution",
            paramLabel = "N|NXxNY",
            defaultValue = "" + GridSettings.DEFAULT_RESOLUTION,
            converter = OptionTypes.SeveralCells.class,
            description = "Cells along each side, or along α and β (default: ${DEFAULT-VALUE})")
    private Resolution resolution;

    GridSettings settings() {
        return new GridSettings(
                GridSettings.DEFAULT_RANGE,
                Optional.ofNullable(alpha),
                Optional.ofNullable(beta),
                resolution.nx(),
                resolution.ny());
    }
}
