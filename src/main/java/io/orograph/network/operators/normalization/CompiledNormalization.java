package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.StreamTables;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = scale·(x − mean)/√(variance + ε) + shift by machine code, for rows of floats with a mean and a variance each. All that lies
 * between the floats is in double precision, as in the loops in Java, and the squares are of differences from the mean: numbers
 * that are large beside their deviation, or whose squares are too large for a float, are normalised as well as others.
 */
final class CompiledNormalization {

    private static final int REGISTER_BYTES = CompiledLoop.DOUBLES * Double.BYTES;

    /** Parts of a row that are gone through at once: so many sums need not wait for each other. */
    private static final int MOST_PARTS = 4;

    /** Numbers whose three passes follow each other: with their results they fill the first cache. */
    private static final int BLOCK = 4096;

    private static final Map<Integer, Loops> LOOPS = new ConcurrentHashMap<>();

    /**
     * How numbers lie.
     *
     * @param row numbers that share a mean
     * @param rows how many of these there are
     * @param segment numbers of a row that share scale and shift, which divides a row
     */
    record Layout(int row, int rows, int segment) {

        /** Tells whether each segment fills a register, of a row or more. */
        boolean fills() {
            return rows > 0 && segment >= CompiledLoop.DOUBLES;
        }
    }

    /**
     * Streams cut into equal parts, one behind the other, and the end of the stream where numbers are left.
     *
     * @param length numbers of a stream
     * @param parts how many
     */
    private record Cut(int length, int parts) {

        static Cut of(int length) {
            return new Cut(length, length < MOST_PARTS * CompiledLoop.DOUBLES ? 1 : MOST_PARTS);
        }

        /** Returns how many numbers a part has. */
        int ofPart() {
            return length / together() * CompiledLoop.DOUBLES;
        }

        /** Returns how many numbers are gone through at once. */
        int together() {
            return parts * CompiledLoop.DOUBLES;
        }

        /** Returns how many numbers the parts leave. */
        int left() {
            return length % together();
        }

        LongStream places(long place) {
            return spread(place, ofPart());
        }

        /** Returns the places of the last registers of the stream. */
        LongStream last(long place) {
            return spread(end(place), CompiledLoop.DOUBLES);
        }

        /** Returns where the last registers begin. */
        long end(long place) {
            return place + (long) (length - together()) * Float.BYTES;
        }

        private LongStream spread(long place, long floats) {
            return IntStream.range(0, parts).mapToLong(part -> place + part * floats * Float.BYTES);
        }
    }

    /**
     * What is run for rows or segments in so many parts.
     *
     * @param sums of the numbers
     * @param squares sums of the squared differences from the mean
     * @param results of scale and shift
     */
    private record Loops(CompiledLoop sums, CompiledLoop squares, CompiledLoop results) {

        static Loops of(Cut cut) {
            return LOOPS.computeIfAbsent(cut.parts, Loops::compiled);
        }

        private static Loops compiled(int parts) {
            return new Loops(
                    StreamLoop.compiledForDoubles(loop -> loop.writeSums(parts, each(loop, parts, x -> x))),
                    StreamLoop.compiledForDoubles(loop -> {
                        Value mean = loop.readFirst(parts);
                        loop.writeSums(parts + 1, each(loop, parts, x -> square(x.minus(mean))));
                    }),
                    StreamLoop.compiledForDoubles(loop -> results(loop, parts)));
        }

        private static void results(StreamLoop loop, int parts) {
            Value mean = loop.readFirst(2 * parts);
            Value factor = loop.readFirst(2 * parts + 1).times(loop.readFirstFloat(2 * parts + 2));
            Value shift = loop.readFirstFloat(2 * parts + 3);
            Value[] results = each(loop, parts, x -> shift.plus(factor, x.minus(mean)));
            for (int part = 0; part < parts; part++) {
                loop.writeFloats(parts + part, results[part]);
            }
        }

        private static Value[] each(StreamLoop loop, int parts, UnaryOperator<Value> function) {
            return IntStream.range(0, parts)
                    .mapToObj(loop::readFloats)
                    .map(function)
                    .toArray(Value[]::new);
        }
    }

    /** What is run for the numbers that the parts of rows leave, and between the passes. */
    private static final class Between {

        /** Of numbers, which of them count, and where the sums go. */
        private static final CompiledLoop SUMS_OF_LEFT = StreamLoop.compiledForDoubles(
                loop -> loop.writeSums(2, loop.readFloats(0).onlyWhere(loop.read(1))));

        /** Of numbers, which of them count, the mean and where the sums go. */
        private static final CompiledLoop SQUARES_OF_LEFT = StreamLoop.compiledForDoubles(loop -> {
            Value square = square(loop.readFloats(0).minus(loop.readFirst(2)));
            loop.writeSums(3, square.onlyWhere(loop.read(1)));
        });

        /** Of sums, those of what is left, how many are summed and where the means go: a register for each row. */
        private static final CompiledLoop MEANS = StreamLoop.compiledForDoubles(loop -> loop.write(3, mean(loop)));

        /** Likewise, where 1/√(mean + ε) goes, and ε. */
        private static final CompiledLoop INVERSES = StreamLoop.compiledForDoubles(loop -> {
            Value deviation = mean(loop).plus(loop.readFirst(4)).root();
            loop.write(3, loop.constant(1).over(deviation));
        });

        private static Value mean(StreamLoop loop) {
            return loop.read(0).plus(loop.read(1)).total().over(loop.readFirst(2));
        }
    }

    private final Layout layout;
    private final Cut rows;
    private final Cut segments;
    private final long x;
    private final long y;
    private final long scales;
    private final long shifts;
    private final int entries;

    /** Places of doubles: sums of each row, those of what is left, means and 1/√(variance + ε), in a register each. */
    private final long sums;

    private final long sumsOfLeft;
    private final long means;
    private final long inverses;

    /** Which of a row's last numbers count beside those of the parts, then how many a row has, and ε. */
    private final long counted;

    private final long length;
    private final long epsilon;

    private CompiledNormalization(Binding binding, Layout layout, double epsilon) {
        this.layout = layout;
        this.rows = Cut.of(layout.row);
        this.segments = Cut.of(layout.segment);
        this.x = NativeCopy.address(binding.input(0));
        this.y = NativeCopy.address(binding.output(0));
        this.scales = NativeCopy.address(binding.input(1));
        this.shifts = NativeCopy.address(binding.input(2));
        this.entries = Math.toIntExact(binding.input(1).length());
        long ofRows = (long) rowsTogether() * REGISTER_BYTES;
        this.sums = binding.memory(ofRows).address();
        this.sumsOfLeft = binding.memory(ofRows).address();
        this.means = binding.memory(ofRows).address();
        this.inverses = binding.memory(ofRows).address();
        LongPointer masks = new LongPointer(binding.memory((long) rows.together() * Long.BYTES));
        for (int i = rows.together() - rows.left(); i < rows.together(); i++) {
            masks.put(i, -1L);
        }
        this.counted = masks.address();
        DoublePointer numbers = new DoublePointer(binding.memory(2L * Double.BYTES));
        numbers.put(0, layout.row).put(1, epsilon);
        this.length = numbers.address();
        this.epsilon = length + Double.BYTES;
    }

    /**
     * Binds the normalisation of the first input with scale and shift; empty where no loops are compiled, or they would not fill a
     * register.
     */
    static Optional<Kernel> kernel(Binding binding, Layout layout, double epsilon) {
        boolean isCompiled = binding.type() == DataType.FLOAT && layout.fills() && LayerEngines.compiles();
        return isCompiled
                ? Optional.of(new CompiledNormalization(binding, layout, epsilon).bound(binding))
                : Optional.empty();
    }

    private Kernel bound(Binding binding) {
        List<INDArray> arrays = List.of(binding.input(0), binding.input(1), binding.input(2), binding.output(0));
        CallList.Builder calls = new CallList.Builder().keep(arrays);
        for (int first = 0; first < layout.rows; first += rowsTogether()) {
            add(calls, first, Math.min(rowsTogether(), layout.rows - first));
        }
        return calls.build(binding::memory)::run;
    }

    private int rowsTogether() {
        return Math.max(1, Math.min(layout.rows, BLOCK / layout.row));
    }

    /** Appends the passes over some rows. */
    private void add(CallList.Builder calls, int first, int count) {
        Loops loops = Loops.of(rows);
        add(calls, loops.sums, rows.ofPart(), count, i -> join(rows.places(row(first + i)), ofRow(sums, i)));
        if (rows.left() > 0) {
            add(calls, Between.SUMS_OF_LEFT, rows.together(), count, i ->
                    new long[] {rows.end(row(first + i)), counted, ofRow(sumsOfLeft, i)});
        }
        addBetween(calls, Between.MEANS, count, sums, sumsOfLeft, length, means);
        add(
                calls,
                loops.squares,
                rows.ofPart(),
                count,
                i -> join(rows.places(row(first + i)), ofRow(means, i), ofRow(sums, i)));
        if (rows.left() > 0) {
            add(calls, Between.SQUARES_OF_LEFT, rows.together(), count, i ->
                    new long[] {rows.end(row(first + i)), counted, ofRow(means, i), ofRow(sumsOfLeft, i)});
        }
        addBetween(calls, Between.INVERSES, count, sums, sumsOfLeft, length, inverses, epsilon);
        addResults(calls, first, count);
    }

    private static void add(
            CallList.Builder calls, CompiledLoop loop, int numbers, int count, IntFunction<long[]> places) {
        List<long[]> tables = IntStream.range(0, count).mapToObj(places).toList();
        calls.call(StreamTables.of(loop, tables, numbers));
    }

    private static void addBetween(CallList.Builder calls, CompiledLoop loop, int count, long... places) {
        calls.call(StreamTables.of(loop, List.of(places), (long) count * CompiledLoop.DOUBLES));
    }

    /** Appends the pass that writes rows, and their last numbers once more where the parts of segments leave some. */
    private void addResults(CallList.Builder calls, int first, int count) {
        int ofRow = layout.row / layout.segment;
        CompiledLoop results = Loops.of(segments).results;
        add(calls, results, segments.ofPart(), count * ofRow, i -> places(first, i, segments::places));
        if (segments.left() > 0) {
            add(calls, results, CompiledLoop.DOUBLES, count * ofRow, i -> places(first, i, segments::last));
        }
    }

    /** Returns the streams of a segment's results: numbers, results, mean, 1/√(variance + ε), scale and shift. */
    private long[] places(int firstRow, int segment, LongFunction<LongStream> cut) {
        int ofRow = layout.row / layout.segment;
        long number = (long) firstRow * ofRow + segment;
        long begin = number * layout.segment * Float.BYTES;
        int row = segment / ofRow;
        long entry = number % entries * Float.BYTES;
        return join(
                LongStream.concat(cut.apply(x + begin), cut.apply(y + begin)),
                ofRow(means, row),
                ofRow(inverses, row),
                scales + entry,
                shifts + entry);
    }

    private long row(int row) {
        return x + (long) row * layout.row * Float.BYTES;
    }

    private static long ofRow(long registers, int row) {
        return registers + (long) row * REGISTER_BYTES;
    }

    private static long[] join(LongStream places, long... others) {
        return LongStream.concat(places, Arrays.stream(others)).toArray();
    }

    private static Value square(Value value) {
        return value.times(value);
    }
}
