package io.orograph.network.blocked;

import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The linear maps of F(4×4, 3×3) (Winograd 1980; Lavin and Gray 2016, arXiv 1509.09308): BᵀdB of the input, GgGᵀ of the filter
 * and AᵀmA of the output, and the ways back. Each is a loop over streams, one for each place of a tile, row by row. The points
 * are 0, ±a, ±b and ∞ with a near 1/b, by which results are rounded two to three times as far as plain sums are, where the usual
 * ±1 and ±2 round five times as far (Barabasz, Anderson, Soodhalter and Gregg 2020, arXiv 1803.10986).
 *
 * <p>What depends on NaN becomes NaN, and what depends on an infinity that or NaN, for all of a tile.
 */
final class WinogradMaps {

    /** Numbers of a tile of the input along an axis. */
    static final int TILE = 6;

    /** Numbers of a tile of the output along an axis. */
    static final int STEP = 4;

    /** Numbers of a filter along an axis. */
    static final int FILTER = 3;

    /** Places of a tile of the input, and products. */
    static final int PLACES = TILE * TILE;

    /** Places of a tile of the output. */
    static final int RESULTS = STEP * STEP;

    /** Places of a filter. */
    static final int TAPS = FILTER * FILTER;

    /** The points: a, b, their powers and products are floats without rounding. */
    private static final float A = 5f / 8;

    private static final float B = 3f / 2;
    private static final float A2 = A * A;
    private static final float B2 = B * B;

    /** What a filter is divided by at the points ±a and ±b. */
    private static final float OF_A = 1 / (2 * A2 * (A2 - B2));

    private static final float OF_B = 1 / (2 * B2 * (B2 - A2));

    private static final float OF_ZERO = 1 / (A2 * B2);

    private static final Map<Ending, CompiledLoop> OUTPUTS = new ConcurrentHashMap<>();

    private WinogradMaps() {}

    /** Maps that are compiled when the first convolution is made. */
    private static final class Compiled {
        private static final CompiledLoop INPUT = mapped(TILE, WinogradMaps::input);
        private static final CompiledLoop GRADIENT = mapped(STEP, WinogradMaps::outputBack);
        private static final CompiledLoop FILTERS = mapped(FILTER, WinogradMaps::filter);
        private static final CompiledLoop FILTERS_BACK = mapped(TILE, WinogradMaps::filterBack);
        private static final CompiledLoop COPY = StreamLoop.compiled(loop -> loop.write(1, loop.read(0)));
    }

    /**
     * What is done to results on the way out: {@code rectified(y + bias + skip)}.
     *
     * @param hasBias whether a stream is added to all places, which comes behind those of the products
     * @param hasSkip whether one is added to each place, which come next
     * @param cap the largest number of the rectifier, infinite if it has none; empty for no rectifier
     */
    record Ending(boolean hasBias, boolean hasSkip, Optional<Double> cap) {

        private void write(StreamLoop loop, int row, Value... results) {
            Value bias = hasBias ? loop.read(PLACES) : null;
            for (int column = 0; column < STEP; column++) {
                int place = row * STEP + column;
                Value biased = hasBias ? results[column].plus(bias) : results[column];
                Value sum = hasSkip ? biased.plus(loop.read(firstSkip() + place)) : biased;
                loop.write(firstResult() + place, rectified(sum));
            }
        }

        private Value rectified(Value sum) {
            return cap.map(most -> sum.within(0, most)).orElse(sum);
        }

        private int firstSkip() {
            return PLACES + (hasBias ? 1 : 0);
        }

        /** Returns the first of the streams that are written. */
        private int firstResult() {
            return firstSkip() + (hasSkip ? RESULTS : 0);
        }
    }

    /** What becomes of a row of a square that is mapped. */
    @FunctionalInterface
    private interface Rows {
        void take(int row, Value... values);
    }

    /** Compiles a map that does nothing else: the streams that are read, and behind them those that are written. */
    private static CompiledLoop mapped(int side, UnaryOperator<Value[]> along) {
        return StreamLoop.compiled(loop -> map(loop, side, along, (row, values) -> {
            for (int column = 0; column < values.length; column++) {
                loop.write(side * side + row * values.length + column, values[column]);
            }
        }));
    }

    /** Maps a square of streams along both axes; each row is taken as soon as it is there. */
    private static void map(StreamLoop loop, int side, UnaryOperator<Value[]> along, Rows rows) {
        Value[][] columns = new Value[side][];
        for (int column = 0; column < side; column++) {
            Value[] read = new Value[side];
            for (int row = 0; row < side; row++) {
                read[row] = loop.read(row * side + column);
            }
            columns[column] = along.apply(read);
        }
        for (int row = 0; row < columns[0].length; row++) {
            Value[] halfMapped = new Value[side];
            for (int column = 0; column < side; column++) {
                halfMapped[column] = columns[column][row];
            }
            rows.take(row, along.apply(halfMapped));
        }
    }

    /** Returns the map of the input: 36 streams that are read, 36 that are written. */
    static CompiledLoop ofInput() {
        return Compiled.INPUT;
    }

    /** Returns the way back through the map of the output: 16 streams that are read, 36 that are written. */
    static CompiledLoop ofGradient() {
        return Compiled.GRADIENT;
    }

    /** Returns the map of filters: 9 streams that are read, 36 that are written. */
    static CompiledLoop ofFilters() {
        return Compiled.FILTERS;
    }

    /** Returns the way back through the map of filters: 36 streams that are read, 9 that are written. */
    static CompiledLoop ofFiltersBack() {
        return Compiled.FILTERS_BACK;
    }

    /** Returns the map of the output: 36 streams that are read, those of the ending, 16 that are written. */
    static CompiledLoop ofOutput(Ending ending) {
        return OUTPUTS.computeIfAbsent(
                ending,
                form -> StreamLoop.compiled(
                        loop -> map(loop, TILE, WinogradMaps::output, (row, values) -> form.write(loop, row, values))));
    }

    /** Returns a copy of one stream to another. */
    static CompiledLoop copy() {
        return Compiled.COPY;
    }

    /** Returns Bᵀd. */
    static Value[] input(Value... d) {
        Value evenOfA = d[4].minus(B2, d[2]);
        Value oddOfA = d[3].minus(B2, d[1]);
        Value evenOfB = d[4].minus(A2, d[2]);
        Value oddOfB = d[3].minus(A2, d[1]);
        return new Value[] {
            d[4].minus(A2 + B2, d[2]).plus(A2 * B2, d[0]),
            evenOfA.plus(A, oddOfA),
            evenOfA.minus(A, oddOfA),
            evenOfB.plus(B, oddOfB),
            evenOfB.minus(B, oddOfB),
            d[5].minus(A2 + B2, d[3]).plus(A2 * B2, d[1])
        };
    }

    /** Returns Gg. */
    static Value[] filter(Value... g) {
        Value evenOfA = g[0].plus(A2, g[2]);
        Value evenOfB = g[0].plus(B2, g[2]);
        return new Value[] {
            g[0].times(OF_ZERO),
            evenOfA.plus(A, g[1]).times(OF_A),
            evenOfA.minus(A, g[1]).times(OF_A),
            evenOfB.plus(B, g[1]).times(OF_B),
            evenOfB.minus(B, g[1]).times(OF_B),
            g[2]
        };
    }

    /** Returns Aᵀm. */
    static Value[] output(Value... m) {
        Value sumOfA = m[1].plus(m[2]);
        Value gapOfA = m[1].minus(m[2]);
        Value sumOfB = m[3].plus(m[4]);
        Value gapOfB = m[3].minus(m[4]);
        return new Value[] {
            m[0].plus(sumOfA).plus(sumOfB),
            gapOfA.times(A).plus(B, gapOfB),
            sumOfA.times(A2).plus(B2, sumOfB),
            m[5].plus(A2 * A, gapOfA).plus(B2 * B, gapOfB)
        };
    }

    /** Returns Ay, the way back through {@link #output}. */
    static Value[] outputBack(Value... y) {
        Value evenOfA = y[0].plus(A2, y[2]);
        Value oddOfA = y[1].plus(A2, y[3]);
        Value evenOfB = y[0].plus(B2, y[2]);
        Value oddOfB = y[1].plus(B2, y[3]);
        return new Value[] {
            y[0],
            evenOfA.plus(A, oddOfA),
            evenOfA.minus(A, oddOfA),
            evenOfB.plus(B, oddOfB),
            evenOfB.minus(B, oddOfB),
            y[3]
        };
    }

    /** Returns Gᵀu, the way back through {@link #filter}. */
    static Value[] filterBack(Value... u) {
        Value sumOfA = u[1].plus(u[2]).times(OF_A);
        Value gapOfA = u[1].minus(u[2]).times(OF_A);
        Value sumOfB = u[3].plus(u[4]).times(OF_B);
        Value gapOfB = u[3].minus(u[4]).times(OF_B);
        return new Value[] {
            sumOfA.plus(sumOfB).plus(OF_ZERO, u[0]),
            gapOfA.times(A).plus(B, gapOfB),
            u[5].plus(A2, sumOfA).plus(B2, sumOfB)
        };
    }
}
