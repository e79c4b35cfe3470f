package io.orograph.network.operators.pool;

import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * What is taken of windows along a line of results, as a compiled loop. Its streams are what lies under each place of the windows,
 * then the results, and by what sums are multiplied, in double precision. Results are floats.
 *
 * @param taps places of a window
 * @param isWide whether what it reads are doubles, not floats
 */
record PoolLoop(int taps, boolean isWide, Shares shares) {

    private static final Map<PoolLoop, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** By what sums are multiplied. */
    enum Shares {
        /** Nothing, since what is taken is the largest number. */
        NONE,
        /** A number for each line of results. */
        OF_LINES,
        /** A number for each result. */
        OF_RESULTS
    }

    CompiledLoop compiled() {
        return LOOPS.computeIfAbsent(this, PoolLoop::newlyCompiled);
    }

    private CompiledLoop newlyCompiled() {
        return isOfFloats()
                ? StreamLoop.compiled(loop -> loop.write(taps, largest(loop::read)))
                : StreamLoop.compiledForDoubles(this::write);
    }

    private boolean isOfFloats() {
        return takesLargest() && !isWide;
    }

    boolean takesLargest() {
        return shares == Shares.NONE;
    }

    /** Returns how many results are made at once. */
    int lanes() {
        return isOfFloats() ? CompiledLoop.FLOATS : CompiledLoop.DOUBLES;
    }

    /** Returns the bytes of a number that is read. */
    int width() {
        return isWide ? Double.BYTES : Float.BYTES;
    }

    int streams() {
        return takesLargest() ? taps + 1 : taps + 2;
    }

    /** Returns the bytes from a number of each stream to its next. */
    long[] widths() {
        long[] widths = new long[streams()];
        Arrays.fill(widths, 0, taps, width());
        widths[taps] = Float.BYTES;
        if (!takesLargest()) {
            widths[taps + 1] = shares == Shares.OF_LINES ? 0 : Double.BYTES;
        }
        return widths;
    }

    private void write(StreamLoop loop) {
        IntFunction<Value> read = isWide ? loop::read : loop::readFloats;
        loop.writeFloats(taps, takesLargest() ? largest(read) : sum(read).times(share(loop)));
    }

    private Value share(StreamLoop loop) {
        return shares == Shares.OF_LINES ? loop.readFirst(taps + 1) : loop.read(taps + 1);
    }

    private Value largest(IntFunction<Value> read) {
        Value largest = read.apply(0);
        for (int tap = 1; tap < taps; tap++) {
            largest = largest.orLarger(read.apply(tap));
        }
        return largest;
    }

    /** Begins with what begins it in Java: no sum is −0. */
    private Value sum(IntFunction<Value> read) {
        Value sum = read.apply(0).plus(0);
        for (int tap = 1; tap < taps; tap++) {
            sum = sum.plus(read.apply(tap));
        }
        return sum;
    }
}
