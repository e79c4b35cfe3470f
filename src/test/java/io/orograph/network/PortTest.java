package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of an input or output as a person reads it. */
class PortTest {

    private static String text(String... axes) {
        long[] shape = new long[axes.length];
        java.util.Arrays.fill(shape, Shape.FREE);
        return new Port("x", shape, List.of(axes), false).text();
    }

    @Test
    void openAxesHaveTheNamesThatPeopleGave() {
        assertThat(text("n", "time")).isEqualTo("[n, time]");
        assertThat(text("", "")).isEqualTo("[batch, any]");
        assertThat(text("unk__12", "MatMullogits_dim_1")).isEqualTo("[batch, any]");
        assertThat(new Port("x", Shape.FREE, 3).text()).isEqualTo("[batch, 3]");
    }

    /** A name in a hostile file may hold line breaks and be of any length. */
    @Test
    void namesStayOnOneLineAndShort() {
        assertThat(text("a\nb", "c".repeat(1000))).doesNotContain("\n").hasSizeLessThan(100);
    }
}
