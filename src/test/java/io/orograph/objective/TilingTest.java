package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TilingTest {

    private static Inputs inputs(long... oneSample) {
        long[] shape = oneSample.clone();
        shape[0] = 2;
        return Inputs.of(Tensor.of(new float[Shape.size(shape)], shape));
    }

    private static Network dense(long... widths) {
        NetworkSketch sketch = new NetworkSketch().input("0", Shape.FREE, widths[0]);
        for (int i = 1; i < widths.length; i++) {
            Tensor weights = Tensor.of(new float[(int) (widths[i - 1] * widths[i])], widths[i - 1], widths[i]);
            sketch.tensor("w" + i, weights)
                    .node("MatMul", List.of(Integer.toString(i - 1), "w" + i), Integer.toString(i));
        }
        return sketch.output(Integer.toString(widths.length - 1), Shape.FREE, widths[widths.length - 1])
                .build();
    }

    private static Network convolution(int channels, int side) {
        long[] shape = {Shape.FREE, channels, side, side};
        return new NetworkSketch()
                .input("x", shape)
                .tensor("w", Tensor.of(new float[channels * channels * 9], channels, channels, 3, 3))
                .node("Conv", List.of("x", "w"), List.of("y"), Map.of("pads", new long[] {1, 1, 1, 1}))
                .output("y", shape)
                .build();
    }

    @Test
    void smallNetworksGetTilesThatStayInTheCaches() {
        assertThat(Tiling.choose(dense(64, 1024, 1024), inputs(1, 64), 10_000).size())
                .isEqualTo(250);
        assertThat(Tiling.choose(dense(64, 1024, 1024), inputs(1, 64), 100).size())
                .isEqualTo(100);
        assertThat(Tiling.choose(convolution(16, 32), inputs(1, 16, 32, 32), 256)
                        .size())
                .isEqualTo(16);
    }

    /** A dense layer uses each weight once a sample, a convolution at each place; products of small images want 32 rows. */
    @Test
    void weightsBeyondTheCachesAreUsedOftenForOneReading() {
        assertThat(Tiling.choose(dense(64, 16_384, 256), inputs(1, 64), 10_000).size())
                .isEqualTo(250);
        assertThat(Tiling.choose(convolution(512, 4), inputs(1, 512, 4, 4), 10_000)
                        .size())
                .isEqualTo(32);
        assertThat(Tiling.choose(convolution(1024, 4), inputs(1, 1024, 4, 4), 10_000)
                        .size())
                .isEqualTo(32);
    }

    /** Where a single sample fills the caches, a few still go together, unless they take too much memory. */
    @Test
    void aTileHasSomeSamplesHoweverLargeTheyAre() {
        assertThat(Tiling.choose(convolution(64, 128), inputs(1, 64, 128, 128), 64)
                        .size())
                .isEqualTo(4);
        assertThat(Tiling.choose(convolution(64, 64), inputs(1, 64, 64, 64), 64).size())
                .isEqualTo(8);
        assertThat(Tiling.choose(convolution(16, 512), inputs(1, 16, 512, 512), 64)
                        .size())
                .isEqualTo(1);
    }

    /** Two thousand uses of a weight for one handling of its gradient, if that does not stay close and values are not too large. */
    @Test
    void tilesAreJoinedWhereTheGradientOfTheWeightsTakesLong() {
        Network tokens = new NetworkSketch()
                .input("x", Shape.FREE, 64, 512)
                .tensor("w", Tensor.of(new float[512 * 512], 512, 512))
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", Shape.FREE, 64, 512)
                .build();
        assertThat(Tiling.joinedForGradient(tokens, inputs(1, 64, 512), 8)).isEqualTo(4);
        assertThat(Tiling.joinedForGradient(tokens, inputs(1, 64, 512), 16)).isEqualTo(2);
        assertThat(Tiling.joinedForGradient(tokens, inputs(1, 64, 512), 64)).isEqualTo(1);
        assertThat(Tiling.joinedForGradient(dense(64, 1024, 1024), inputs(1, 64), 250))
                .isEqualTo(4);
        assertThat(Tiling.joinedForGradient(dense(64, 1024, 16), inputs(1, 64), 250))
                .isEqualTo(1);
        assertThat(Tiling.joinedForGradient(convolution(128, 16), inputs(1, 128, 16, 16), 8))
                .isEqualTo(1);
    }
}
