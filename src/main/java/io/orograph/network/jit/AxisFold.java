package io.orograph.network.jit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Floats along the middle one of three axes made to one number, as machine code: sums, and the largest or smallest ones, all in
 * double precision and rounded once at the end. So a sum of n numbers errs by half a unit in the last place, and by less than
 * 2·10⁻¹⁶·n·Σ|x|. A NaN makes NaN of its result; zeros of both signs are the same number.
 *
 * @param before numbers before the axis
 * @param count numbers along it
 * @param after numbers behind it, which lie side by side
 * @param divisor what the results are divided by, as a sum is for the mean
 */
public record AxisFold(Kind kind, long before, long count, long after, double divisor) {

    /** Columns of a block, whose results stay in registers while the rows are gone through. */
    static final int BLOCK = 32;

    private static final Map<Form, MachineCode> CODES = new ConcurrentHashMap<>();

    /** What is made of the numbers. */
    public enum Kind {
        SUM(0),
        /** Σ|x|. */
        SUM_OF_AMOUNTS(0),
        /** Σx². */
        SUM_OF_SQUARES(0),
        LARGEST(Double.NEGATIVE_INFINITY),
        SMALLEST(Double.POSITIVE_INFINITY);

        private final double start;

        Kind(double start) {
            this.start = start;
        }

        boolean isSum() {
            return start == 0;
        }
    }

    /**
     * What code is written for.
     *
     * @param columns that are folded side by side; 0 if a row is folded to one number
     * @param rest numbers of a row behind those that fill all registers that are summed in
     * @param hasWhole whether there are some before the rest
     */
    record Form(Kind kind, int columns, int rest, boolean hasWhole, boolean divides) {}

    /** Tells whether there is code for such axes: some columns that do not fill a register would take longer than in Java. */
    public boolean isCompiled() {
        return before > 0 && count > 0 && (after == 1 || after >= AxisFoldCode.LANES);
    }

    /**
     * Appends the calls that do this to a list.
     *
     * @param x where the numbers are
     * @param y where the results go, in none of the numbers' memory
     */
    public void call(CallList.Builder calls, long x, long y) {
        if (!isCompiled()) {
            throw new IllegalArgumentException(before + "·" + count + "·" + after + " numbers are not folded by code");
        }
        if (after == 1) {
            int rest = (int) (count % AxisFoldCode.AT_ONCE);
            long whole = count / AxisFoldCode.AT_ONCE;
            append(calls, new Form(kind, 0, rest, whole > 0, divides()), new AxisFoldCode.Table(x, y, before, whole));
            return;
        }
        long blocks = wholeBlocks();
        long done = blocks * BLOCK;
        if (blocks > 0) {
            columns(calls, BLOCK, blocks, x, y);
        }
        if (done < after) {
            columns(calls, (int) (after - done), 1, x + done * Float.BYTES, y + done * Float.BYTES);
        }
    }

    /** Returns how many blocks there are beside one of other length, which takes what would fill no register alone. */
    private long wholeBlocks() {
        long rest = after % BLOCK;
        boolean isJoined = rest > 0 && rest < AxisFoldCode.LANES && after > BLOCK;
        return after / BLOCK - (isJoined ? 1 : 0);
    }

    private void columns(CallList.Builder calls, int columns, long blocks, long x, long y) {
        long row = after * Float.BYTES;
        long read = blocks * columns * Float.BYTES;
        append(
                calls,
                new Form(kind, columns, 0, false, divides()),
                new AxisFoldCode.Table(x, y, before, count, row, blocks, count * row - read, row - read));
    }

    private void append(CallList.Builder calls, Form form, AxisFoldCode.Table table) {
        MachineCode code = CODES.computeIfAbsent(form, AxisFold::compiled);
        calls.call(code, table.numbers(kind.start, divisor));
    }

    private static MachineCode compiled(Form form) {
        return MachineCode.of(AxisFoldCode.of(form));
    }

    private boolean divides() {
        return divisor != 1;
    }
}
