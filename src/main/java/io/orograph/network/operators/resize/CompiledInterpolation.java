package io.orograph.network.operators.resize;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.Picks;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.StreamTables;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Interpolations along axes by machine code, of floats. All that lies between the floats is in double precision and in the order of
 * the loops in Java, whose results are the same to the bit. Lines that an axis lies across are mixed as they are; along the last
 * axis, which new numbers are made of which old ones is the same for all rows.
 */
final class CompiledInterpolation {

    private static final int REGISTER_BYTES = CompiledLoop.DOUBLES * Double.BYTES;

    /** So many results between two axes stay in the caches until the next axis takes them. */
    private static final int BLOCK = 4096;

    private static final Map<Kind, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private static final class Lazy {

        private static final CompiledLoop WIDENED =
                StreamLoop.compiledForDoubles(loop -> loop.write(1, loop.readFloats(0)));
    }

    /**
     * What a loop is compiled for. Its streams are the result, a line or the picks for each tap, a weight for each where several are
     * mixed, what is added where something is, and the row that numbers are picked of.
     *
     * @param isPicked whether each register is of neighbours along the axis, with weights of their own, rather than across it
     * @param addsConstants whether something else than 0 is added, −0 too
     */
    private record Kind(boolean isPicked, int taps, boolean readsFloats, boolean writesFloats, boolean addsConstants) {

        CompiledLoop loop() {
            return LOOPS.computeIfAbsent(this, kind -> StreamLoop.compiledForDoubles(kind::write));
        }

        boolean isMoved() {
            return taps == 1;
        }

        private int constants() {
            return 1 + taps + (isMoved() ? 0 : taps);
        }

        private int row() {
            return constants() + (addsConstants ? 1 : 0);
        }

        int streams() {
            return row() + (isPicked ? 1 : 0);
        }

        long readBytes() {
            return readsFloats ? Float.BYTES : Double.BYTES;
        }

        long writtenBytes() {
            return writesFloats ? Float.BYTES : Double.BYTES;
        }

        private void write(StreamLoop loop) {
            Value result = isMoved() ? number(loop, 0) : mix(loop);
            if (writesFloats) {
                loop.writeFloats(0, result);
            } else {
                loop.write(0, result);
            }
        }

        /** Adds up in the order of the loops in Java, and rounds each product as they do. */
        private Value mix(StreamLoop loop) {
            if (isPicked && taps == 2) {
                return product(loop, 0).plus(product(loop, 1)).plus(constant(loop));
            }
            Value sum = constant(loop);
            for (int tap = 0; tap < taps; tap++) {
                sum = sum.plus(product(loop, tap));
            }
            return sum;
        }

        private Value product(StreamLoop loop, int tap) {
            return number(loop, tap).times(ofPlace(loop, 1 + taps + tap));
        }

        private Value number(StreamLoop loop, int tap) {
            if (isPicked) {
                return loop.readPicked(row(), 1 + tap);
            }
            return readsFloats ? loop.readFloats(1 + tap) : loop.read(1 + tap);
        }

        private Value constant(StreamLoop loop) {
            return addsConstants ? ofPlace(loop, constants()) : loop.constant(0);
        }

        /** Returns what belongs to a new place of the axis. */
        private Value ofPlace(StreamLoop loop, int stream) {
            return isPicked ? loop.read(stream) : loop.readFirst(stream);
        }
    }

    /** What is done along one axis. */
    private interface Pass {

        /**
         * Appends its calls.
         *
         * @param from where the old numbers begin
         * @param to where the new ones begin
         * @param blocks how many times the axis is gone through
         */
        void add(CallList.Builder calls, long from, long to, int blocks);
    }

    /** Numbers along an axis that others lie behind: lines of these are mixed. */
    private record Lines(AxisInterpolation mix, Kind kind, long weights, long constants) implements Pass {

        static Lines of(Binding binding, AxisInterpolation mix, Kind kind) {
            long weights = memory(binding, mix.weights());
            return new Lines(mix, kind, weights, memory(binding, mix.constants()));
        }

        @Override
        public void add(CallList.Builder calls, long from, long to, int blocks) {
            List<long[]> tables = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                for (int i = 0; i < mix.out(); i++) {
                    tables.add(table(from, to, block, i));
                }
            }
            long[] widths = new long[kind.streams()];
            widths[0] = kind.writtenBytes();
            Arrays.fill(widths, 1, 1 + mix.taps(), kind.readBytes());
            calls.call(kind.loop(), mix.after(), tables, widths);
        }

        private long[] table(long from, long to, int block, int i) {
            int taps = mix.taps();
            long[] table = new long[kind.streams()];
            table[0] = to + ((long) block * mix.out() + i) * mix.after() * kind.writtenBytes();
            for (int tap = 0; tap < taps; tap++) {
                int place = mix.places()[i * taps + tap];
                table[1 + tap] = from + ((long) block * mix.in() + place) * mix.after() * kind.readBytes();
                if (!kind.isMoved()) {
                    table[1 + taps + tap] = weights + ((long) i * taps + tap) * Double.BYTES;
                }
            }
            if (kind.addsConstants()) {
                table[kind.constants()] = constants + (long) i * Double.BYTES;
            }
            return table;
        }
    }

    /**
     * Numbers along the last axis.
     *
     * @param picks where those of the first tap begin, as many behind each other as of doubles in {@code weights}
     */
    private record Row(AxisInterpolation mix, Kind kind, long picks, long weights, long constants) implements Pass {

        static Row of(Binding binding, AxisInterpolation mix, Kind kind) {
            int[] places = places(mix);
            Picks picks = picks(mix).orElseThrow();
            return new Row(
                    mix,
                    kind,
                    picks.write(binding.memory(picks.bytes())),
                    memory(binding, byTap(mix, places, mix.weights())),
                    memory(
                            binding,
                            Arrays.stream(places)
                                    .mapToDouble(i -> mix.constants()[i])
                                    .toArray()));
        }

        /** Returns the new places that registers are filled with; where some are left, the last ones once more. */
        private static int[] places(AxisInterpolation mix) {
            int whole = mix.out() / CompiledLoop.DOUBLES * CompiledLoop.DOUBLES;
            IntStream first = IntStream.range(0, whole);
            return (whole == mix.out()
                            ? first
                            : IntStream.concat(first, IntStream.range(mix.out() - CompiledLoop.DOUBLES, mix.out())))
                    .toArray();
        }

        static Optional<Picks> picks(AxisInterpolation mix) {
            int[] places = places(mix);
            return Picks.of(IntStream.range(0, mix.taps())
                    .flatMap(tap -> Arrays.stream(places).map(i -> mix.places()[i * mix.taps() + tap]))
                    .toArray());
        }

        private static double[] byTap(AxisInterpolation mix, int[] places, double... numbers) {
            return IntStream.range(0, mix.taps())
                    .boxed()
                    .flatMapToDouble(tap -> Arrays.stream(places).mapToDouble(i -> numbers[i * mix.taps() + tap]))
                    .toArray();
        }

        @Override
        public void add(CallList.Builder calls, long from, long to, int blocks) {
            int whole = mix.out() / CompiledLoop.DOUBLES;
            add(calls, tables(from, to, blocks, 0, 0), whole);
            if (whole * CompiledLoop.DOUBLES < mix.out()) {
                add(calls, tables(from, to, blocks, whole, mix.out() - CompiledLoop.DOUBLES), 1);
            }
        }

        private void add(CallList.Builder calls, List<long[]> tables, int registers) {
            calls.call(StreamTables.of(kind.loop(), tables, (long) registers * CompiledLoop.DOUBLES));
        }

        /**
         * Returns the streams of each block.
         *
         * @param register which of those that are filled is the first
         * @param place of the axis, which it begins at
         */
        private List<long[]> tables(long from, long to, int blocks, int register, int place) {
            int taps = mix.taps();
            long ofTap = (mix.out() + CompiledLoop.DOUBLES - 1) / CompiledLoop.DOUBLES * (long) REGISTER_BYTES;
            long[] shared = new long[kind.streams()];
            for (int tap = 0; tap < taps; tap++) {
                long behind = tap * ofTap + (long) register * REGISTER_BYTES;
                shared[1 + tap] = picks + behind;
                if (!kind.isMoved()) {
                    shared[1 + taps + tap] = weights + behind;
                }
            }
            if (kind.addsConstants()) {
                shared[kind.constants()] = constants + (long) register * REGISTER_BYTES;
            }
            List<long[]> tables = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                long[] table = shared.clone();
                table[0] = to + ((long) block * mix.out() + place) * kind.writtenBytes();
                table[kind.row()] = from + (long) block * mix.in() * Double.BYTES;
                tables.add(table);
            }
            return tables;
        }
    }

    private final Binding binding;
    private final List<AxisInterpolation> mixes;

    /** How many times the first of the axes is gone through, and for how many of these the others follow at once. */
    private final int images;

    private final int together;
    private final boolean isWidened;
    private final List<Pass> passes = new ArrayList<>();

    /** Where the doubles are that each pass reads; of the first one, only if the floats are widened. */
    private final long[] buffers;

    private CompiledInterpolation(Binding binding, List<AxisInterpolation> mixes) {
        this.binding = binding;
        this.mixes = mixes;
        this.images = mixes.get(0).blocks();
        this.isWidened = isRow(mixes.get(0));
        long largest = mixes.stream()
                .mapToLong(mix -> Math.max(old(mix), ofImage(mix) * mix.out() * mix.after()))
                .max()
                .orElseThrow();
        this.together = (int) Math.max(1, Math.min(images, BLOCK / largest));
        this.buffers = new long[mixes.size()];
        for (int i = 0; i < mixes.size(); i++) {
            if (i > 0 || isWidened) {
                long numbers = together * old(mixes.get(i)) + Picks.BEHIND;
                buffers[i] = binding.memory(numbers * Double.BYTES).address();
            }
            passes.add(pass(i));
        }
    }

    /**
     * Binds interpolations of the only input, one after the other; empty where no loops are compiled, something does not fill a
     * register, or neighbours are made of what lies far apart.
     */
    static Optional<Kernel> kernel(Binding binding, List<AxisInterpolation> mixes) {
        boolean isCompiled = binding.type() == DataType.FLOAT
                && !mixes.isEmpty()
                && mixes.stream().allMatch(CompiledInterpolation::canDo)
                && (!isRow(mixes.get(0)) || mixes.get(0).in() >= CompiledLoop.DOUBLES)
                && LayerEngines.compiles();
        return isCompiled ? Optional.of(new CompiledInterpolation(binding, mixes).bound()) : Optional.empty();
    }

    private static boolean canDo(AxisInterpolation mix) {
        return mix.blocks() > 0
                && mix.in() > 0
                && Arrays.stream(mix.places()).allMatch(place -> place >= 0)
                && (isRow(mix)
                        ? mix.out() >= CompiledLoop.DOUBLES && Row.picks(mix).isPresent()
                        : mix.after() >= CompiledLoop.DOUBLES);
    }

    /** Tells whether nothing lies behind the axis. */
    private static boolean isRow(AxisInterpolation mix) {
        return mix.after() == 1;
    }

    /** Returns how often an axis is gone through for one image. */
    private long ofImage(AxisInterpolation mix) {
        return mix.blocks() / images;
    }

    /** Returns how many numbers of an image there are before an axis is interpolated. */
    private long old(AxisInterpolation mix) {
        return ofImage(mix) * mix.in() * mix.after();
    }

    private Pass pass(int i) {
        AxisInterpolation mix = mixes.get(i);
        Kind kind = new Kind(
                isRow(mix),
                mix.taps(),
                i == 0 && !isWidened,
                i == mixes.size() - 1,
                Arrays.stream(mix.constants()).anyMatch(constant -> Double.doubleToRawLongBits(constant) != 0));
        return isRow(mix) ? Row.of(binding, mix, kind) : Lines.of(binding, mix, kind);
    }

    private Kernel bound() {
        CallList.Builder calls = new CallList.Builder().keep(List.of(binding.input(0), binding.output(0)));
        for (int first = 0; first < images; first += together) {
            add(calls, first, Math.min(together, images - first));
        }
        return calls.build(binding::memory)::run;
    }

    private void add(CallList.Builder calls, int first, int count) {
        long from = NativeCopy.address(binding.input(0)) + first * old(mixes.get(0)) * Float.BYTES;
        if (isWidened) {
            calls.call(
                    Lazy.WIDENED, count * old(mixes.get(0)), new long[] {from, buffers[0]}, Float.BYTES, Double.BYTES);
            from = buffers[0];
        }
        for (int i = 0; i < mixes.size(); i++) {
            AxisInterpolation mix = mixes.get(i);
            long to = i + 1 < mixes.size() ? buffers[i + 1] : result(first);
            passes.get(i).add(calls, from, to, (int) (count * ofImage(mix)));
            from = to;
        }
    }

    /** Returns where the results of an image begin. */
    private long result(int image) {
        AxisInterpolation last = mixes.get(mixes.size() - 1);
        return NativeCopy.address(binding.output(0)) + image * ofImage(last) * last.out() * last.after() * Float.BYTES;
    }

    private static long memory(Binding binding, double... numbers) {
        DoublePointer memory = new DoublePointer(binding.memory((long) numbers.length * Double.BYTES));
        memory.put(numbers);
        return memory.address();
    }
}
