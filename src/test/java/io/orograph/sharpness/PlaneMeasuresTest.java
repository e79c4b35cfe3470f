package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.provenance.Provenance;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Flat area, largest increase and principal curvatures on functions whose answers are known in closed form. */
final class PlaneMeasuresTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static Landscape square(int count, DoubleBinaryOperator loss) {
        return Landscapes.of(Grid.square(1, count), loss, Provenance.NONE);
    }

    private static DoubleBinaryOperator at(double alpha, double beta, double there, DoubleBinaryOperator elsewhere) {
        return (a, b) -> a == alpha && b == beta ? there : elsewhere.applyAsDouble(a, b);
    }

    @Example
    void flatAreaOfAConstantAndOfHalfAPlane() {
        assertThat(FlatArea.share(square(11, (a, b) -> 5), 0)).isEqualTo(1);
        // Low where α ≤ 0: five columns of ten and half the sixth… of the trapezoidal rule: ½ + 4 + 1 of 10.
        assertThat(FlatArea.share(square(11, (a, b) -> Math.max(0, a)), 0)).isEqualTo(0.55);
        assertThat(FlatArea.share(square(11, (a, b) -> Math.max(0, a)), 10)).isEqualTo(1);
    }

    @Example
    void flatAreaOfABowlTendsToThatOfTheDisc() {
        // L = α² + β² ≤ ¼ on a square of side 2: π/16. Cells along the circle decide to within a hundredth of that.
        assertThat(FlatArea.share(square(401, (a, b) -> a * a + b * b), 0.25)).isCloseTo(Math.PI / 16, within(1e-3));
    }

    @Example
    void flatAreaCountsNothingThatIsNotFiniteAsLow() {
        double corner = 0.25 / 16;
        Landscape holes = square(5, at(1, 1, Double.NaN, at(-1, -1, -INF, at(-1, 1, INF, (a, b) -> 0))));

        assertThat(FlatArea.share(holes, 1)).isEqualTo(1 - 3 * corner);
        assertThat(FlatArea.share(square(5, at(0, 0, Double.NaN, (a, b) -> 0)), 1))
                .isNaN();
        assertThat(FlatArea.share(square(5, at(0, 0, INF, (a, b) -> 0)), 1)).isNaN();
        assertThat(FlatArea.share(square(4, (a, b) -> 0), 1))
                .as("no cell at θ₀")
                .isNaN();
    }

    @Example
    void flatAreaOfALandscapeInTheMakingIsNotKnown() {
        Grid grid = Grid.square(1, 5);
        Landscape part = Landscapes.partly(
                grid, (a, b) -> Math.abs(a), cell -> cell < 5 || cell % 5 % 2 == 0 && cell / 5 % 2 == 0);

        assertThat(FlatArea.share(part, 0.1)).isNaN();
        assertThat(FlatArea.share(Landscapes.partly(grid, (a, b) -> 0, cell -> false), 1))
                .isNaN();
    }

    @Example
    void largestIncreaseOfATiltedPlane() {
        LargestIncrease worst = LargestIncrease.within(square(21, (a, b) -> 7 + a + 2 * b), 0.5);

        // Among the cells within ½, (0.2, 0.4) is not: √0.2 = 0.447; (0.3, 0.4) lies on the circle.
        assertThat(worst.increase()).isCloseTo(1.1, within(1e-12));
        assertThat(worst.alpha()).isCloseTo(0.3, within(1e-12));
        assertThat(worst.beta()).isCloseTo(0.4, within(1e-12));
    }

    @Example
    void largestIncreaseIsNeverBelowZeroAndFindsInfinity() {
        assertThat(LargestIncrease.within(square(5, (a, b) -> -a * a - b * b), 2))
                .isEqualTo(new LargestIncrease(0, 0, 0));
        assertThat(LargestIncrease.within(square(5, (a, b) -> a), 0)).isEqualTo(new LargestIncrease(0, 0, 0));
        LargestIncrease infinite = LargestIncrease.within(square(5, at(1, -1, INF, (a, b) -> a)), 2);
        assertThat(infinite).isEqualTo(new LargestIncrease(INF, 1, -1));
    }

    @Example
    void largestIncreaseIsUnknownWhereACellInReachIs() {
        DoubleBinaryOperator loss = at(1, 1, Double.NaN, (a, b) -> a);

        assertThat(LargestIncrease.within(square(5, loss), 2).increase()).isNaN();
        assertThat(LargestIncrease.within(square(5, loss), 1)).isEqualTo(new LargestIncrease(1, 1, 0));
        assertThat(LargestIncrease.within(square(5, at(0, 0, INF, (a, b) -> a)), 1)
                        .increase())
                .isNaN();
        assertThat(LargestIncrease.within(square(4, (a, b) -> a), 1).increase()).isNaN();
    }

    @Example
    void largestIncreaseIsKnownOnceAllCellsInReachAre() {
        Grid grid = Grid.square(1, 5);
        Landscape part = Landscapes.partly(grid, (a, b) -> 3 + a - b * b, cell -> cell % 5 <= 3);

        assertThat(LargestIncrease.within(part, 0.6)).isEqualTo(new LargestIncrease(0.5, 0.5, 0));
        assertThat(LargestIncrease.within(part, 1).increase()).isNaN();
    }

    /** A quadratic with eigenvalues λ₁ ≥ λ₂ turned by φ, on grids of any aspect: exact but for rounding. */
    @Property(tries = 200)
    void curvaturesOfAQuadraticAreExactAtAllAngles(
            @ForAll @Scale(6) @DoubleRange(min = -1.5, max = 1.5) double angle,
            @ForAll @DoubleRange(min = 0.1, max = 50) double spread,
            @ForAll @DoubleRange(min = -50, max = 50) double smaller,
            @ForAll @IntRange(min = 1, max = 4) int room) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double larger = smaller + spread;
        Grid grid = new Grid(Axis.symmetric(0.5, 2 * room + 1), new Axis(-0.25, 0.5, 3 * room + 1));
        DoubleBinaryOperator loss = (a, b) -> 2
                + 3 * a
                - 4 * b
                + larger / 2 * (a * c + b * s) * (a * c + b * s)
                + smaller / 2 * (b * c - a * s) * (b * c - a * s);
        PlaneCurvature fit =
                PlaneCurvature.of(Landscapes.of(grid, loss, Provenance.NONE)).orElseThrow();

        assertThat(fit.larger()).isCloseTo(larger, within(1e-10));
        assertThat(fit.smaller()).isCloseTo(smaller, within(1e-10));
        // The angle is the worse determined the rounder the bowl.
        assertThat(fit.angle()).isCloseTo(angle, within(1e-10 / spread + 1e-12));
        assertThat(fit.slopeAlpha()).isCloseTo(3, within(1e-11));
        assertThat(fit.slopeBeta()).isCloseTo(-4, within(1e-11));
        assertThat(fit.reach()).isEqualTo(Math.min(2, room));
    }

    @Example
    void curvaturesOfARoundBowlHaveNoAngle() {
        PlaneCurvature fit =
                PlaneCurvature.of(square(5, (a, b) -> a * a + b * b)).orElseThrow();

        assertThat(fit.larger()).isCloseTo(2, within(1e-13));
        assertThat(fit.smaller()).isCloseTo(2, within(1e-13));
    }

    @Example
    void curvaturesComeFromTheClosestCellsThatAreThere() {
        Grid grid = Grid.square(1, 17);
        // The lattice of every fourth cell: rows 0, 4, 8 …
        Landscape coarse = Landscapes.partly(grid, (a, b) -> a * a, cell -> cell % 17 % 4 == 0 && cell / 17 % 4 == 0);
        assertThat(PlaneCurvature.of(coarse).orElseThrow().reach()).isEqualTo(8);
        assertThat(PlaneCurvature.of(coarse).orElseThrow().larger()).isCloseTo(2, within(1e-13));

        Landscape hole = square(17, at(0.25, 0, Double.NaN, (a, b) -> a * a));
        assertThat(PlaneCurvature.of(hole).orElseThrow().reach()).isEqualTo(1);
    }

    @Example
    void thereAreNoCurvaturesWithoutACentreInside() {
        assertThat(PlaneCurvature.of(square(4, (a, b) -> a))).isEmpty();
        assertThat(PlaneCurvature.of(square(5, at(0, 0, Double.NaN, (a, b) -> a))))
                .isEmpty();
        Grid oneSided = new Grid(new Axis(0, 1, 5), Axis.symmetric(1, 5));
        assertThat(PlaneCurvature.of(Landscapes.of(oneSided, (a, b) -> a, Provenance.NONE)))
                .isEmpty();
    }
}
