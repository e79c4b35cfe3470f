package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SampleGrowthTest {

    /** Four cells from 1 to 5, a range of 4; the last has no standard error. */
    private static Landscape landscape(int evaluated, double... errors) {
        BitSet cells = new BitSet();
        cells.set(0, evaluated);
        double[] losses = {1, 3, 5, 2};
        double[] all = Arrays.copyOf(errors, 4);
        all[3] = Double.NaN;
        Grid grid = new Grid(new Axis(-1, 1, 2), new Axis(-1, 1, 2));
        return new Landscape(grid, new Landscape.Cells(losses, all, null, null, cells), Provenance.NONE);
    }

    @Test
    void relatesTheLargestErrorToTheRange() {
        assertThat(landscape(4, 0.1, 0.4, Double.NaN).relativeStandardError()).isEqualTo(0.1);
        assertThat(landscape(4, Double.NaN, Double.NaN, Double.NaN).relativeStandardError())
                .isNaN();
    }

    @Test
    void isEnoughAtTheWantedErrorOrWhenCancelled() {
        SampleGrowth growth = new SampleGrowth(0.1);
        assertThat(growth.isEnough(landscape(4, 0.4, 0, 0))).isTrue();
        assertThat(growth.isEnough(landscape(4, 0.41, 0, 0))).isFalse();
        assertThat(growth.isEnough(landscape(2, 0.41, 0, 0))).isTrue();
        assertThat(growth.isEnough(landscape(4, Double.NaN, Double.NaN, Double.NaN)))
                .isFalse();
    }

    @Test
    void asksForWhatTheErrorCallsForAndForTwiceAsManyAtLeast() {
        // Ten times too large: a hundred times the samples and a tenth more, rounded up from what 1.1 really is.
        assertThat(new SampleGrowth(0.01).next(landscape(4, 0.4, 0, 0), 200)).isEqualTo(22_001);
        assertThat(new SampleGrowth(0.099).next(landscape(4, 0.4, 0, 0), 200)).isEqualTo(400);
        assertThat(new SampleGrowth(1e-9).next(landscape(4, 0.4, 0, 0), 200)).isEqualTo(Integer.MAX_VALUE);
    }
}
