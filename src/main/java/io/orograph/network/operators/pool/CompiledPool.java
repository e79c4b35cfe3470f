package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Largest numbers and means under windows in single precision, by machine code: a line of results in one pass over what lies under
 * each place of its windows. Sums are kept in double precision and rounded once, as in the loops in Java.
 */
final class CompiledPool {

    /** Places of a window, at most: each is a read in the body of a loop. */
    private static final int MOST_TAPS = 64;

    /** Numbers of planes that are filled and read before the next ones: as doubles they fill the first cache. */
    private static final int BLOCK = 4096;

    /** Bytes of addresses for each byte of numbers, at most. */
    private static final int MOST_OF_ADDRESSES = 2;

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** By what sums are multiplied. */
    private enum Shares {
        /** Nothing, since what is taken is the largest number. */
        NONE,
        /** A number for each line of results. */
        OF_LINES,
        /** A number for each result. */
        OF_RESULTS
    }

    /**
     * What a loop does.
     *
     * @param isWide whether what it reads are doubles
     */
    private record Form(int taps, boolean isWide, Shares shares) {

        CompiledLoop loop() {
            return LOOPS.computeIfAbsent(this, Form::compiled);
        }

        boolean isOfFloats() {
            return !isWide && shares == Shares.NONE;
        }

        int lanes() {
            return isOfFloats() ? CompiledLoop.FLOATS : CompiledLoop.DOUBLES;
        }

        private CompiledLoop compiled() {
            return isOfFloats()
                    ? StreamLoop.compiled(loop -> loop.write(taps, taken(loop::read)))
                    : StreamLoop.compiledForDoubles(this::write);
        }

        private void write(StreamLoop loop) {
            Value taken = taken(isWide ? loop::read : loop::readFloats);
            switch (shares) {
                case NONE -> loop.writeFloats(taps, taken);
                case OF_LINES -> loop.writeFloats(taps, taken.times(loop.readFirst(taps + 1)));
                case OF_RESULTS -> loop.writeFloats(taps, taken.times(loop.read(taps + 1)));
            }
        }

        private Value taken(IntFunction<Value> read) {
            Value taken = read.apply(0);
            for (int tap = 1; tap < taps; tap++) {
                Value next = read.apply(tap);
                taken = shares == Shares.NONE ? taken.orLarger(next) : taken.plus(next);
            }
            return taken;
        }

        /** Returns the bytes from a number of each stream to its next. */
        long[] widths() {
            long[] widths = new long[shares == Shares.NONE ? taps + 1 : taps + 2];
            Arrays.fill(widths, 0, taps, isWide ? Double.BYTES : Float.BYTES);
            widths[taps] = Float.BYTES;
            if (shares != Shares.NONE) {
                widths[taps + 1] = shares == Shares.OF_LINES ? 0 : Double.BYTES;
            }
            return widths;
        }
    }

    private final Binding binding;
    private final WindowLines lines;
    private final int maps;
    private final Form form;
    /** Where numbers are not side by side, or have padding. */
    private final Optional<LinePlanes> planes;

    private final double[] shares;

    private CompiledPool(Binding binding, WindowLines lines, int maps, double... shares) {
        this.binding = binding;
        this.lines = lines;
        this.maps = maps;
        this.shares = shares;
        this.planes = isSideBySide(lines.along()) ? Optional.empty() : Optional.of(new LinePlanes(lines.along()));
        this.form = new Form(lines.taps(), planes.map(LinePlanes::isWide).orElse(false), kind());
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

    /** Tells whether lines fill registers, and the addresses do not take much more room than the numbers. */
    private boolean pays() {
        long addresses = (long) lines.stops() * (form.taps + 2) * Long.BYTES;
        long numbers = (lines.lines() * lines.along().in() + (long) lines.stops() * results()) * Float.BYTES;
        return form.taps <= MOST_TAPS
                && results() >= form.lanes()
                && planes.map(LinePlanes::canFill).orElse(true)
                && addresses <= MOST_OF_ADDRESSES * numbers;
    }

    private Kernel bound() {
        CallList.Builder calls = new CallList.Builder().keep(List.of(binding.input(0), binding.output(0)));
        int atOnce = planes.map(this::mapsAtOnce).orElse(maps);
        Places places = new Places(atOnce);
        for (int first = 0; first < maps; first += atOnce) {
            int count = Math.min(atOnce, maps - first);
            places.fill(calls, first, count);
            calls.call(form.loop(), results(), places.tables(first, count), form.widths());
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
            Pointer memory = binding.memory((long) numbers * width());
            if (form.shares == Shares.NONE && form.isWide) {
                double[] padding = new double[numbers];
                Arrays.fill(padding, Double.NEGATIVE_INFINITY);
                new DoublePointer(memory).put(padding, 0, numbers);
            } else if (form.shares == Shares.NONE) {
                float[] padding = new float[numbers];
                Arrays.fill(padding, Float.NEGATIVE_INFINITY);
                new FloatPointer(memory).put(padding, 0, numbers);
            }
            return memory.address();
        }

        private int width() {
            return form.isWide ? Double.BYTES : Float.BYTES;
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
            long[] table = new long[form.widths().length];
            for (int tap = 0; tap < form.taps; tap++) {
                int line = under[tap / kernel];
                table[tap] = line == WindowLines.PADDING
                        ? ofPadding
                        : place(first, map * lines.lines() + line, tap % kernel);
            }
            long result = ((long) (first + map) * lines.stops() + stop) * results();
            table[form.taps] = y + result * Float.BYTES;
            if (form.shares != Shares.NONE) {
                table[form.taps + 1] = ofShares + (long) stop * results() * Double.BYTES;
            }
            return table;
        }

        /** Returns where the numbers lie that are under a place of the windows along a line. */
        private long place(int first, int line, int tap) {
            return planes.map(there -> ofPlanes + there.place(room, line, tap) * width())
                    .orElseGet(() -> line(first)
                            + (line * lines.along().in() + tap * lines.along().dilation()) * Float.BYTES);
        }
    }
}
