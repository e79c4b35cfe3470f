package io.orograph.ui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** A finer grid that has just begun does not take the place of a coarse one that is whole. */
class ShownPlaceTest {

    private static Landscape landscape(int side, int evaluated, long seed, String range) {
        Grid grid = Grid.square(1, side);
        BitSet cells = new BitSet();
        cells.set(0, evaluated);
        Provenance provenance = Provenance.NONE
                .with(Key.SEED, seed)
                .with(Key.ALPHA, range)
                .with(Key.RESOLUTION, side + "x" + side)
                .with(Key.CELLS, (long) grid.cells())
                .with(Key.EVALUATED, (long) evaluated);
        double[] values = new double[grid.cells()];
        return new Landscape(grid, new Landscape.Cells(values, values, null, null, cells), provenance);
    }

    @Test
    void ofOnePlaceTheOneWithMoreCellsIsShown() {
        Landscape coarse = landscape(11, 121, 0, "−1 to 1");
        assertThat(ShownPlace.showsMore(coarse, null)).isTrue();
        assertThat(ShownPlace.showsMore(landscape(201, 111, 0, "−1 to 1"), coarse))
                .isFalse();
        assertThat(ShownPlace.showsMore(landscape(201, 121, 0, "−1 to 1"), coarse))
                .isTrue();
        assertThat(ShownPlace.showsMore(landscape(5, 25, 0, "−1 to 1"), coarse)).isTrue();
        assertThat(ShownPlace.showsMore(landscape(5, 24, 0, "−1 to 1"), coarse)).isFalse();
    }

    @Test
    void anotherPlaceIsShownAtOnce() {
        Landscape coarse = landscape(11, 121, 0, "−1 to 1");
        assertThat(ShownPlace.showsMore(landscape(201, 1, 1, "−1 to 1"), coarse))
                .isTrue();
        assertThat(ShownPlace.showsMore(landscape(201, 1, 0, "−2 to 2"), coarse))
                .isTrue();
    }
}
