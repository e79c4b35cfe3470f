package io.orograph.study;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.plane.Extent;
import io.orograph.plane.Section;
import java.util.Optional;

/**
 * Which part of a plane is evaluated, and how finely.
 *
 * @param range α and β from −range to range, where the plane was laid through nothing and no interval is given
 * @param alpha the interval of α; empty for what the section or the range says
 * @param beta the interval of β, likewise
 * @param nx cells along α
 * @param ny cells along β
 */
public record GridSettings(double range, Optional<Interval> alpha, Optional<Interval> beta, int nx, int ny) {

    /** How far a plane through nothing is looked at, where nobody says it. */
    public static final double DEFAULT_RANGE = 1;

    /** Cells along each side, where nobody says it. */
    public static final int DEFAULT_RESOLUTION = 41;

    /**
     * Where an axis begins and ends.
     *
     * @param from smaller than to
     */
    public record Interval(double from, double to) {

        static Interval symmetric(double range) {
            return new Interval(-range, range);
        }

        Axis axis(int count) {
            return new Axis(from, to, count);
        }
    }

    /** Returns a square grid around θ₀, or around what a section was laid through. */
    public static GridSettings square(double range, int resolution) {
        return new GridSettings(range, Optional.empty(), Optional.empty(), resolution, resolution);
    }

    /** Returns the same cells over a part of the plane. */
    public GridSettings within(Extent part) {
        return new GridSettings(
                range,
                Optional.of(new Interval(part.alphaFrom(), part.alphaTo())),
                Optional.of(new Interval(part.betaFrom(), part.betaTo())),
                nx,
                ny);
    }

    /** Returns the grid over a section. */
    public Grid over(Section section) {
        Grid whole = section.extent()
                .map(part -> Grid.around(part, nx, ny))
                .orElseGet(() -> new Grid(Axis.symmetric(range, nx), Axis.symmetric(range, ny)));
        return new Grid(
                alpha.map(interval -> interval.axis(nx)).orElse(whole.alpha()),
                beta.map(interval -> interval.axis(ny)).orElse(whole.beta()));
    }

    /** Returns the options of a command that evaluates the same grid. */
    static Command options(Grid grid) {
        return Command.of("--alpha=" + interval(grid.alpha()), "--beta=" + interval(grid.beta()))
                .with("--resolution", grid.nx() + "x" + grid.ny());
    }

    private static String interval(Axis axis) {
        return axis.from() + ":" + axis.to();
    }
}
