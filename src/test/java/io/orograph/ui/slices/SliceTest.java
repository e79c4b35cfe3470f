package io.orograph.ui.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.heatmap.Reading;
import io.orograph.ui.heatmap.SyntheticLandscapes;
import io.orograph.ui.slices.Slice.Direction;
import io.orograph.ui.slices.Slice.Point;
import org.junit.jupiter.api.Test;

class SliceTest {

    private final Grid grid = new Grid(new Axis(-1, 1, 21), new Axis(-2, 2, 17));
    private final Landscape bowl = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> true);

    @Test
    void onAGridLineItIsTheCellsToTheBit() {
        Slice slice = Slice.through(bowl, Direction.ALPHA, grid.beta().value(5));
        assertThat(slice.points()).hasSize(grid.nx());
        for (int ix = 0; ix < grid.nx(); ix++) {
            Point point = slice.points().get(ix);
            int cell = grid.index(ix, 5);
            assertThat(point.position()).isEqualTo(grid.alpha().value(ix));
            assertThat(point.loss()).isEqualTo(bowl.loss(cell));
            assertThat(point.standardError()).isEqualTo(bowl.standardError(cell));
            assertThat(point.accuracy()).isEqualTo(bowl.accuracy(cell));
        }
    }

    /** The slice and the readout under the crosshair interpolate by the same formula in another order. */
    @Test
    void itAgreesWithTheReadoutEverywhere() {
        for (double alpha = -1; alpha <= 1; alpha += 0.0631) {
            for (double beta = -2; beta <= 2; beta += 0.0729) {
                double loss = Reading.at(bowl, new Crosshair(alpha, beta)).loss();
                Point along = Slice.through(bowl, Direction.ALPHA, beta).valueAt(alpha);
                Point across = Slice.through(bowl, Direction.BETA, alpha).valueAt(beta);
                assertThat(along.loss()).isCloseTo(loss, within(1e-12));
                assertThat(across.loss()).isCloseTo(loss, within(1e-12));
            }
        }
    }

    @Test
    void aHoleIsAGap() {
        Landscape hole = SyntheticLandscapes.of(
                grid,
                (a, b) -> Math.abs(a - 0.5) < 0.07 ? Double.POSITIVE_INFINITY : SyntheticLandscapes.bowl(a, b),
                cell -> true);
        Slice slice = Slice.through(hole, Direction.ALPHA, 0.1);
        assertThat(slice.points()).hasSize(grid.nx());
        assertThat(slice.points().get(15).loss()).isNaN();
        assertThat(slice.valueAt(0.45)).isNull();
        assertThat(slice.valueAt(0.5)).isNull();
        assertThat(slice.valueAt(grid.alpha().value(14)).loss()).isFinite();
        assertThat(SliceRuns.of(slice.points(), Point::loss))
                .extracting(java.util.List::size)
                .containsExactly(15, 5);
    }

    @Test
    void aCoarseLandscapeIsInterpolatedBetweenItsEvaluatedCells() {
        Landscape coarse = SyntheticLandscapes.of(
                grid, (a, b) -> 9 + a + b, cell -> cell % grid.nx() % 4 == 0 && cell / grid.nx() % 4 == 0);
        Slice slice = Slice.through(coarse, Direction.ALPHA, 0.3);
        assertThat(slice.points()).hasSize(6);
        for (Point point : slice.points()) {
            assertThat(point.loss()).isCloseTo(9.3 + point.position(), within(1e-12));
        }
    }

    @Test
    void nothingIsExtrapolated() {
        Landscape lower = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> cell < 4 * grid.nx());
        assertThat(Slice.through(lower, Direction.ALPHA, 1).points()).isEmpty();
        Slice upwards = Slice.through(lower, Direction.BETA, 0.05);
        assertThat(upwards.points()).hasSize(4);
        assertThat(upwards.valueAt(1)).isNull();
    }

    @Test
    void theTitleStandsAlone() {
        assertThat(SlicesView.title(Slice.through(bowl, Direction.ALPHA, 0.25), grid.beta(), "θ₀"))
                .isEqualTo("Loss along α at β = 0.25");
        assertThat(SlicesView.title(Slice.through(bowl, Direction.BETA, -0.5), grid.alpha(), "θ₀"))
                .isEqualTo("Loss along β at α = −0.50");
        assertThat(SlicesView.title(Slice.through(bowl, Direction.BETA, 0), grid.alpha(), "θ₀"))
                .isEqualTo("Loss along β through θ₀");
    }

    @Test
    void bothPlotsFitFromTheSmallestSizeOn() {
        for (double width = 280; width < 1400; width += 29) {
            for (double height = 160; height < 900; height += 23) {
                SliceLayout[] pair = SliceLayout.pair(width, height, true);
                for (SliceLayout layout : pair) {
                    assertThat(layout.plotWidth()).isGreaterThanOrEqualTo(20);
                    assertThat(layout.right() + 58).isLessThanOrEqualTo(width);
                    assertThat(layout.bottom() + 34).isLessThanOrEqualTo(height);
                }
                boolean apart = pair[1].left() >= pair[0].right() || pair[1].top() >= pair[0].bottom() + 34;
                assertThat(apart).isTrue();
            }
        }
    }
}
