package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Provenance;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.heatmap.Reading.State;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private final Grid grid = new Grid(new Axis(-1, 2, 31), new Axis(-1, 1, 17));

    @Test
    void atACellItIsTheCellToTheBit() {
        Landscape landscape = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> true);
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                int cell = grid.index(ix, iy);
                Reading reading = Reading.at(
                        landscape,
                        new Crosshair(grid.alpha().value(ix), grid.beta().value(iy)));
                assertThat(reading.loss()).isEqualTo(landscape.loss(cell));
                assertThat(reading.standardError()).isEqualTo(landscape.standardError(cell));
                assertThat(reading.accuracy()).isEqualTo(landscape.accuracy(cell));
            }
        }
    }

    /** Bilinear interpolation is exact for 1 + α + 2β + αβ. */
    @Test
    void betweenCellsItIsBilinear() {
        Landscape landscape = SyntheticLandscapes.of(grid, (a, b) -> 5 + a + 2 * b + a * b, cell -> true);
        for (double alpha = -1; alpha <= 2; alpha += 0.0371) {
            for (double beta = -1; beta <= 1; beta += 0.0419) {
                Reading reading = Reading.at(landscape, new Crosshair(alpha, beta));
                double expected = 5 + alpha + 2 * beta + alpha * beta;
                assertThat(reading.loss()).isCloseTo(expected, within(1e-12));
                assertThat(reading.standardError()).isCloseTo(expected / 10, within(1e-12));
            }
        }
    }

    @Test
    void outsideTheGridItIsTheEdge() {
        Landscape landscape = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> true);
        assertThat(Reading.at(landscape, new Crosshair(99, -99)).loss()).isEqualTo(landscape.loss(grid.nx() - 1, 0));
    }

    @Test
    void nextToAHoleItIsTheNearestCell() {
        Landscape landscape = SyntheticLandscapes.of(
                grid, (a, b) -> a > 1.45 ? Double.NaN : SyntheticLandscapes.bowl(a, b), cell -> true);
        Reading inside = Reading.at(landscape, new Crosshair(1.48, 0.02));
        assertThat(inside.state()).isEqualTo(State.NOT_FINITE);
        assertThat(inside.loss()).isNaN();
        Reading beside = Reading.at(landscape, new Crosshair(1.42, 0.02));
        assertThat(beside.state()).isEqualTo(State.FINITE);
        assertThat(beside.loss()).isEqualTo(landscape.loss(24, 8));
    }

    @Test
    void whatIsNotEvaluatedIsNotMadeUp() {
        Landscape landscape = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> cell < 5 * grid.nx());
        Reading reading = Reading.at(landscape, new Crosshair(0, 0.5));
        assertThat(reading.state()).isEqualTo(State.NOT_EVALUATED);
        assertThat(reading.loss()).isNaN();
        assertThat(ReadingText.of(reading, landscape).loss()).isEqualTo("not evaluated yet");
    }

    @Test
    void withoutAccuracyThereIsNone() {
        double[] ones = new double[grid.cells()];
        java.util.Arrays.fill(ones, 1);
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        Landscape landscape = new Landscape(grid, new Landscape.Cells(ones, ones, null, null, all), Provenance.NONE);
        Reading reading = Reading.at(landscape, new Crosshair(0.03, 0.01));
        assertThat(reading.accuracy()).isNaN();
        assertThat(ReadingText.of(reading, landscape).sentence()).isEqualTo("α 0.03, β 0.01: loss 1.0 ± 1.0");
    }

    @Test
    void wordsNameTheValues() {
        Reading reading = new Reading(-0.25, 0, State.FINITE, 0.31276, 0.01234, 0.00456, 0.8735);
        Landscape around = SyntheticLandscapes.of(grid, (a, b) -> 0.25, cell -> true);
        ReadingText words = ReadingText.of(reading, around);
        assertThat(words.difference()).isEqualTo("L − L(θ₀) = 0.0628 ± 0.0046, paired");
        assertThat(words.alpha()).isEqualTo("−0.25");
        assertThat(words.beta()).isEqualTo("0.00");
        assertThat(words.loss()).isEqualTo("0.313 ± 0.012");
        assertThat(words.accuracy()).isEqualTo("87.4 %");
        Reading infinite =
                new Reading(0, 0, State.NOT_FINITE, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN);
        assertThat(ReadingText.of(infinite, around).loss()).isEqualTo("∞, not finite");
    }

    @Test
    void whereItIsNotEvaluatedItIsThatOfTheFirstLook() {
        Landscape few = SyntheticLandscapes.of(grid, (a, b) -> 7, cell -> true);
        Landscape making = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> cell == 0)
                .over(few);
        Reading estimated = Reading.at(making, new Crosshair(1, 0.5));
        assertThat(estimated.state()).isEqualTo(State.ESTIMATED);
        assertThat(estimated.loss()).isEqualTo(7);
        assertThat(ReadingText.of(estimated, making).loss()).isEqualTo("about 7.00 ± 0.70");
        assertThat(Reading.at(making, new Crosshair(-1, -1)).state()).isEqualTo(State.FINITE);
    }
}
