package io.orograph.lesson;

import io.orograph.plane.PlaneCoordinates;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.training.OptimizerTrajectories.Passes;
import io.orograph.training.OptimizerTrajectories.Trajectory;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The numbers of a ball that lessons name. */
final class BallNumbers {

    private BallNumbers() {}

    static double of(Findings found, Arguments with, ToDoubleFunction<Trajectory> number) {
        int ball = with.whole(LessonQuantity.BALL_NUMBER) - 1;
        Optional<OptimizerTrajectories> dropped = found.balls();
        if (dropped.isEmpty() || ball >= dropped.get().balls().size()) {
            return Double.NaN;
        }
        return number.applyAsDouble(dropped.get().trajectories().get(ball));
    }

    static double rate(Findings found, Arguments with) {
        int ball = with.whole(LessonQuantity.BALL_NUMBER) - 1;
        return found.balls()
                .filter(dropped -> ball < dropped.balls().size())
                .map(dropped -> dropped.balls().get(ball).settings().learningRate())
                .orElse(Double.NaN);
    }

    /**
     * Returns the losses on all samples before each step; those of the minibatches where the others were not taken. One that is
     * no number counts as infinite.
     */
    static double[] losses(Trajectory ball) {
        List<Double> full = ball.fullLosses();
        boolean taken = !full.isEmpty() && full.stream().noneMatch(loss -> loss.isNaN());
        DoubleStream losses = (taken ? full : ball.losses()).stream().mapToDouble(Double::doubleValue);
        return losses.map(loss -> Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss)
                .toArray();
    }

    static double first(Trajectory ball) {
        double[] losses = losses(ball);
        return losses.length == 0 ? Double.NaN : losses[0];
    }

    static double last(Trajectory ball) {
        double[] losses = losses(ball);
        return losses.length == 0 ? Double.NaN : losses[losses.length - 1];
    }

    static double lowest(Trajectory ball) {
        return DoubleStream.of(losses(ball)).min().orElse(Double.NaN);
    }

    static double highest(Trajectory ball) {
        return DoubleStream.of(losses(ball)).max().orElse(Double.NaN);
    }

    /** Returns how far it is from where it was dropped, in the coordinates of the plane. */
    static double distance(Trajectory ball) {
        List<PlaneCoordinates> places = ball.places();
        return distance(places.get(0), places.get(places.size() - 1));
    }

    /** Returns how long its way was, in the coordinates of the plane. */
    static double way(Trajectory ball) {
        double sum = 0;
        for (int i = 1; i < ball.places().size(); i++) {
            sum += distance(ball.places().get(i - 1), ball.places().get(i));
        }
        return sum;
    }

    /** Returns how far the ascent of the last step with two passes led, in the coordinates of the plane. */
    static double ascent(Trajectory ball) {
        List<Passes> passes = ball.passes();
        if (passes.isEmpty()) {
            return Double.NaN;
        }
        Passes last = passes.get(passes.size() - 1);
        return distance(last.from(), last.ascended());
    }

    /**
     * Returns how far the end of the last step with two passes is from where the gradient at the weights themselves would
     * have led, in the coordinates of the plane.
     */
    static double aside(Trajectory ball) {
        List<Passes> passes = ball.passes();
        return passes.isEmpty()
                ? Double.NaN
                : distance(
                        passes.get(passes.size() - 1).plain(),
                        ball.places().get(ball.places().size() - 1));
    }

    private static double distance(PlaneCoordinates one, PlaneCoordinates other) {
        return Math.hypot(one.alpha() - other.alpha(), one.beta() - other.beta());
    }
}
