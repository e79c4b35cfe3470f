package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Slice.Direction;
import io.orograph.plot.Slice.Point;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.heatmap.Reading;
import io.orograph.ui.heatmap.SyntheticLandscapes;
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
        assertThat(title(Direction.ALPHA, new SlicesPlot.Point(0, 0.25)))
                .isEqualTo("Loss along α at β = 0.25, on a scale of its own");
        assertThat(title(Direction.BETA, new SlicesPlot.Point(-0.5, 0))).isEqualTo("Loss along β at α = −0.50");
        assertThat(title(Direction.BETA, SlicesPlot.Point.ORIGIN)).isEqualTo("Loss along β through θ₀");
    }

    private SlicesPlot plot(SlicesPlot.Point crossing, boolean marked) {
        return new SlicesPlot(bowl, crossing, LossScale.of(bowl, false), null, marked);
    }

    private String title(Direction direction, SlicesPlot.Point crossing) {
        SlicesPlot plot = plot(crossing, false);
        return plot.title(plot.slice(direction));
    }

    @Test
    void bothPlotsFitFromTheSmallestSizeOn() {
        PlotStyle style = PlotStyle.screen(Theme.LIGHT);
        for (double width = 264; width < 1400; width += 97) {
            for (double height = 168; height < 900; height += 83) {
                Rect area = new Rect(0, 0, width, height);
                RecordingPen pen = new RecordingPen();
                plot(SlicesPlot.Point.ORIGIN, false).draw(pen, area, style);
                Rect[] pair = SlicesPlot.pair(area, style);
                assertThat(pair[0].intersects(pair[1])).isFalse();
                for (Label label : pen.labels()) {
                    assertThat(area.inset(-0.01).contains(label.bounds().bounds()))
                            .as(label.text() + " in " + width + "×" + height)
                            .isTrue();
                }
            }
        }
    }

    /** What follows the pointer is in the window alone. */
    @Test
    void theCrossingIsMarkedOnlyWhereThatIsAskedFor() {
        SlicesPlot.Point crossing = new SlicesPlot.Point(0.3, 0.4);
        RecordingPen window = new RecordingPen();
        RecordingPen file = new RecordingPen();
        Rect area = new Rect(0, 0, 600, 300);
        plot(crossing, true).draw(window, area, PlotStyle.screen(Theme.LIGHT));
        plot(crossing, false).draw(file, area, PlotStyle.screen(Theme.LIGHT));
        assertThat(window.drawn().size() - file.drawn().size()).isEqualTo(6);
    }
}
