package io.orograph.network.jit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * eˣ/Σeˣ of each row of floats, or its logarithm, as machine code. The row's largest x is taken off before, so that nothing
 * overflows, and the sum is one of doubles. NaN or ∞ in a row makes NaN of all of it, as does a row of nothing but −∞.
 *
 * @param rows how many there are
 * @param length numbers of each
 */
public record SoftmaxRows(long rows, int length, boolean isLogarithm) {

    private static final Map<Form, MachineCode> CODES = new ConcurrentHashMap<>();

    /**
     * What code is written for.
     *
     * @param registers that a row fills, the last one perhaps in part; 0 if it is gone through by loops
     * @param rest numbers that fill no register
     */
    record Form(int registers, int rest, boolean isLogarithm) {

        boolean isLong() {
            return registers == 0;
        }

        /** Tells whether a row fills no register. */
        boolean isPart() {
            return registers == 1 && rest > 0;
        }
    }

    /**
     * Appends the call that does this to a list.
     *
     * @param x where the numbers are
     * @param y where the results go, which may be where the numbers are
     */
    public void call(CallList.Builder calls, long x, long y) {
        if (rows <= 0 || length <= 0) {
            throw new IllegalArgumentException(rows + " rows of " + length + " numbers have no softmax");
        }
        int registers = (length + Assembler.LANES - 1) / Assembler.LANES;
        boolean isLong = registers > SoftmaxRowsCode.MOST_REGISTERS;
        Form form = new Form(isLong ? 0 : registers, length % Assembler.LANES, isLogarithm);
        MachineCode code = CODES.computeIfAbsent(form, SoftmaxRows::compiled);
        calls.call(code, List.of(SoftmaxRowsCode.table(x, y, rows, length)));
    }

    private static MachineCode compiled(Form form) {
        return MachineCode.of(SoftmaxRowsCode.of(form));
    }
}
