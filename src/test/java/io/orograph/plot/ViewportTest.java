package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import org.junit.jupiter.api.Test;

class ViewportTest {

    /** A few roundings of numbers about 1. */
    private static final double ROUNDING = 1e-12;

    private final Grid grid = new Grid(new Axis(-1, 1, 41), new Axis(-2, 1, 61));
    private final Viewport whole = Viewport.whole(grid);

    @Test
    void zoomingKeepsThePointAtItsShareOfTheViewport() {
        Viewport near = whole.zoomed(4, 0.3, -1.1, grid);
        assertThat((0.3 - near.alphaFrom()) / near.alphaSpan())
                .isCloseTo((0.3 - whole.alphaFrom()) / whole.alphaSpan(), within(ROUNDING));
        assertThat((-1.1 - near.betaFrom()) / near.betaSpan())
                .isCloseTo((-1.1 - whole.betaFrom()) / whole.betaSpan(), within(ROUNDING));
        assertThat(near.alphaSpan()).isCloseTo(0.5, within(ROUNDING));
        assertThat(near.betaSpan()).isCloseTo(0.75, within(ROUNDING));
    }

    @Test
    void zoomingOutStopsAtTheWholeGrid() {
        assertThat(whole.zoomed(3, 0.9, 0.9, grid).zoomed(1e-3, -0.5, 0, grid)).isEqualTo(whole);
        assertThat(whole.isZoomed(grid)).isFalse();
        assertThat(whole.zoomed(3, 0.9, 0.9, grid).isZoomed(grid)).isTrue();
    }

    @Test
    void zoomingInStopsAtTwoCells() {
        Viewport near = whole.zoomed(1e9, 0.2, 0.2, grid);
        assertThat(near.alphaSpan()).isCloseTo(2 * grid.alpha().step(), within(ROUNDING));
        assertThat(near.zoomed(1e9, 0.2, 0.2, grid).alphaSpan()).isCloseTo(near.alphaSpan(), within(ROUNDING));
    }

    @Test
    void movingStopsAtTheEdges() {
        Viewport near = whole.zoomed(4, 0, 0, grid);
        Viewport corner = near.moved(99, -99, grid);
        assertThat(corner.alphaTo()).isEqualTo(1);
        assertThat(corner.betaFrom()).isEqualTo(-2);
        assertThat(corner.alphaSpan()).isCloseTo(near.alphaSpan(), within(ROUNDING));
        assertThat(corner.betaSpan()).isCloseTo(near.betaSpan(), within(ROUNDING));
    }

    @Test
    void showingMovesOnlyAsFarAsNeeded() {
        Viewport near = whole.zoomed(4, 0, 0, grid);
        assertThat(near.showing(0.1, 0.1, grid)).isSameAs(near);
        Viewport moved = near.showing(0.8, near.betaFrom() - 0.25, grid);
        assertThat(moved.alphaTo()).isCloseTo(0.8, within(ROUNDING));
        assertThat(moved.betaFrom()).isCloseTo(near.betaFrom() - 0.25, within(ROUNDING));
    }

    @Test
    void refusesAnEmptyPart() {
        assertThatThrownBy(() -> new Viewport(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Viewport(0, 1, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFrameMapsPixelsAndCoordinatesBothWays() {
        PlotFrame frame = new PlotFrame(new Rect(50, 20, 400, 300), whole);
        assertThat(frame.xOf(-1)).isEqualTo(50);
        assertThat(frame.xOf(1)).isEqualTo(450);
        assertThat(frame.yOf(1)).isEqualTo(20);
        assertThat(frame.yOf(-2)).isEqualTo(320);
        assertThat(frame.alphaAt(frame.xOf(0.37))).isCloseTo(0.37, within(ROUNDING));
        assertThat(frame.betaAt(frame.yOf(-1.37))).isCloseTo(-1.37, within(ROUNDING));
        assertThat(frame.contains(450, 320)).isTrue();
        assertThat(frame.contains(451, 320)).isFalse();
    }
}
