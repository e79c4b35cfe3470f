package io.orograph.ui.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DisplaySettingsTest {

    /** A spike over a floor, and a slope: see LossScale. */
    private static final Landscape SPIKE = row(1, 1.1, 1.2, 1.3, 100);

    private static final Landscape SLOPE = row(1, 2, 3, 4, 5);

    private final DisplaySettings settings = new DisplaySettings();

    private static Landscape row(double... losses) {
        Grid grid = new Grid(new Axis(0, losses.length - 1.0, losses.length), new Axis(0, 1, 2));
        double[] values = new double[grid.cells()];
        Arrays.setAll(values, cell -> losses[cell % losses.length]);
        BitSet all = new BitSet();
        all.set(0, values.length);
        return new Landscape(
                grid, new Landscape.Cells(values, new double[values.length], null, null, all), Provenance.NONE);
    }

    private boolean logarithmic() {
        return settings.logarithmicProperty().get();
    }

    @Test
    void theScaleFollowsWhatIsShown() {
        settings.suggestScale(SPIKE);
        assertThat(logarithmic()).isTrue();
        settings.suggestScale(null);
        assertThat(logarithmic()).isTrue();
        settings.suggestScale(SLOPE);
        assertThat(logarithmic()).isFalse();
    }

    @Test
    void aPersonsChoiceStays() {
        settings.logarithmicProperty().set(true);
        settings.suggestScale(SLOPE);
        assertThat(logarithmic()).isTrue();
    }

    @Test
    void soDoesTheChoiceOfWhatIsShownAlready() {
        settings.suggestScale(SLOPE);
        settings.chooseLogarithmic(false);
        settings.suggestScale(SPIKE);
        assertThat(logarithmic()).isFalse();
    }

    /** 13 by 13 cells of exp(9α): most of the cells lie low. */
    private static Landscape making(int evaluated) {
        return Landscapes.partly(Grid.square(1, 13), (a, b) -> Math.exp(9 * a), cell -> cell < evaluated);
    }

    @Test
    void theScaleIsJudgedByEnoughOfALandscapeAndStaysUntilItIsWhole() {
        settings.suggestScale(making(24));
        assertThat(logarithmic()).as("too few cells to judge").isFalse();
        settings.suggestScale(making(26));
        assertThat(logarithmic()).isTrue();
        // The same grid with slopes in it: not judged again before it is whole.
        Landscape slope = Landscapes.partly(Grid.square(1, 13), (a, b) -> 2 + a, cell -> cell < 100);
        settings.suggestScale(slope);
        assertThat(logarithmic()).isTrue();
        settings.suggestScale(Landscapes.of(Grid.square(1, 13), (a, b) -> 2 + a, Provenance.NONE));
        assertThat(logarithmic()).isFalse();
    }

    @Test
    void aNewEvaluationOfTheSameGridIsJudgedAnew() {
        settings.suggestScale(making(26));
        settings.suggestScale(making(1));
        settings.suggestScale(Landscapes.partly(Grid.square(1, 13), (a, b) -> 2 + a, cell -> cell < 26));
        assertThat(logarithmic()).isFalse();
    }
}
