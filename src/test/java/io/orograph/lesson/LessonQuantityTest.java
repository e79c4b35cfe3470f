package io.orograph.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.provenance.Provenance;
import io.orograph.study.Connection;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunCurves;
import io.orograph.study.runs.RunState;
import io.orograph.training.OptimizerTrajectories.Passes;
import io.orograph.training.OptimizerTrajectories.Trajectory;
import io.orograph.training.TrainingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The numbers that claims are about, on findings of which they are known. */
class LessonQuantityTest {

    /** A saddle: up along α with curvature 4, down along β with −2. */
    private static final Landscape SADDLE =
            Landscapes.of(Grid.square(1, 21), (alpha, beta) -> 5 + 2 * alpha * alpha - beta * beta, Provenance.NONE);

    private static double value(LessonQuantity quantity, Findings found, Map<String, Object> with) {
        return quantity.value(found, new Arguments(with, Map.of()));
    }

    private static double shown(LessonQuantity quantity) {
        return value(quantity, new FixedFindings(SADDLE, null, null, null, Map.of()), Map.of());
    }

    @Test
    void ofALandscape() {
        assertThat(shown(LessonQuantity.LOSS_CENTRE)).isEqualTo(5);
        assertThat(shown(LessonQuantity.LOSS_LOWEST)).isEqualTo(4);
        assertThat(shown(LessonQuantity.LOSS_HIGHEST)).isEqualTo(7);
        assertThat(shown(LessonQuantity.CELLS)).isEqualTo(441);
        assertThat(shown(LessonQuantity.BEND_LARGER)).isCloseTo(4, within(1e-9));
        assertThat(shown(LessonQuantity.BEND_SMALLER)).isCloseTo(-2, within(1e-9));
        FixedFindings found = new FixedFindings(SADDLE, null, null, null, Map.of());
        assertThat(value(LessonQuantity.LOSS_AT, found, Map.of("alpha", 0.52, "beta", -0.98)))
                .as("of the cell at 0.5, −1")
                .isCloseTo(4.5, within(1e-12));
        assertThat(value(LessonQuantity.LOSS_AT, found, Map.of("alpha", 1.5, "beta", 0.0)))
                .as("outside")
                .isNaN();
        long flat = 0;
        for (double loss : SADDLE.losses()) {
            flat += loss <= 5.1 ? 1 : 0;
        }
        assertThat(value(LessonQuantity.FLAT_SHARE, found, Map.of("tolerance", 0.1)))
                .isCloseTo(flat / 441.0, within(0.02));
    }

    @Test
    void whatWasNotFoundIsNoNumber() {
        for (LessonQuantity quantity : LessonQuantity.values()) {
            Map<String, Object> with = Map.of(
                    "alpha",
                    0.0,
                    "beta",
                    0.0,
                    "tolerance",
                    0.1,
                    "run",
                    "a",
                    "ball",
                    1,
                    "name",
                    "n",
                    "measure",
                    "trace");
            assertThat(value(quantity, FixedFindings.NOTHING, with))
                    .as(quantity.label())
                    .isNaN();
        }
    }

    private static TrainingPoint point(long step, double loss) {
        return new TrainingPoint(
                step, step, 0.5, new Evaluation(loss, 0, 0.9, 10), new Evaluation(loss + 1, 0, 0.8, 10));
    }

    private static Run run(double... losses) {
        List<TrainingPoint> points = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        List<SharpnessPoint> sharpness = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            points.add(point(10L * i, losses[i]));
            seconds.add((double) i);
            sharpness.add(new SharpnessPoint(10L * i, i + 1, i + 1, 4, "", 0.1));
        }
        return new Run(
                "id",
                "a",
                false,
                Optional.empty(),
                RunState.DONE,
                new RunCurves(points, seconds, sharpness),
                Optional.empty());
    }

    private static double trained(LessonQuantity quantity, double... losses) {
        return value(quantity, new FixedFindings(null, run(losses), null, null, Map.of()), Map.of("run", "a"));
    }

    @Test
    void ofATraining() {
        double[] losses = {2, 1, 1.5, 0.5, 0.7};
        assertThat(trained(LessonQuantity.RUN_LOSS_FIRST, losses)).isEqualTo(2);
        assertThat(trained(LessonQuantity.RUN_LOSS_LAST, losses)).isEqualTo(0.7);
        assertThat(trained(LessonQuantity.RUN_LOSS_LOWEST, losses)).isEqualTo(0.5);
        assertThat(trained(LessonQuantity.RUN_LOSS_HIGHEST, losses)).isEqualTo(2);
        assertThat(trained(LessonQuantity.RUN_RISES, losses)).as("2 of 4 steps").isEqualTo(0.5);
        assertThat(trained(LessonQuantity.RUN_HELD_OUT_LOSS, losses)).isEqualTo(1.7);
        assertThat(trained(LessonQuantity.RUN_HELD_OUT_ACCURACY, losses)).isEqualTo(0.8);
        assertThat(trained(LessonQuantity.RUN_ACCURACY, losses)).isEqualTo(0.9);
        assertThat(trained(LessonQuantity.RUN_STEPS, losses)).isEqualTo(40);
        assertThat(trained(LessonQuantity.RUN_RATE, losses)).isEqualTo(0.5);
        assertThat(trained(LessonQuantity.RUN_DIVERGED, losses)).isZero();
        assertThat(trained(LessonQuantity.RUN_EIGENVALUE_FIRST, losses)).isEqualTo(1);
        assertThat(trained(LessonQuantity.RUN_EIGENVALUE_LAST, losses)).isEqualTo(5);
        assertThat(trained(LessonQuantity.RUN_EIGENVALUE_SETTLED, losses))
                .as("the median of 3, 4, 5")
                .isEqualTo(4);
        assertThat(trained(LessonQuantity.RUN_LINE, losses)).isEqualTo(4);
        assertThat(trained(LessonQuantity.RUN_LOSS_LAST, 2, Double.NaN)).isInfinite();
    }

    @Test
    void ofACurve() {
        double[] ends = {0, 0.5, 1};
        Connection.Side side = new Connection.Side(ends, new double[] {1, 1.5, 2}, new double[] {1, 4, 2});
        FixedFindings found = new FixedFindings(null, null, side, null, Map.of());
        assertThat(value(LessonQuantity.CURVE_HIGHEST, found, Map.of())).isEqualTo(2);
        assertThat(value(LessonQuantity.LINE_HIGHEST, found, Map.of())).isEqualTo(4);
        assertThat(value(LessonQuantity.CURVE_BARRIER, found, Map.of())).isZero();
        assertThat(value(LessonQuantity.LINE_BARRIER, found, Map.of())).isEqualTo(2.5);
    }

    @Test
    void ofTheCurvature() {
        Findings.Curvature measured = new Findings.Curvature(1, 2, 3, -4, 5, 0.25, 6);
        FixedFindings found = new FixedFindings(null, null, null, measured, Map.of());
        assertThat(value(LessonQuantity.GRADIENT_NORM, found, Map.of())).isEqualTo(2);
        assertThat(value(LessonQuantity.EIGENVALUE_LARGEST, found, Map.of())).isEqualTo(3);
        assertThat(value(LessonQuantity.EIGENVALUE_SMALLEST, found, Map.of())).isEqualTo(-4);
        assertThat(value(LessonQuantity.TRACE, found, Map.of())).isEqualTo(5);
        assertThat(value(LessonQuantity.NEGATIVE_SHARE, found, Map.of())).isEqualTo(0.25);
        assertThat(value(LessonQuantity.DOWNWARD, found, Map.of())).isEqualTo(6);
    }

    private static PlaneCoordinates at(double alpha, double beta) {
        return new PlaneCoordinates(alpha, beta, 0);
    }

    @Test
    void ofABall() {
        Trajectory ball = new Trajectory(
                List.of(at(0, 0), at(3, 4), at(3, 0)),
                List.of(9.0, 9.0),
                List.of(1.0, 2.0),
                List.of(new Passes(at(0, 0), at(0, 1), at(1, 1)), new Passes(at(3, 4), at(6, 8), at(3, 0.5))));
        assertThat(BallNumbers.first(ball)).isEqualTo(1);
        assertThat(BallNumbers.last(ball)).isEqualTo(2);
        assertThat(BallNumbers.lowest(ball)).isEqualTo(1);
        assertThat(BallNumbers.highest(ball)).isEqualTo(2);
        assertThat(BallNumbers.distance(ball)).isEqualTo(3);
        assertThat(BallNumbers.way(ball)).isEqualTo(9);
        assertThat(BallNumbers.ascent(ball)).isEqualTo(5);
        assertThat(BallNumbers.aside(ball)).isEqualTo(0.5);
        Trajectory onBatches = new Trajectory(ball.places(), ball.losses(), List.of(Double.NaN, Double.NaN), List.of());
        assertThat(BallNumbers.last(onBatches))
                .as("of the minibatch, where the other was not taken")
                .isEqualTo(9);
        assertThat(BallNumbers.ascent(onBatches)).isNaN();
    }

    @Test
    void ofACourse() {
        assertThat(Course.scatter(new double[] {9, 9, 9, 9, 1, 3}))
                .as("of 1 and 3")
                .isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(Course.scatter(new double[] {1, 2})).isNaN();
        assertThat(Course.median(new double[] {3, 1, 2, 10})).isEqualTo(2.5);
        assertThat(Course.share(new double[] {1})).isNaN();
    }
}
