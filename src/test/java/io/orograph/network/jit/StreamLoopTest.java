package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A loop computes at each place of its streams what it was written down as. */
@ExtendWith(WithMachineCode.class)
class StreamLoopTest {

    private static final int LENGTH = 24;

    private final Random random = new Random(3);

    /** Runs a loop once over each set of streams. */
    private static void run(Consumer<StreamLoop> body, List<List<NativeFloats>> sets) {
        List<long[]> tables = sets.stream()
                .map(streams ->
                        streams.stream().mapToLong(NativeFloats::address).toArray())
                .toList();
        new CallList.Builder()
                .call(StreamTables.of(StreamLoop.compiled(body), tables, LENGTH))
                .build(BytePointer::new)
                .run();
    }

    private NativeFloats drawn() {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new NativeFloats(values);
    }

    /** Each operation alone, with a number of each kind. */
    @Test
    void operations() {
        float[] some = new float[LENGTH];
        float[] others = new float[LENGTH];
        float[] kinds = {0, -0f, 1.5f, -3, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f};
        for (int i = 0; i < LENGTH; i++) {
            some[i] = kinds[i % kinds.length];
            others[i] = (float) random.nextGaussian();
        }
        List<NativeFloats> streams = new ArrayList<>(List.of(new NativeFloats(some), new NativeFloats(others)));
        for (int i = 0; i < 9; i++) {
            streams.add(new NativeFloats(new float[LENGTH]));
        }
        run(
                loop -> {
                    Value a = loop.read(0);
                    Value b = loop.read(1);
                    loop.write(2, a.plus(b));
                    loop.write(3, a.minus(b));
                    loop.write(4, a.times(0.7f));
                    loop.write(5, b.plus(0.7f, a));
                    loop.write(6, b.minus(0.7f, a));
                    loop.write(7, a.atLeast(0));
                    loop.write(8, a.atMost(6));
                    loop.write(9, a.times(b));
                    loop.write(10, a.orLarger(b));
                },
                List.of(streams));
        for (int i = 0; i < LENGTH; i++) {
            float a = some[i];
            float b = others[i];
            float[] expected = {
                a + b,
                a - b,
                a * 0.7f,
                Math.fma(0.7f, a, b),
                Math.fma(-0.7f, a, b),
                Math.max(a, 0),
                Math.min(a, 6),
                a * b,
                Math.max(a, b)
            };
            for (int k = 0; k < expected.length; k++) {
                // Zeros of both signs are the same number here.
                assertThat(streams.get(2 + k).values()[i] + 0f)
                        .as("operation %d of %s and %s", k, a, b)
                        .isEqualTo((Float) (expected[k] + 0f));
            }
        }
    }

    /** More values at once than there are registers, each of them taken twice, and constants between them. */
    @Test
    void moreValuesThanRegisters() {
        int count = 40;
        List<List<NativeFloats>> sets = new ArrayList<>();
        for (int set = 0; set < 3; set++) {
            List<NativeFloats> streams = new ArrayList<>();
            for (int i = 0; i < 2 * count; i++) {
                streams.add(drawn());
            }
            sets.add(streams);
        }
        List<List<float[]>> before = sets.stream()
                .map(set -> set.stream().map(NativeFloats::values).toList())
                .toList();
        run(
                loop -> {
                    Value[] read = new Value[count];
                    for (int i = 0; i < count; i++) {
                        read[i] = loop.read(i).times(i + 2);
                    }
                    for (int i = 0; i < count; i++) {
                        Value far = read[(i + count / 2) % count];
                        loop.write(count + i, read[i].plus(i - 5.5f, far).minus(far));
                    }
                },
                sets);
        for (int set = 0; set < sets.size(); set++) {
            for (int i = 0; i < count; i++) {
                int far = (i + count / 2) % count;
                for (int at = 0; at < LENGTH; at++) {
                    float ofFar = before.get(set).get(far)[at] * (far + 2);
                    float own = before.get(set).get(i)[at] * (i + 2);
                    assertThat(sets.get(set).get(count + i).values()[at])
                            .isEqualTo(Math.fma(i - 5.5f, ofFar, own) - ofFar);
                }
            }
        }
    }

    /** A stream may be read and written, and a value may be taken twice at once. */
    @Test
    void inPlace() {
        NativeFloats stream = drawn();
        float[] before = stream.values();
        run(
                loop -> {
                    Value x = loop.read(0);
                    loop.write(0, x.plus(x));
                },
                List.of(List.of(stream)));
        for (int i = 0; i < LENGTH; i++) {
            assertThat(stream.values()[i]).isEqualTo(2 * before[i]);
        }
    }

    /** One number for all places beside a stream of any length, whose last numbers fill no register. */
    @Test
    void anyLengthThatFillsARegister() {
        CompiledLoop code =
                StreamLoop.compiled(loop -> loop.write(2, loop.read(0).plus(loop.readFirst(1), loop.read(0))));
        for (int length : new int[] {8, 9, 15, 16, 21}) {
            NativeFloats stream = drawn();
            NativeFloats factor = new NativeFloats(0.3f, Float.NaN);
            NativeFloats result = new NativeFloats(new float[LENGTH]);
            long[] places = {stream.address(), factor.address(), result.address()};
            new CallList.Builder()
                    .call(code, length, places, Float.BYTES, 0, Float.BYTES)
                    .build(BytePointer::new)
                    .run();
            for (int i = 0; i < LENGTH; i++) {
                float x = stream.values()[i];
                assertThat(result.values()[i]).isEqualTo(i < length ? Math.fma(0.3f, x, x) : 0);
            }
        }
    }

    @Test
    void onlyWholeRegisters() {
        CompiledLoop code = StreamLoop.compiled(loop -> loop.write(1, loop.read(0)));
        List<long[]> tables = List.of(new long[2]);
        for (long length : new long[] {0, 12, -8}) {
            assertThatThrownBy(() -> StreamTables.of(code, tables, length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(length + " numbers");
        }
    }
}
