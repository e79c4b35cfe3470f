package io.orograph.cli;

import io.orograph.cli.OptionTypes.Resolution;
import io.orograph.study.GridSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the grid over a plane that was laid through θ₀ alone. */
final class RangeOptions {

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
    private GridSettings.Interval alpha;

    @Option(
            names = "--beta",
            paramLabel = "B0:B1",
            converter = OptionTypes.Limits.class,
            description = "Range along the second direction, instead of --range")
    private GridSettings.Interval beta;

    @Option(
            names = "--resolution",
            paramLabel = "N|NXxNY",
            defaultValue = "" + GridSettings.DEFAULT_RESOLUTION,
            converter = OptionTypes.Cells.class,
            description = "Cells along each side, or along α and β; an odd number puts one on the model itself"
                    + " (default: ${DEFAULT-VALUE})")
    private Resolution resolution;

    GridSettings settings() {
        return new GridSettings(
                range, Optional.ofNullable(alpha), Optional.ofNullable(beta), resolution.nx(), resolution.ny());
    }
}
