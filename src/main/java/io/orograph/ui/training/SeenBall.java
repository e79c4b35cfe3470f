package io.orograph.ui.training;

import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.Ticks;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.OptimizerTrajectories;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A ball as far as it is shown.
 *
 * @param title of its optimiser
 * @param argb its colour
 * @param places where it was after each step; the first is the start
 * @param losses before each step, on its minibatch or on all samples
 * @param passes of the last step that is shown, where its gradient is taken beside the weights; else null
 */
record SeenBall(
        BallChoice ball,
        String title,
        int argb,
        List<PlaneCoordinates> places,
        List<Double> losses,
        OptimizerTrajectories.Passes passes) {

    private static final int MOST_DRAWN = 500;

    /**
     * Returns what is seen of a ball.
     *
     * @param dropped as it was dropped
     * @param steps that are shown, at most
     * @param full whether the losses are those on all samples
     */
    static SeenBall of(
            BallChoice ball,
            OptimizerTrajectories.Ball dropped,
            OptimizerTrajectories.Trajectory trajectory,
            int steps,
            boolean full) {
        int shown = Math.min(steps, trajectory.losses().size());
        List<Double> losses = full ? trajectory.fullLosses() : trajectory.losses();
        boolean passes = shown > 0 && shown <= trajectory.passes().size();
        return new SeenBall(
                ball,
                ball.number() == 1 ? title(dropped.settings()) : title(ball, dropped),
                ball.argb(),
                trajectory.places().subList(0, shown + 1),
                losses.subList(0, shown),
                passes ? trajectory.passes().get(shown - 1) : null);
    }

    /** Further balls of an optimiser differ by any of their numbers. */
    private static String title(BallChoice ball, OptimizerTrajectories.Ball dropped) {
        OptimizerSettings settings = dropped.settings();
        return title(settings)
                + (ball.hasMomentum() ? ", β = " + Ticks.number(settings.momentum(), 4) : "")
                + (ball.hasRadius() ? ", ρ = " + Ticks.number(settings.radius(), 4) : "")
                + ", batch " + dropped.batch();
    }

    private static String title(OptimizerSettings settings) {
        return settings.title() + ", η = " + Ticks.number(settings.learningRate(), 4);
    }

    /** Returns where it is. */
    PlaneCoordinates last() {
        return places.get(places.size() - 1);
    }

    /** Returns its path. */
    Overlay.Line line(double scale) {
        List<PlaneCoordinates> drawn = thinned(places);
        return new Overlay.Line(
                title,
                argb,
                drawn.stream().mapToDouble(PlaneCoordinates::alpha).toArray(),
                drawn.stream().mapToDouble(PlaneCoordinates::beta).toArray(),
                drawn.stream().mapToDouble(PlaneCoordinates::residual).toArray(),
                scale);
    }

    /** Returns where it is as a mark. */
    Overlay.Mark mark(double scale) {
        return new Overlay.Mark("", argb, OverlaySymbol.DOT, last().alpha(), last().beta(), scale);
    }

    /**
     * Returns the passes of the step that is shown; nothing where the gradient is taken at the weights.
     */
    Overlay passes(double scale) {
        if (passes == null) {
            return Overlay.NONE;
        }
        return PassesOverlay.of(passes, last(), argb, scale);
    }

    /**
     * Returns evenly chosen places, the first and the last among them: more would be drawn over each other, and take
     * long.
     */
    private static List<PlaneCoordinates> thinned(List<PlaneCoordinates> places) {
        int last = places.size() - 1;
        if (last <= MOST_DRAWN) {
            return places;
        }
        return IntStream.rangeClosed(0, MOST_DRAWN)
                .mapToObj(i -> places.get((int) ((long) i * last / MOST_DRAWN)))
                .toList();
    }
}
