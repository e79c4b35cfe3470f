package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Landscapes beside each other on one scale. */
final class ComparisonFigureTest {

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

    private static int[] part(Picture picture, int index, int count) {
        int width = picture.width() / count;
        int[] part = new int[width * picture.height()];
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(picture.argb(), row * picture.width() + index * width, part, row * width, width);
        }
        return part;
    }

    @Test
    void allAreDrawnOnOneScale() {
        List<Landscape> two = List.of(bowl(1, 1), bowl(2, 1));
        LossScale scale = ComparisonFigure.scale(two, false);
        assertThat(scale).isEqualTo(LossScale.linear(1, 3));
        Picture picture = ComparisonFigure.draw(two, List.of("low", "high"), scale);
        // Where the scale is that of one alone, it looks otherwise.
        LossScale own = ComparisonFigure.scale(two.subList(0, 1), false);
        assertThat(own).isEqualTo(LossScale.linear(1, 2));
        Picture alone = ComparisonFigure.draw(two.subList(0, 1), List.of("low"), own);
        assertThat(alone.width()).isEqualTo(picture.width() / 2);
        assertThat(part(picture, 0, 2)).isNotEqualTo(alone.argb());
        // The same landscape is drawn alike wherever it stands.
        Picture twins = ComparisonFigure.draw(List.of(two.get(0), two.get(0)), List.of("low", "low"), own);
        assertThat(part(twins, 0, 2)).isEqualTo(alone.argb());
        assertThat(part(twins, 1, 2)).isEqualTo(alone.argb());
        assertThat(Arrays.stream(picture.argb()).distinct().count()).isGreaterThan(500);
    }

    @Test
    void theScaleIsChosenByAllLosses() {
        assertThat(ComparisonFigure.scale(List.of(bowl(1, 1), bowl(1, 1000)), null)
                        .logarithmic())
                .isTrue();
        assertThat(ComparisonFigure.scale(List.of(bowl(1, 1)), null).logarithmic())
                .isFalse();
        assertThat(ComparisonFigure.scale(List.of(bowl(1, 1)), true)).isEqualTo(LossScale.log(1, 2));
    }

    @Test
    void eachNeedsATitle() {
        assertThatThrownBy(() -> ComparisonFigure.draw(List.of(bowl(1, 1)), List.of(), LossScale.linear(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 landscapes with 0 titles");
    }
}
