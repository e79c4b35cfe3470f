package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import io.orograph.network.jit.Assembler.Single;
import java.util.Arrays;

/**
 * {@link SoftmaxRows} as a function of the place of a {@link #table}. Short rows stay in registers from the first reading to the
 * writing; long ones are gone through three times. Numbers that fill no register are read and written with those before them, of
 * which the same comes out again; they are read before anything is written, since the results may go where the numbers are.
 */
final class SoftmaxRowsCode {

    /** Registers of a row that is kept in them. */
    static final int MOST_REGISTERS = 8;

    /** Registers that the largest number of a long row is looked for in at a time. */
    private static final int IN_TURN = 4;

    private static final int BYTES = Assembler.VECTOR_BYTES;

    private static final int TABLE = Assembler.RDI;
    private static final int CONSTANTS = Assembler.RSI;
    private static final int X = Assembler.R8;
    private static final int Y = Assembler.R9;
    private static final int ROWS_LEFT = Assembler.R10;
    private static final int FROM = Assembler.RAX;
    private static final int TO = Assembler.RDX;
    private static final int LEFT = Assembler.RCX;

    /** The vector register of a long row's last numbers; that of which numbers are there of a row that fills no register. */
    private static final int LAST = 7;

    private static final int SUM = 8;
    private static final int OTHER_SUM = 9;

    /** Of the largest number, and of a power where what it is of must stay. */
    private static final int LARGEST = 10;

    private static final int COUNT = 11;
    private static final int SERIES = 12;
    private static final int OTHER_SERIES = 13;
    private static final int OTHER = 14;
    private static final int LEAST = 15;

    private final SoftmaxRows.Form form;
    private final Assembler code = new Assembler();
    private final VectorConstants constants = new VectorConstants(CONSTANTS);
    private final SoftmaxFunctions functions = new SoftmaxFunctions(code, constants);

    private SoftmaxRowsCode(SoftmaxRows.Form form) {
        this.form = form;
    }

    static byte[] of(SoftmaxRows.Form form) {
        SoftmaxRowsCode written = new SoftmaxRowsCode(form);
        written.all();
        return written.constants.behind(written.code);
    }

    /** Returns where rows lie, and how long they and their parts are. */
    static long[] table(long x, long y, long rows, long length) {
        long bytes = length * Float.BYTES;
        long registers = length / Assembler.LANES;
        return new long[] {x, y, rows, bytes, registers, registers / IN_TURN, bytes - BYTES, bytes - IN_TURN * BYTES};
    }

    /** What the table holds behind the places of the numbers and of the results. */
    private static final class Table {

        private static final int ROWS = 2;
        private static final int ROW_BYTES = 3;
        private static final int REGISTERS = 4;

        /** As many registers as the largest number is looked for in at a time. */
        private static final int BLOCKS = 5;

        /** Bytes before the last register. */
        private static final int BEFORE_LAST = 6;

        private static final int BEFORE_LAST_BLOCK = 7;

        private static Address at(int number) {
            return Address.at(TABLE, number * Long.BYTES);
        }
    }

    private void all() {
        code.load64(X, Table.at(0));
        code.load64(Y, Table.at(1));
        code.load64(ROWS_LEFT, Table.at(Table.ROWS));
        code.load(LEAST, functions.least());
        int next = code.here();
        if (form.isLong()) {
            longRow();
        } else {
            shortRow();
        }
        code.addMemory64(X, Table.at(Table.ROW_BYTES));
        code.addMemory64(Y, Table.at(Table.ROW_BYTES));
        code.countDown(ROWS_LEFT, next);
        code.clearUpperHalves();
        code.returns();
    }

    private void shortRow() {
        read();
        largestOfShort();
        for (int i = 0; i < form.registers(); i++) {
            operate(Operation.SUBTRACT, i, i, LARGEST);
        }
        clearSums();
        for (int i = 0; i < form.registers(); i++) {
            boolean isOverlapping = form.rest() > 0 && i == form.registers() - 1 && !form.isPart();
            addPower(i, isOverlapping);
        }
        makeDivisor();
        for (int i = 0; i < form.registers(); i++) {
            divide(i);
        }
        write();
    }

    private void read() {
        if (form.isPart()) {
            code.load(LAST, constants.bits(where(0, form.rest(), -1)));
            code.loadMasked(0, LAST, Address.at(X, 0));
            int nothing = Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
            code.operate(
                    Operation.OR, Element.FLOAT, 0, 0, constants.bits(where(form.rest(), Assembler.LANES, nothing)));
        } else {
            for (int i = 0; i < form.registers(); i++) {
                code.load(i, Address.at(X, bytesBefore(i)));
            }
        }
    }

    private void write() {
        if (form.isPart()) {
            code.storeMasked(Address.at(Y, 0), LAST, 0);
        } else {
            for (int i = 0; i < form.registers(); i++) {
                code.store(Address.at(Y, bytesBefore(i)), i);
            }
        }
    }

    /** Returns where the numbers of a register begin: the last one overlaps that before it where they would not fill it. */
    private int bytesBefore(int register) {
        boolean isLast = register == form.registers() - 1;
        int missing = isLast && form.rest() > 0 ? Assembler.LANES - form.rest() : 0;
        return register * BYTES - missing * Float.BYTES;
    }

    /** Returns a number at some places of a register, and 0 at the others. */
    private static int[] where(int from, int to, int bits) {
        int[] register = new int[Assembler.LANES];
        Arrays.fill(register, from, to, bits);
        return register;
    }

    private void largestOfShort() {
        code.copy(LARGEST, 0);
        if (form.registers() > 1) {
            code.copy(COUNT, 1);
        }
        for (int i = 2; i < form.registers(); i++) {
            int found = i % 2 == 0 ? LARGEST : COUNT;
            operate(Operation.GREATER, found, found, i);
        }
        if (form.registers() > 1) {
            operate(Operation.GREATER, LARGEST, LARGEST, COUNT);
        }
        joinLargest();
    }

    /** Finds the largest number of a register, for each of its places. A NaN may be lost: the sum becomes NaN by its power. */
    private void joinLargest() {
        code.operate(Single.SWAPPED_HALVES, Element.FLOAT, COUNT, LARGEST);
        operate(Operation.GREATER, LARGEST, LARGEST, COUNT);
        code.swapNeighbours(COUNT, LARGEST);
        operate(Operation.GREATER, LARGEST, LARGEST, COUNT);
        code.shift(Element.DOUBLE, COUNT, LARGEST, Float.SIZE);
        code.shift(Element.DOUBLE, OTHER, LARGEST, -Float.SIZE);
        operate(Operation.OR, COUNT, COUNT, OTHER);
        operate(Operation.GREATER, LARGEST, LARGEST, COUNT);
    }

    private void longRow() {
        largestOfLong();
        clearSums();
        if (form.rest() > 0) {
            code.copy64(FROM, X);
            code.addMemory64(FROM, Table.at(Table.BEFORE_LAST));
            code.load(LAST, Address.at(FROM, 0));
            operate(Operation.SUBTRACT, LAST, LAST, LARGEST);
        }
        code.copy64(FROM, X);
        eachRegister(() -> {
            code.load(0, Address.at(FROM, 0));
            operate(Operation.SUBTRACT, 0, 0, LARGEST);
            addPower(0, false);
            code.store(Address.at(TO, 0), 0);
            code.add64(FROM, BYTES);
        });
        if (form.rest() > 0) {
            addPower(LAST, true);
        }
        makeDivisor();
        eachRegister(() -> {
            code.load(0, Address.at(TO, 0));
            divide(0);
            code.store(Address.at(TO, 0), 0);
        });
        if (form.rest() > 0) {
            divide(LAST);
            code.copy64(TO, Y);
            code.addMemory64(TO, Table.at(Table.BEFORE_LAST));
            code.store(Address.at(TO, 0), LAST);
        }
    }

    private void eachRegister(Runnable body) {
        code.copy64(TO, Y);
        code.load64(LEFT, Table.at(Table.REGISTERS));
        int place = code.here();
        body.run();
        code.add64(TO, BYTES);
        code.countDown(LEFT, place);
    }

    /** Looks at the last numbers twice where they are no whole block. */
    private void largestOfLong() {
        code.copy64(FROM, X);
        for (int i = 0; i < IN_TURN; i++) {
            code.load(i, Address.at(FROM, i * BYTES));
        }
        code.load64(LEFT, Table.at(Table.BLOCKS));
        int place = code.here();
        largestOfBlock();
        code.add64(FROM, IN_TURN * BYTES);
        code.countDown(LEFT, place);
        code.copy64(FROM, X);
        code.addMemory64(FROM, Table.at(Table.BEFORE_LAST_BLOCK));
        largestOfBlock();
        operate(Operation.GREATER, 0, 0, 1);
        operate(Operation.GREATER, 2, 2, 3);
        operate(Operation.GREATER, LARGEST, 0, 2);
        joinLargest();
    }

    private void largestOfBlock() {
        for (int i = 0; i < IN_TURN; i++) {
            code.operate(Operation.GREATER, Element.FLOAT, i, i, Address.at(FROM, i * BYTES));
        }
    }

    private void clearSums() {
        operate(Operation.EXCLUSIVE_OR, SUM, SUM, SUM);
        operate(Operation.EXCLUSIVE_OR, OTHER_SUM, OTHER_SUM, OTHER_SUM);
    }

    /**
     * Adds powers to the sums, and leaves them in their register unless the logarithm is wanted.
     *
     * @param isOverlapping whether only the register's last numbers count, since others were added before
     */
    private void addPower(int register, boolean isOverlapping) {
        int power = register;
        if (form.isLogarithm()) {
            // The largest number is wanted no more by short rows; long ones have registers to spare.
            power = form.isLong() ? 1 : LARGEST;
            code.copy(power, register);
        }
        functions.power(power, new SoftmaxFunctions.Registers(LEAST, COUNT, SERIES, OTHER_SERIES, OTHER));
        int counted = power;
        if (isOverlapping) {
            counted = SERIES;
            Address last = constants.bits(where(Assembler.LANES - form.rest(), Assembler.LANES, -1));
            code.operate(Operation.AND, Element.FLOAT, counted, power, last);
        }
        code.widen(COUNT, counted);
        code.operate(Single.SWAPPED_HALVES, Element.FLOAT, OTHER, counted);
        code.widen(OTHER, OTHER);
        code.operate(Operation.ADD, Element.DOUBLE, SUM, SUM, COUNT);
        code.operate(Operation.ADD, Element.DOUBLE, OTHER_SUM, OTHER_SUM, OTHER);
    }

    /** Makes the sum at each place, as floats, or its logarithm. */
    private void makeDivisor() {
        code.operate(Operation.ADD, Element.DOUBLE, SUM, SUM, OTHER_SUM);
        code.operate(Single.SWAPPED_HALVES, Element.DOUBLE, OTHER, SUM);
        code.operate(Operation.ADD, Element.DOUBLE, SUM, SUM, OTHER);
        code.swapNeighbours(OTHER, SUM);
        code.operate(Operation.ADD, Element.DOUBLE, SUM, SUM, OTHER);
        if (form.isLogarithm()) {
            functions.logarithm(SUM, new SoftmaxFunctions.Registers(LEAST, COUNT, SERIES, OTHER_SERIES, OTHER));
        }
        code.narrow(SUM, SUM);
        code.operate(Single.SWAPPED_HALVES, Element.FLOAT, OTHER, SUM);
        operate(Operation.OR, SUM, SUM, OTHER);
    }

    private void divide(int register) {
        operate(form.isLogarithm() ? Operation.SUBTRACT : Operation.DIVIDE, register, register, SUM);
    }

    private void operate(Operation operation, int target, int first, int second) {
        code.operate(operation, Element.FLOAT, target, first, second);
    }
}
