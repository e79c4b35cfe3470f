package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Numbers that are picked from streams of doubles. */
class PicksTest {

    private static final int LENGTH = 40;

    /** Windows that begin at odd and even places, and picks in any order and more than once. */
    @Test
    @ExtendWith(WithMachineCode.class)
    void anyWithinARegister() {
        int[] places = {0, 1, 2, 3, 7, 7, 8, 8, 12, 15, 13, 14, 33, 33, 33, 33, 39, 39, 39, 39, 36, 39, 38, 37};
        double[] numbers = IntStream.range(0, LENGTH).mapToDouble(i -> 100 + i).toArray();
        Picks picks = Picks.of(places).orElseThrow();
        try (DoublePointer stream = new DoublePointer(Arrays.copyOf(numbers, LENGTH + Picks.BEHIND));
                BytePointer memory = new BytePointer(picks.bytes());
                DoublePointer halves = new DoublePointer(places.length);
                NativeFloats rounded = new NativeFloats(new float[places.length])) {
            CompiledLoop loop = StreamLoop.compiledForDoubles(body -> {
                Value picked = body.readPicked(3, 2);
                body.write(0, picked.times(0.5));
                body.writeFloats(1, picked);
            });
            long[] table = {halves.address(), rounded.address(), picks.write(memory), stream.address()};
            new CallList.Builder()
                    .call(StreamTables.of(loop, List.of(table), places.length))
                    .build(BytePointer::new)
                    .run();
            for (int i = 0; i < places.length; i++) {
                assertThat(halves.get(i)).isEqualTo(numbers[places[i]] / 2);
                assertThat(rounded.values()[i]).isEqualTo((float) numbers[places[i]]);
            }
        }
    }

    @Test
    void whatLiesTooFarApart() {
        assertThat(Picks.of(0, 1, 2, 4)).isEmpty();
        assertThat(Picks.of(1, 0, 2, 3)).isEmpty();
        assertThat(Picks.of(0, 0, 1, 1, -1, 0, 1, 2)).isEmpty();
        assertThat(Picks.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isEmpty();
        assertThat(Picks.of(0, 1, 2, 3, 100, 103, 100, 102)).isPresent();
    }
}
