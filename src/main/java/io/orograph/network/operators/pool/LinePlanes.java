package io.orograph.network.operators.pool;

import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.operators.window.Window;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Lines with their padding, taken apart into planes: with a stride of s, plane c has the places c, c + s, c + 2s … of each line.
 * What lies under one place of the windows, stop by stop, then lies side by side. Planes of a stride of 1 are floats, others
 * doubles, which is what columns are read as.
 */
final class LinePlanes {

    private static final Map<Columns, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private final Window.Axis axis;
    private final int stride;
    private final List<Integer> planes;
    private final boolean isGapless;
    private final int pitch;

    /** Columns of a matrix of floats in rows, of which streams are made. */
    private record Columns(int inRow, List<Integer> read) {

        CompiledLoop loop() {
            return LOOPS.computeIfAbsent(this, Columns::compiled);
        }

        private CompiledLoop compiled() {
            return inRow == 1
                    ? StreamLoop.compiled(loop -> loop.write(1, loop.read(0)))
                    : StreamLoop.compiledForDoubles(this::copy);
        }

        private void copy(StreamLoop loop) {
            for (int i = 0; i < read.size(); i++) {
                loop.write(1 + i, loop.readColumn(0, read.get(i), inRow));
            }
        }
    }

    /**
     * @param axis along the lines
     */
    LinePlanes(Window.Axis axis) {
        this.axis = axis;
        this.stride = (int) axis.stride();
        this.planes = IntStream.range(0, (int) axis.kernel())
                .map(this::plane)
                .distinct()
                .sorted()
                .boxed()
                .toList();
        this.isGapless = axis.begin() == 0 && axis.padded() == axis.in() && axis.in() % stride == 0;
        this.pitch = (int) ((axis.padded() + stride - 1) / stride);
    }

    /** Returns the plane with the numbers under a place of the windows. */
    private int plane(int tap) {
        return (int) (tap * axis.dilation() % stride);
    }

    boolean isWide() {
        return stride > 1;
    }

    int width() {
        return isWide() ? Double.BYTES : Float.BYTES;
    }

    /** Tells whether what a line gives to a plane always fills a register. */
    boolean canFill() {
        return isGapless ? pitch >= lanes() : planes.stream().allMatch(plane -> ofLine(plane) >= lanes());
    }

    private int lanes() {
        return isWide() ? CompiledLoop.DOUBLES : CompiledLoop.FLOATS;
    }

    /** Returns how many numbers of a line a plane has. */
    private int ofLine(int plane) {
        return end(plane) - first(plane);
    }

    /** Returns how many numbers of a plane are before those of the line. */
    private int first(int plane) {
        return (int) Math.max(0, Math.floorDiv(axis.begin() - plane + stride - 1, stride));
    }

    private int end(int plane) {
        return (int) Math.floorDiv(axis.in() - 1 + axis.begin() - plane, stride) + 1;
    }

    /** Returns how many numbers all planes hold for so many lines. */
    int numbers(int lines) {
        return Math.multiplyExact(Math.multiplyExact(lines, pitch), planes.size());
    }

    /** Returns the bytes of the addresses that so many lines are filled in by; next to none where they are filled in at once. */
    long addressBytes(int lines) {
        return isGapless
                ? 0
                : planes.stream()
                        .mapToLong(plane -> lines * CallList.tableBytes(2, ofLine(plane), lanes()))
                        .sum();
    }

    /** Returns where the numbers under a place of the windows along a line begin, as numbers from the first one of so many lines. */
    long place(int lines, int line, int tap) {
        return start(lines, plane(tap)) + (long) line * pitch + tap * axis.dilation() / stride;
    }

    private long start(int lines, int plane) {
        return (long) planes.indexOf(plane) * lines * pitch;
    }

    /**
     * Appends what fills the planes with lines; the padding is left as it is.
     *
     * @param x place of the first line
     * @param count how many are there
     * @param lines how many there is room for
     * @param to place of the planes
     */
    void fill(CallList.Builder calls, long x, int count, long to, int lines) {
        if (isGapless) {
            fillAtOnce(calls, x, count, to, lines);
        } else {
            planes.forEach(plane -> fillLines(calls, plane, x, count, to + start(lines, plane) * width()));
        }
    }

    /** The lines follow each other in the planes as they do before. */
    private void fillAtOnce(CallList.Builder calls, long x, int count, long to, int lines) {
        LongStream starts = planes.stream().mapToLong(plane -> to + start(lines, plane) * width());
        long[] places = LongStream.concat(LongStream.of(x), starts).toArray();
        calls.call(new Columns(stride, planes).loop(), (long) count * pitch, places, widths(planes.size()));
    }

    private void fillLines(CallList.Builder calls, int plane, long x, int count, long to) {
        int first = first(plane);
        long from = x + ((long) first * stride + plane - axis.begin()) * Float.BYTES;
        long begin = to + (long) first * width();
        List<long[]> tables = IntStream.range(0, count)
                .mapToObj(line ->
                        new long[] {from + line * axis.in() * Float.BYTES, begin + (long) line * pitch * width()})
                .toList();
        calls.call(new Columns(stride, List.of(0)).loop(), ofLine(plane), tables, widths(1));
    }

    private long[] widths(int planes) {
        return LongStream.concat(
                        LongStream.of((long) stride * Float.BYTES),
                        LongStream.generate(this::width).limit(planes))
                .toArray();
    }
}
