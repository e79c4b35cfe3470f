package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class LossScaleTest {

    @Test
    void aLinearScaleIsAffine() {
        LossScale scale = LossScale.linear(2, 6);
        assertThat(scale.share(2)).isZero();
        assertThat(scale.share(3)).isEqualTo(0.25);
        assertThat(scale.share(6)).isEqualTo(1);
        assertThat(scale.share(1)).isZero();
        assertThat(scale.share(7)).isEqualTo(1);
        assertThat(scale.loss(0.25)).isEqualTo(3);
    }

    @Test
    void aLogScaleTakesEqualFactorsToEqualSteps() {
        LossScale scale = LossScale.log(0.01, 100);
        assertThat(scale.share(1)).isEqualTo(0.5, within(1e-15));
        assertThat(scale.share(10) - scale.share(1)).isEqualTo(scale.share(1) - scale.share(0.1), within(1e-15));
        assertThat(scale.loss(0.5)).isEqualTo(1, within(1e-14));
        assertThat(scale.share(0)).isNaN();
        assertThat(scale.share(-1)).isNaN();
    }

    @Test
    void lossesComeBackFromTheirShares() {
        for (LossScale scale : new LossScale[] {LossScale.linear(-3, 9), LossScale.log(1e-8, 1e3)}) {
            for (double share = 0; share <= 1; share += 0.125) {
                assertThat(scale.share(scale.loss(share))).isEqualTo(share, within(1e-14));
            }
        }
    }

    @Test
    void whatIsNotFiniteHasNoShare() {
        LossScale scale = LossScale.linear(0, 1);
        assertThat(scale.shares(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5}))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 0.5);
    }

    private static Landscape row(double... losses) {
        Grid grid = new Grid(new Axis(0, losses.length - 1.0, losses.length), new Axis(0, 1, 2));
        return Landscapes.of(grid, (a, b) -> losses[(int) a], Provenance.NONE);
    }

    @Test
    void theRangeOfALandscapeIsItsFiniteLosses() {
        Landscape landscape = row(-1, 0, 0.5, 4, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(LossScale.of(landscape, false)).isEqualTo(LossScale.linear(-1, 4));
        assertThat(LossScale.of(landscape, true)).isEqualTo(LossScale.log(0.5, 4));
    }

    @Test
    void aLandscapeWithNothingToShowGivesAnEmptyScale() {
        LossScale scale = LossScale.of(row(-1, Double.NaN), true);
        assertThat(scale.isEmpty()).isTrue();
        assertThat(scale.share(1)).isNaN();
        assertThat(scale.ticks(5)).isEmpty();
        assertThat(scale.levels()).isEmpty();
        assertThat(scale.clippedAt(3)).isEqualTo(scale);
        assertThat(scale.clippedAtPercentile(row(-1, Double.NaN), 50)).isEqualTo(scale);
    }

    @Test
    void aFlatLandscapeIsAllMiddle() {
        LossScale scale = LossScale.of(row(3, 3), false);
        assertThat(scale.share(3)).isEqualTo(0.5);
        assertThat(scale.loss(0.7)).isEqualTo(3, within(1e-15));
        assertThat(scale.ticks(5)).extracting(Tick::label).containsExactly("3");
        assertThat(scale.levels()).isEmpty();
    }

    @Test
    void theAutomaticScaleIsLogarithmicWhereHalfOfThePlaneWouldLookFlat() {
        // The median lies at 4 of 100: below a twentieth of the range.
        assertThat(LossScale.automatic(row(1, 2, 4, 50, 101))).isEqualTo(LossScale.log(1, 101));
        assertThat(LossScale.automatic(row(1, 2, 7, 50, 101))).isEqualTo(LossScale.linear(1, 101));
        assertThat(LossScale.automatic(row(0, 2, 4, 50, 101))).isEqualTo(LossScale.linear(0, 101));
        assertThat(LossScale.automatic(row(3, 3))).isEqualTo(LossScale.linear(3, 3));
        assertThat(LossScale.automatic(row(Double.NaN, Double.NaN)).isEmpty()).isTrue();
    }

    @Test
    void theTopCanBeClippedAtAPercentileOrALoss() {
        Landscape landscape = row(0, 1, 2, 3, 1000);
        LossScale scale = LossScale.of(landscape, false);
        // Two rows of five: sorted 0 0 1 1 2 2 3 3 1000 1000; rank 0.5 · 9 = 4.5 lies between 2 and 2.
        assertThat(scale.clippedAtPercentile(landscape, 50).high()).isEqualTo(2);
        assertThat(scale.clippedAtPercentile(landscape, 100)).isEqualTo(scale);
        LossScale clipped = scale.clippedAt(3);
        assertThat(clipped).isEqualTo(LossScale.linear(0, 3));
        assertThat(clipped.share(1000)).isEqualTo(1);
        assertThat(scale.clippedAt(-1)).isEqualTo(scale);
        assertThat(scale.clippedAt(2000)).isEqualTo(scale);
        assertThat(scale.clippedAt(Double.NaN)).isEqualTo(scale);
    }

    @Test
    void levelsAreRoundAndStrictlyInside() {
        assertThat(LossScale.linear(0, 1).levels()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
        assertThat(LossScale.log(0.01, 100).levels()).contains(0.1, 1, 10).doesNotContain(0.01, 100);
    }

    /**
     * L = 10⁻³ + 10α² is 0.01 at α = ±0.030. Where ln L is taken as linear between cells 0.05 apart, ln 10 of ln 26 of the
     * way: at 0.0353; where L is, at 0.018.
     */
    @Test
    void contoursFollowTheScaleBetweenTheCells() {
        Grid grid = Grid.square(1, 41);
        Landscape valley = landscape(grid, cell -> true);
        LossScale scale = LossScale.of(valley, true);
        assertThat(scale.levels()).contains(0.01);
        List<Contour> lines = scale.contours(valley).stream()
                .filter(line -> line.level() == 0.01)
                .toList();
        assertThat(lines).hasSize(2);
        double expected = 0.05 * Math.log(10) / Math.log(26);
        for (Contour line : lines) {
            assertThat(Arrays.stream(line.alpha())).allMatch(alpha -> Math.abs(Math.abs(alpha) - expected) < 1e-12);
            assertThat(scale.levelLabel(line.level())).isEqualTo("0.01");
        }
        assertThat(LossScale.of(valley, false).contours(valley)).isNotEmpty();
    }

    @Test
    void contoursEndWhereNothingIsEvaluated() {
        Grid grid = Grid.square(1, 41);
        Landscape half = landscape(grid, cell -> cell % 41 <= 20);
        assertThat(LossScale.of(half, true).contours(half))
                .isNotEmpty()
                .allMatch(line -> Arrays.stream(line.alpha()).allMatch(alpha -> alpha <= 0));
    }

    private static Landscape landscape(Grid grid, IntPredicate isEvaluated) {
        double[] losses = new double[grid.cells()];
        BitSet evaluated = new BitSet();
        for (int cell = 0; cell < losses.length; cell++) {
            double alpha = grid.alpha().value(cell % grid.nx());
            losses[cell] = isEvaluated.test(cell) ? 1e-3 + 10 * alpha * alpha : Double.NaN;
            evaluated.set(cell, isEvaluated.test(cell));
        }
        return new Landscape(grid, new Landscape.Cells(losses, losses, null, null, evaluated), Provenance.NONE);
    }

    @Test
    void impossibleScalesAreRefused() {
        assertThatThrownBy(() -> LossScale.linear(2, 1)).hasMessageContaining("from 2.0 to 1.0");
        assertThatThrownBy(() -> LossScale.linear(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LossScale.linear(0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LossScale.log(0, 1)).hasMessageContaining("positive");
    }
}
