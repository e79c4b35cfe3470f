package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Provenance;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Landscapes beside each other on one scale. */
final class ComparisonPlotTest {

    /** A bowl whose loss goes from a height up by a depth. */
    private static Landscape bowl(double height, double depth) {
        Grid grid = Grid.square(1, 11);
        double[] losses = new double[grid.cells()];
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        for (int cell = 0; cell < losses.length; cell++) {
            double a = grid.alpha().value(cell % 11);
            double b = grid.beta().value(cell / 11);
            losses[cell] = height + depth * (a * a + b * b) / 2;
        }
        return new Landscape(grid, new Landscape.Cells(losses, losses, null, null, all), Provenance.NONE);
    }

    private static List<Patches> surfaces(List<Landscape> landscapes, LossScale scale) {
        List<String> titles = landscapes.stream().map(landscape -> "model").toList();
        RecordingPen pen = new RecordingPen();
        FigureSettings.DEFAULT
                .page(ComparisonPlot.of(landscapes, titles, scale, ""))
                .draw(pen);
        return pen.drawn().stream()
                .filter(RecordingPen.Surface.class::isInstance)
                .map(drawn -> ((RecordingPen.Surface) drawn).patches())
                .toList();
    }

    @Test
    void allAreDrawnOnOneScale() {
        List<Landscape> two = List.of(bowl(1, 1), bowl(2, 1));
        LossScale scale = ComparisonPlot.scale(two, false);
        assertThat(scale).isEqualTo(LossScale.linear(1, 3));
        List<Patches> drawn = surfaces(two, scale);
        assertThat(drawn).hasSize(2);
        // The second bowl begins where the first one ends, and so do its colours.
        assertThat(drawn.get(0).argb()).doesNotContain(drawn.get(1).argb()[0]);
        assertThat(ComparisonPlot.scale(two.subList(0, 1), false)).isEqualTo(LossScale.linear(1, 2));
        // The same landscape is drawn alike wherever it stands.
        List<Patches> twins = surfaces(List.of(two.get(0), two.get(0)), scale);
        assertThat(twins.get(0).argb()).isEqualTo(twins.get(1).argb());
    }

    @Test
    void theScaleIsChosenByAllLosses() {
        assertThat(ComparisonPlot.scale(List.of(bowl(1, 1), bowl(1, 1000)), null)
                        .logarithmic())
                .isTrue();
        assertThat(ComparisonPlot.scale(List.of(bowl(1, 1)), null).logarithmic())
                .isFalse();
        assertThat(ComparisonPlot.scale(List.of(bowl(1, 1)), true)).isEqualTo(LossScale.log(1, 2));
    }

    @Test
    void eachNeedsATitle() {
        assertThatThrownBy(() -> ComparisonPlot.of(List.of(bowl(1, 1)), List.of(), LossScale.linear(0, 1), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 landscapes with 0 titles");
    }
}
