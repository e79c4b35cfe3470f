package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sums over the places of a stream, and streams of floats in loops over doubles. */
@ExtendWith(WithMachineCode.class)
class StreamSumsTest {

    private static final int LENGTH = 48;

    private final Random random = new Random(5);

    private float[] drawn() {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void run(CompiledLoop loop, long length, List<long[]> tables) {
        new CallList.Builder()
                .call(StreamTables.of(loop, tables, length))
                .build(BytePointer::new)
                .run();
    }

    private static double[] values(DoublePointer pointer) {
        double[] values = new double[(int) pointer.limit()];
        pointer.get(values);
        return values;
    }

    /** Runs begin with sums of nothing, and add in the order of the places of a register. */
    @Test
    void ofFloatsForEachRun() {
        List<float[]> drawn = List.of(drawn(), drawn(), drawn());
        List<NativeFloats> streams = drawn.stream().map(NativeFloats::new).toList();
        List<NativeFloats> sums = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            sums.add(new NativeFloats(new float[CompiledLoop.FLOATS + 1]));
        }
        CompiledLoop loop = StreamLoop.compiled(body -> body.writeSums(1, body.read(0)));
        run(
                loop,
                LENGTH,
                List.of(
                        new long[] {streams.get(0).address(), sums.get(0).address()},
                        new long[] {streams.get(1).address(), sums.get(1).address()},
                        new long[] {streams.get(2).address(), sums.get(2).address()}));
        for (int run = 0; run < drawn.size(); run++) {
            float[] expected = new float[CompiledLoop.FLOATS + 1];
            for (int i = 0; i < LENGTH; i++) {
                expected[i % CompiledLoop.FLOATS] += drawn.get(run)[i];
            }
            assertThat(sums.get(run).values()).isEqualTo(expected);
        }
    }

    /** Several terms of one sum, and two sums in one loop. */
    @Test
    void ofSeveralTerms() {
        float[] some = drawn();
        float[] others = drawn();
        try (NativeFloats a = new NativeFloats(some);
                NativeFloats b = new NativeFloats(others);
                DoublePointer sums = new DoublePointer(8)) {
            CompiledLoop loop = StreamLoop.compiledForDoubles(body -> {
                Value x = body.readFloats(0);
                Value y = body.readFloats(1);
                body.writeSums(2, x, y, x.times(y));
                body.writeSums(3, x.minus(y));
            });
            run(loop, LENGTH, List.of(new long[] {a.address(), b.address(), sums.address(), sums.address() + 32}));
            double[] expected = new double[8];
            for (int i = 0; i < LENGTH; i++) {
                expected[i % 4] += (double) some[i] + others[i] + (double) some[i] * others[i];
                expected[4 + i % 4] += (double) some[i] - others[i];
            }
            double[] found = values(sums);
            for (int i = 0; i < expected.length; i++) {
                // Some dozen terms of about 1, added in another order.
                assertThat(found[i]).isCloseTo(expected[i], offset(1e-13));
            }
        }
    }

    /** With registers kept for sums, fewer are left for values, and more of these go to the stack. */
    @Test
    void besideMoreValuesThanRegisters() {
        int count = 20;
        float[] drawn = drawn();
        try (NativeFloats x = new NativeFloats(drawn);
                NativeFloats sums = new NativeFloats(new float[CompiledLoop.FLOATS]);
                NativeFloats results = new NativeFloats(new float[LENGTH])) {
            CompiledLoop loop = StreamLoop.compiled(body -> {
                Value[] multiples = new Value[count];
                for (int i = 0; i < count; i++) {
                    multiples[i] = body.read(0).times(i + 2);
                }
                Value all = body.constant(0);
                for (Value multiple : multiples) {
                    all = all.plus(multiple);
                }
                body.writeSums(1, all, multiples[0], multiples[count - 1]);
                body.write(2, all);
            });
            run(loop, LENGTH, List.of(new long[] {x.address(), sums.address(), results.address()}));
            double[] expected = new double[CompiledLoop.FLOATS];
            double factors = count * (count + 3) / 2.0;
            for (int i = 0; i < LENGTH; i++) {
                expected[i % CompiledLoop.FLOATS] += drawn[i] * (factors + 2 + count + 1);
                assertThat((double) results.values()[i]).isCloseTo(drawn[i] * factors, offset(1e-3));
            }
            for (int i = 0; i < expected.length; i++) {
                // Floats of some thousands: an ulp of them is 2e-4.
                assertThat((double) sums.values()[i]).isCloseTo(expected[i], offset(1e-2));
            }
        }
    }

    @Test
    void totals() {
        float[] floats = {1, 2, 4, 8, 16, 32, 64, 128, 1, 1, 1, 1, 1, 1, 1, Float.NaN};
        try (NativeFloats x = new NativeFloats(floats);
                NativeFloats ofFloats = new NativeFloats(new float[16]);
                DoublePointer ofDoubles = new DoublePointer(16)) {
            run(StreamLoop.compiled(body -> body.write(1, body.read(0).total())), 16, List.of(new long[] {
                x.address(), ofFloats.address()
            }));
            run(
                    StreamLoop.compiledForDoubles(
                            body -> body.write(1, body.readFloats(0).total())),
                    16,
                    List.of(new long[] {x.address(), ofDoubles.address()}));
            float[] found = ofFloats.values();
            double[] wide = values(ofDoubles);
            double[] expected = {15, 240, 4, Double.NaN};
            for (int i = 0; i < 16; i++) {
                assertThat(found[i]).isEqualTo((Float) (i < 8 ? 255 : Float.NaN));
                assertThat(wide[i]).isEqualTo((Double) expected[i / 4]);
            }
        }
    }

    @Test
    void roots() {
        float[] kinds = {2, 0, -1, Float.NaN, Float.POSITIVE_INFINITY, 1e-40f, 9, 1e30f};
        try (NativeFloats x = new NativeFloats(kinds);
                NativeFloats ofFloats = new NativeFloats(new float[kinds.length]);
                DoublePointer ofDoubles = new DoublePointer(kinds.length)) {
            run(StreamLoop.compiled(body -> body.write(1, body.read(0).root())), kinds.length, List.of(new long[] {
                x.address(), ofFloats.address()
            }));
            run(
                    StreamLoop.compiledForDoubles(
                            body -> body.write(1, body.readFloats(0).root())),
                    kinds.length,
                    List.of(new long[] {x.address(), ofDoubles.address()}));
            float[] found = ofFloats.values();
            double[] wide = values(ofDoubles);
            for (int i = 0; i < kinds.length; i++) {
                assertThat(found[i]).isEqualTo((Float) (float) Math.sqrt(kinds[i]));
                assertThat(wide[i]).isEqualTo((Double) Math.sqrt(kinds[i]));
            }
        }
    }

    /** Floats that are read, a first one too, and written, rounded once, beside streams of doubles. */
    @Test
    void floatsInALoopOverDoubles() {
        float[] drawn = drawn();
        drawn[3] = Float.POSITIVE_INFINITY;
        drawn[5] = Float.NaN;
        drawn[7] = Float.MAX_VALUE;
        double[] factors = random.doubles(LENGTH, 0.5, 3).toArray();
        try (NativeFloats x = new NativeFloats(drawn);
                NativeFloats shift = new NativeFloats(0.1f);
                DoublePointer factor = new DoublePointer(factors);
                NativeFloats y = new NativeFloats(new float[LENGTH + 1]);
                DoublePointer products = new DoublePointer(LENGTH)) {
            CompiledLoop loop = StreamLoop.compiledForDoubles(body -> {
                Value product = body.readFloats(0).times(body.read(1));
                body.writeFloats(2, product.plus(body.readFirstFloat(3)));
                body.write(4, product);
            });
            run(loop, LENGTH, List.of(new long[] {
                x.address(), factor.address(), y.address(), shift.address(), products.address()
            }));
            float[] found = y.values();
            double[] wide = values(products);
            for (int i = 0; i < LENGTH; i++) {
                assertThat(wide[i]).isEqualTo((Double) (drawn[i] * factors[i]));
                assertThat(found[i]).isEqualTo((Float) (float) (wide[i] + 0.1f));
            }
            assertThat(found[LENGTH]).as("behind the stream").isZero();
        }
    }

    @Test
    void rowsOfOneLength() {
        assertThatThrownBy(() -> StreamLoop.compiledForDoubles(
                        body -> body.write(2, body.readFloats(0).plus(body.readColumn(1, 0, 3)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows of 4 and of 12 bytes");
    }
}
