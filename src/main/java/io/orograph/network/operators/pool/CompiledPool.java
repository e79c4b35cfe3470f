package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.operators.pool.PoolLoop.Shares;
import io.orograph.network.operators.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Largest numbers and means under windows in single precision, by machine code: a line of results in one pass over what lies under
 * each place of its windows. Sums are kept in double precision and rounded once, as in the loops in Java, but go through all axes
 * at once. A NaN makes NaN of what it is under; of zeros of both signs, either may be the largest number.
 */
final class CompiledPool {

    /** Places of a window, at most: each is a read in the body of a loop. */
    private static final int MOST_TAPS = 64;

    /** Numbers of planes that are filled and read before the next ones: as doubles they fill the first cache. */
    private static final int BLOCK = 4096;

    private final Binding binding;
    private final WindowLines lines;
    private final int maps;
    private final PoolLoop loop;

    /** Where numbers are not side by side, or have padding. */
    private final Optional<LinePlanes> planes;

    private final double[] shares;

    private CompiledPool(Binding binding, WindowLines lines, int maps, double... shares) {
        this.binding = binding;
        this.lines = lines;
        this.maps = maps;
        this.shares = shares;
        this.planes = isSideBySide(lines.along()) ? Optional.empty() : Optional.of(new LinePlanes(lines.along()));
        this.loop = new PoolLoop(lines.taps(), planes.map(LinePlanes::isWide).orElse(false), kind());
    }

    /** Binds the largest number under each window of some maps; empty where the loops in Java do it. */
    static Optional<Kernel> largest(Binding binding, Window.Axis[] axes, int maps) {
        return kernel(binding, axes, maps);
    }

    /**
     * Binds the sums under each window of some maps, times shares; empty where the loops in Java do it.
     *
     * @param shares for each stop
     */
    static Optional<Kernel> sums(Binding binding, Window.Axis[] axes, int maps, double... shares) {
        return kernel(binding, axes, maps, shares);
    }

    private static Optional<Kernel> kernel(Binding binding, Window.Axis[] axes, int maps, double... shares) {
        if (binding.type() != DataType.FLOAT || maps == 0 || !LayerEngines.compiles()) {
            return Optional.empty();
        }
        CompiledPool pool = new CompiledPool(binding, WindowLines.of(axes), maps, shares);
        return pool.pays() ? Optional.of(pool.bound()) : Optional.empty();
    }

    private static boolean isSideBySide(Window.Axis axis) {
        return axis.stride() == 1 && axis.begin() == 0 && axis.padded() == axis.in();
    }

    private Shares kind() {
        if (shares.length == 0) {
            return Shares.NONE;
        }
        int length = results();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != shares[i / length * length]) {
                return Shares.OF_RESULTS;
            }
        }
        return Shares.OF_LINES;
    }

    /** Returns how many results a line has. */
    private int results() {
        return (int) lines.along().out();
    }

    /** Tells whether lines fill registers, and the loops are worth the memory of their addresses. */
    private boolean pays() {
        return loop.taps() <= MOST_TAPS
                && results() >= loop.lanes()
                && planes.map(LinePlanes::canFill).orElse(true)
                && addressBytes() <= CallList.MOST_OF_ADDRESSES * ofMap() * Float.BYTES;
    }

    /** Returns the bytes of the addresses for one map. */
    private long addressBytes() {
        return lines.stops() * CallList.tableBytes(loop.streams(), results(), loop.lanes())
                + planes.map(there -> there.addressBytes(lines.lines())).orElse(0L);
    }

    /** Returns how many numbers and results a map has. */
    private long ofMap() {
        return lines.lines() * lines.along().in() + (long) lines.stops() * results();
    }

    private Kernel bound() {
        CallList.Builder calls = new CallList.Builder().keep(List.of(binding.input(0), binding.output(0)));
        int atOnce = planes.map(this::mapsAtOnce).orElse(maps);
        Places places = new Places(atOnce);
        for (int first = 0; first < maps; first += atOnce) {
            int count = Math.min(atOnce, maps - first);
            places.fill(calls, first, count);
            calls.call(loop.compiled(), results(), places.tables(first, count), loop.widths());
        }
        return calls.build(binding::memory)::run;
    }

    private int mapsAtOnce(LinePlanes planes) {
        return Math.max(1, Math.min(maps, BLOCK / planes.numbers(lines.lines())));
    }

    /** Where numbers lie. */
    private final class Places {

        private final int room;
        private final long x = NativeCopy.address(binding.input(0));
        private final long y = NativeCopy.address(binding.output(0));
        private final long ofPlanes;
        private final long ofPadding;
        private final long ofShares;

        /**
         * @param atOnce maps
         */
        Places(int atOnce) {
            room = atOnce * lines.lines();
            ofPadding = filled(results());
            ofPlanes = planes.map(there -> filled(there.numbers(room))).orElse(0L);
            ofShares = shares.length == 0 ? 0 : shares();
        }

        /** Returns memory with so many numbers that change no result. */
        private long filled(int numbers) {
            Pointer memory = binding.memory((long) numbers * loop.width());
            if (loop.takesLargest() && loop.isWide()) {
                double[] padding = new double[numbers];
                Arrays.fill(padding, Double.NEGATIVE_INFINITY);
                new DoublePointer(memory).put(padding, 0, numbers);
            } else if (loop.takesLargest()) {
                float[] padding = new float[numbers];
                Arrays.fill(padding, Float.NEGATIVE_INFINITY);
                new FloatPointer(memory).put(padding, 0, numbers);
            }
            return memory.address();
        }

        private long shares() {
            DoublePointer memory = new DoublePointer(binding.memory((long) shares.length * Double.BYTES));
            memory.put(shares, 0, shares.length);
            return memory.address();
        }

        void fill(CallList.Builder calls, int first, int count) {
            planes.ifPresent(there -> there.fill(calls, line(first), count * lines.lines(), ofPlanes, room));
        }

        /** Returns where the first line of a map is. */
        private long line(int map) {
            return x + (long) map * lines.lines() * lines.along().in() * Float.BYTES;
        }

        /** Returns the addresses for each line of results of some maps. */
        List<long[]> tables(int first, int count) {
            List<long[]> tables = new ArrayList<>();
            int[][] under = new int[lines.stops()][];
            Arrays.setAll(under, lines::under);
            for (int map = 0; map < count; map++) {
                for (int stop = 0; stop < under.length; stop++) {
                    tables.add(table(first, map, stop, under[stop]));
                }
            }
            return tables;
        }

        private long[] table(int first, int map, int stop, int... under) {
            int kernel = (int) lines.along().kernel();
            long[] table = new long[loop.streams()];
            for (int tap = 0; tap < loop.taps(); tap++) {
                int line = under[tap / kernel];
                table[tap] = line == WindowLines.PADDING
                        ? ofPadding
                        : place(first, map * lines.lines() + line, tap % kernel);
            }
            long result = ((long) (first + map) * lines.stops() + stop) * results();
            table[loop.taps()] = y + result * Float.BYTES;
            if (!loop.takesLargest()) {
                table[loop.taps() + 1] = ofShares + (long) stop * results() * Double.BYTES;
            }
            return table;
        }

        /** Returns where the numbers lie that are under a place of the windows along a line. */
        private long place(int first, int line, int tap) {
            return planes.map(there -> ofPlanes + there.place(room, line, tap) * loop.width())
                    .orElseGet(() -> line(first)
                            + (line * lines.along().in() + tap * lines.along().dilation()) * Float.BYTES);
        }
    }
}
