package io.orograph.lesson;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.Landscape;
import io.orograph.objective.Evaluation;
import io.orograph.study.Connection;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.runs.Run;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The numbers that a claim can be about. One more is a line here. */
public enum LessonQuantity implements Word {
    LOSS_CENTRE("loss at θ₀ on the plane that is shown", (found, with) -> of(found, Landscape::centerLoss)),
    LOSS_AT(
            "loss of the cell nearest to a point of the plane",
            (found, with) -> of(found, shown -> LandscapeNumbers.at(shown, with.number("alpha"), with.number("beta"))),
            anywhere("alpha"),
            anywhere("beta")),
    LOSS_LOWEST("lowest loss on the plane", (found, with) -> of(found, Landscape::min)),
    LOSS_HIGHEST("highest loss on the plane", (found, with) -> of(found, Landscape::max)),
    MINIMA(
            "number of minima that are marked on the plane",
            (found, with) -> of(found, shown -> LandscapeNumbers.count(shown, CriticalPoint.Kind.MINIMUM))),
    SADDLES(
            "number of saddles that are marked on the plane",
            (found, with) -> of(found, shown -> LandscapeNumbers.count(shown, CriticalPoint.Kind.SADDLE))),
    FLAT_SHARE(
            "share of the plane that is at most so much higher than θ₀",
            (found, with) -> of(found, shown -> LandscapeNumbers.flat(shown, with.number("tolerance"))),
            Parameter.number("tolerance", 0, Double.MAX_VALUE, "how much more loss still counts as flat")
                    .required()),
    BEND_LARGER(
            "larger curvature of the plane at θ₀",
            (found, with) -> of(found, shown -> LandscapeNumbers.curvature(shown, fit -> fit.larger()))),
    BEND_SMALLER(
            "smaller curvature of the plane at θ₀, negative where it bends down",
            (found, with) -> of(found, shown -> LandscapeNumbers.curvature(shown, fit -> fit.smaller()))),
    CELLS(
            "number of cells of the landscape",
            (found, with) -> of(found, shown -> shown.grid().cells())),
    PARAMETERS(
            "number of weights of the open network",
            (found, with) -> found.experiment()
                    .map(open -> (double) open.layout().size())
                    .orElse(Double.NaN)),
    SAMPLES(
            "number of samples that the loss is a mean over",
            (found, with) -> found.experiment()
                    .map(open -> (double) open.data().samples())
                    .orElse(Double.NaN)),
    EIGENVALUE_LARGEST(
            "largest eigenvalue of the Hessian at θ₀", (found, with) -> measured(found, Findings.Curvature::largest)),
    EIGENVALUE_SMALLEST(
            "smallest eigenvalue of the Hessian at θ₀", (found, with) -> measured(found, Findings.Curvature::smallest)),
    NEGATIVE_SHARE(
            "share of the eigenvalues at θ₀ that are told to be negative",
            (found, with) -> measured(found, Findings.Curvature::negativeShare)),
    TRACE("trace of the Hessian at θ₀", (found, with) -> measured(found, Findings.Curvature::trace)),
    GRADIENT_NORM("length of the gradient at θ₀", (found, with) -> measured(found, Findings.Curvature::gradientNorm)),
    DOWNWARD(
            "number of the directions tried at θ₀ that lead down",
            (found, with) -> measured(found, Findings.Curvature::downward)),
    MEASURE(
            "measure of sharpness at θ₀",
            (found, with) -> found.measure(with.text("measure")).orElse(Double.NaN),
            LessonAction.measureParameter()),
    RUN_LOSS_FIRST("training loss at the start", (found, with) -> of(found, with, RunNumbers::first), run()),
    RUN_LOSS_LAST("training loss at the end", (found, with) -> of(found, with, RunNumbers::last), run()),
    RUN_LOSS_LOWEST("lowest training loss", (found, with) -> of(found, with, RunNumbers::lowest), run()),
    RUN_LOSS_HIGHEST("highest training loss", (found, with) -> of(found, with, RunNumbers::highest), run()),
    RUN_ACCURACY("training accuracy at the end", (found, with) -> of(found, with, RunNumbers::accuracy), run()),
    RUN_HELD_OUT_LOSS(
            "loss at the end on samples that were not trained on",
            (found, with) -> of(found, with, of -> RunNumbers.heldOut(of, Evaluation::loss)),
            run()),
    RUN_HELD_OUT_ACCURACY(
            "accuracy at the end on samples that were not trained on",
            (found, with) -> of(found, with, of -> RunNumbers.heldOut(of, Evaluation::accuracy)),
            run()),
    RUN_STEPS("number of steps of a training", (found, with) -> of(found, with, Run::steps), run()),
    RUN_RATE("learning rate η of a training", (found, with) -> of(found, with, RunNumbers::rate), run()),
    RUN_DIVERGED("1 if a training diverged, else 0", (found, with) -> of(found, with, RunNumbers::diverged), run()),
    RUN_RISES(
            "share of the recorded steps of a training that end higher than they begin",
            (found, with) -> of(found, with, RunNumbers::rises),
            run()),
    RUN_EIGENVALUE_FIRST(
            "largest eigenvalue λmax of the Hessian where a training begins",
            (found, with) -> of(found, with, of -> RunNumbers.measuredFirst(of, SharpnessPoint::largestEigenvalue)),
            run()),
    RUN_EIGENVALUE_LAST(
            "largest eigenvalue λmax of the Hessian where a training ends",
            (found, with) -> of(found, with, of -> RunNumbers.measuredLast(of, SharpnessPoint::largestEigenvalue)),
            run()),
    RUN_EIGENVALUE_SETTLED(
            "median of λmax over the second half of a training",
            (found, with) -> of(found, with, of -> RunNumbers.settled(of, SharpnessPoint::largestEigenvalue)),
            run()),
    RUN_LINE(
            "line up to which the steps of a training settle: 2/η for plain descent on all samples",
            (found, with) -> of(found, with, of -> RunNumbers.measuredLast(of, SharpnessPoint::line)),
            run()),
    BALL_LOSS_FIRST(
            "loss where a ball was dropped", (found, with) -> BallNumbers.of(found, with, BallNumbers::first), ball()),
    BALL_LOSS_LAST(
            "loss at the last step of a ball", (found, with) -> BallNumbers.of(found, with, BallNumbers::last), ball()),
    BALL_LOSS_LOWEST(
            "lowest loss on the way of a ball",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::lowest),
            ball()),
    BALL_LOSS_HIGHEST(
            "highest loss on the way of a ball",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::highest),
            ball()),
    BALL_RISES(
            "share of the steps of a ball that end higher than they begin",
            (found, with) -> BallNumbers.of(found, with, ball -> Course.share(BallNumbers.losses(ball))),
            ball()),
    BALL_SCATTER(
            "standard deviation of the loss over the last third of the steps of a ball",
            (found, with) -> BallNumbers.of(found, with, ball -> Course.scatter(BallNumbers.losses(ball))),
            ball()),
    BALL_DISTANCE(
            "distance of a ball from where it was dropped, in the coordinates of the plane",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::distance),
            ball()),
    BALL_WAY(
            "length of the way of a ball, in the coordinates of the plane",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::way),
            ball()),
    BALL_STEPS(
            "number of steps that a ball has taken",
            (found, with) -> BallNumbers.of(found, with, ball -> ball.losses().size()),
            ball()),
    BALL_RATE("learning rate η of a ball", BallNumbers::rate, ball()),
    BALL_ASCENT(
            "length of the ascent of a ball's last step by SAM, in the coordinates of the plane",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::ascent),
            ball()),
    BALL_ASIDE(
            "distance between the end of a ball's last step by SAM and that of plain descent",
            (found, with) -> BallNumbers.of(found, with, BallNumbers::aside),
            ball()),
    CURVE_HIGHEST(
            "highest loss on the curve between two models",
            (found, with) -> between(found, Connection.Side::curveHighest)),
    LINE_HIGHEST(
            "highest loss on the line between two models",
            (found, with) -> between(found, Connection.Side::lineHighest)),
    CURVE_BARRIER(
            "barrier on the curve: its highest loss above the line through the losses at its ends",
            (found, with) -> between(found, Connection.Side::curveBarrier)),
    LINE_BARRIER(
            "barrier on the line: its highest loss above the line through the losses at its ends",
            (found, with) -> between(found, Connection.Side::lineBarrier)),
    NOTED(
            "number that was noted",
            (found, with) -> found.noted(with.text("name")).orElse(Double.NaN),
            Parameter.of("name", Parameter.Type.NOTE, "the name under which it was noted")
                    .required());

    static final String OF_RUN = "run";
    static final String BALL_NUMBER = "ball";

    private static final int MOST_BALLS = 20;

    /** Finds the number. */
    @FunctionalInterface
    private interface Finder {
        double find(Findings found, Arguments with);
    }

    private final String title;
    private final Finder finder;
    private final List<Parameter> parameters;

    LessonQuantity(String title, Finder finder, Parameter... parameters) {
        this.title = title;
        this.finder = finder;
        this.parameters = List.of(parameters);
    }

    /** Returns the number as it was found; NaN where it was not. */
    public double value(Findings found, Arguments with) {
        return finder.find(found, with);
    }

    private static double of(Findings found, ToDoubleFunction<Landscape> number) {
        return LandscapeNumbers.of(found, number);
    }

    private static double of(Findings found, Arguments with, ToDoubleFunction<Run> number) {
        return RunNumbers.of(found, with, number);
    }

    private static double measured(Findings found, ToDoubleFunction<Findings.Curvature> number) {
        return found.curvature().map(number::applyAsDouble).orElse(Double.NaN);
    }

    private static double between(Findings found, ToDoubleFunction<Connection.Side> number) {
        return found.connection().map(number::applyAsDouble).orElse(Double.NaN);
    }

    private static Parameter anywhere(String axis) {
        return Parameter.number(axis, -Double.MAX_VALUE, Double.MAX_VALUE, "the " + axis + " of the point")
                .required();
    }

    private static Parameter run() {
        return Parameter.of("run", Parameter.Type.RUN, "the training").required();
    }

    private static Parameter ball() {
        return Parameter.whole("ball", 1, MOST_BALLS, "which of the balls that were dropped, from 1")
                .or(1);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
