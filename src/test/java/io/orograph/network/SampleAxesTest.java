package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which inputs of a network count the samples, by the names of their axes. */
class SampleAxesTest {

    private static Port port(String name, String... axes) {
        long[] shape = Arrays.stream(axes)
                .mapToLong(axis -> axis.matches("\\d+") ? Long.parseLong(axis) : Shape.FREE)
                .toArray();
        List<String> names = Arrays.stream(axes)
                .map(axis -> axis.matches("\\d+") || axis.equals("?") ? "" : axis)
                .toList();
        return new Port(name, shape, names, false);
    }

    private static SampleAxes of(Port output, Port... inputs) {
        return SampleAxes.of(List.of(inputs), List.of(output));
    }

    @Test
    void theOnlyInputCountsThemWhateverItsNames() {
        assertThat(of(port("y", "?"), port("x", "seq", "8")).counts()).containsExactly(true);
        assertThat(of(port("y", "5"), port("x", "5", "8")).fixed()).isEqualTo(5);
    }

    @Test
    void anAxisThatIsInnerElsewhereIsNotThatOfTheSamples() {
        SampleAxes axes = of(
                port("y", "batch", "3"),
                port("places", "seq"),
                port("ids", "batch", "seq"),
                port("mask", "mask_dynamic_axes_1", "seq"),
                port("table", "1", "8"));
        assertThat(axes.counts()).containsExactly(false, true, true, false);
        assertThat(axes.name()).isEqualTo("batch");
        assertThat(axes.areFixed()).isFalse();
    }

    @Test
    void axesWithoutNamesCountThem() {
        assertThat(of(port("y", "?"), port("x", "?", "4"), port("labels", "?")).counts())
                .containsExactly(true, true);
    }

    @Test
    void theNodesOfAGraphAreItsSamples() {
        SampleAxes axes = of(port("y", "nodes", "3"), port("x", "nodes", "4"), port("adj", "nodes", "nodes"));
        assertThat(axes.counts()).containsExactly(true, true);
        assertThat(axes.name()).isEqualTo("nodes");
    }

    @Test
    void aFixedBatchIsThatOfTheOutput() {
        SampleAxes axes = of(port("y", "4", "3"), port("h0", "2", "8"), port("x", "4", "7", "5"));
        assertThat(axes.counts()).containsExactly(false, true);
        assertThat(axes.fixed()).isEqualTo(4);
    }
}
