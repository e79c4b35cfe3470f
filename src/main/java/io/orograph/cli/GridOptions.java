package io.orograph.cli;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import picocli.CommandLine.Option;

/** Where the plane is evaluated. */
final class GridOptions {

    private static final double DEFAULT_RANGE = 1;

    @Option(
            names = "--range",
            paramLabel = "R",
            description = "Both coordinates from −R to R, in units of the directions (default: 1)")
    private Double range;

    @Option(names = "--alpha", paramLabel = "A0:A1", description = "Range along the first direction")
    private String alpha;

    @Option(names = "--beta", paramLabel = "B0:B1", description = "Range along the second direction")
    private String beta;

    @Option(
            names = "--resolution",
            paramLabel = "N|NXxNY",
            defaultValue = "41",
            description = "Cells along each side, or along α and β; an odd number puts one on the model itself"
                    + " (default: ${DEFAULT-VALUE})")
    private String resolution;

    Grid grid() {
        int[] counts = counts();
        return new Grid(axis("--alpha", alpha, counts[0]), axis("--beta", beta, counts[1]));
    }

    private Axis axis(String option, String text, int count) {
        if (text == null) {
            return Axis.symmetric(range == null ? DEFAULT_RANGE : range, count);
        }
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new Axis(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), count);
            }
        } catch (NumberFormatException e) {
            // Told below: the same sentence serves both mistakes.
        }
        throw new IllegalArgumentException(option + " takes two numbers from:to, such as -0.5:1, not \"" + text + "\"");
    }

    private int[] counts() {
        String[] parts = resolution.split("x", -1);
        try {
            if (parts.length <= 2) {
                int nx = Integer.parseInt(parts[0].strip());
                return new int[] {nx, parts.length == 1 ? nx : Integer.parseInt(parts[1].strip())};
            }
        } catch (NumberFormatException e) {
            // Told below: the same sentence serves both mistakes.
        }
        throw new IllegalArgumentException(
                "--resolution takes a number, or two as in 51x31, not \"" + resolution + "\"");
    }
}
