package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import io.orograph.network.jit.Assembler.Single;
import java.util.List;

/** An {@link AxisFold} as a function of the place of a {@link Table}. */
final class AxisFoldCode {

    /** Numbers that a register holds, as doubles. */
    static final int LANES = Element.DOUBLE.lanes();

    /** Registers that a row is folded to at a time, so that sums need not wait for each other. */
    private static final int IN_TURN = 4;

    /** Numbers of a row that are folded at a time. */
    static final int AT_ONCE = IN_TURN * LANES;

    /** Bytes of as many floats as a register holds doubles. */
    private static final int HALF = LANES * Float.BYTES;

    private static final int TABLE = Assembler.RDI;
    private static final int X = Assembler.R8;
    private static final int Y = Assembler.R9;
    private static final int BEFORE_LEFT = Assembler.R10;
    private static final int BLOCKS_LEFT = Assembler.R11;
    private static final int PLACE = Assembler.RAX;
    private static final int PLACES_LEFT = Assembler.RCX;

    /** Vector registers behind those of the results, of which there are up to nine. */
    private static final int READ = 11;

    private static final int OTHER = 12;
    private static final int SIGN = 13;
    private static final int DIVISOR = 14;

    private final AxisFold.Form form;
    private final Assembler code = new Assembler();

    private AxisFoldCode(AxisFold.Form form) {
        this.form = form;
    }

    static byte[] of(AxisFold.Form form) {
        AxisFoldCode written = new AxisFoldCode(form);
        written.all();
        return written.code.bytes();
    }

    /**
     * Where numbers lie, and how many there are.
     *
     * @param places that are folded one after the other: rows, or parts of one row
     * @param step bytes from a row to the next
     * @param blocks of columns
     * @param skip bytes from behind all blocks of the first row to the first block of the next rows that are folded
     * @param skipResults bytes from behind the results to the next ones
     */
    record Table(long x, long y, long before, long places, long step, long blocks, long skip, long skipResults) {

        private static final int PLACES = 3;
        private static final int STEP = 4;
        private static final int BLOCKS = 5;
        private static final int SKIP = 6;
        private static final int SKIP_RESULTS = 7;
        private static final int START = 8;
        private static final int DIVISOR = 9;
        private static final int SIGN = 10;

        /** Rows that are folded to one number each. */
        Table(long x, long y, long before, long places) {
            this(x, y, before, places, 0, 0, 0, 0);
        }

        /** Returns the table as a list of calls takes it. */
        List<long[]> numbers(double start, double divisor) {
            long[] doubles = {
                Double.doubleToRawLongBits(start), Double.doubleToRawLongBits(divisor), Double.doubleToRawLongBits(-0.0)
            };
            return List.of(new long[] {x, y, before, places, step, blocks, skip, skipResults}, doubles);
        }

        private static Address at(int number) {
            return Address.at(TABLE, number * Long.BYTES);
        }
    }

    private void all() {
        code.load64(X, Table.at(0));
        code.load64(Y, Table.at(1));
        code.load64(BEFORE_LEFT, Table.at(2));
        code.broadcast(Element.DOUBLE, SIGN, Table.at(Table.SIGN));
        code.broadcast(Element.DOUBLE, DIVISOR, Table.at(Table.DIVISOR));
        int next = code.here();
        if (form.columns() > 0) {
            blocks();
        } else {
            row();
        }
        code.countDown(BEFORE_LEFT, next);
        code.clearUpperHalves();
        code.returns();
    }

    private void blocks() {
        code.load64(BLOCKS_LEFT, Table.at(Table.BLOCKS));
        int block = code.here();
        int sums = (form.columns() + LANES - 1) / LANES;
        start(sums);
        code.copy64(PLACE, X);
        code.load64(PLACES_LEFT, Table.at(Table.PLACES));
        int place = code.here();
        for (int sum = 0; sum < sums; sum++) {
            code.widen(READ, Address.at(PLACE, bytesBefore(sum)));
            fold(sum);
        }
        code.addMemory64(PLACE, Table.at(Table.STEP));
        code.countDown(PLACES_LEFT, place);
        for (int sum = 0; sum < sums; sum++) {
            finish(sum);
            code.storeHalf(Address.at(Y, bytesBefore(sum)), sum);
        }
        code.add64(X, form.columns() * Float.BYTES);
        code.add64(Y, form.columns() * Float.BYTES);
        code.countDown(BLOCKS_LEFT, block);
        code.addMemory64(X, Table.at(Table.SKIP));
        code.addMemory64(Y, Table.at(Table.SKIP_RESULTS));
    }

    /** Returns where the columns of a register begin: the last ones overlap those before where they would not fill it. */
    private int bytesBefore(int sum) {
        return Math.min(sum * LANES, form.columns() - LANES) * Float.BYTES;
    }

    private void row() {
        int registers = form.rest() / LANES;
        int single = form.rest() % LANES;
        int sums = form.hasWhole() ? IN_TURN : Math.min(IN_TURN, registers + single);
        start(sums);
        if (form.hasWhole()) {
            code.load64(PLACES_LEFT, Table.at(Table.PLACES));
            int place = code.here();
            registers(IN_TURN);
            code.add64(X, AT_ONCE * Float.BYTES);
            code.countDown(PLACES_LEFT, place);
        }
        registers(registers);
        for (int i = 0; i < single; i++) {
            readSingle(Address.at(X, registers * HALF + i * Float.BYTES));
            fold((registers + i) % IN_TURN);
        }
        code.add64(X, form.rest() * Float.BYTES);
        join(sums);
        finish(0);
        code.storeFirst(Address.at(Y, 0), 0);
        code.add64(Y, Float.BYTES);
    }

    private void registers(int count) {
        for (int i = 0; i < count; i++) {
            code.widen(READ, Address.at(X, i * HALF));
            fold(i);
        }
    }

    /** Reads one number, beside which the others of a register change nothing. */
    private void readSingle(Address from) {
        if (form.kind().isSum()) {
            code.loadFirst(READ, from);
        } else {
            code.broadcast(Element.FLOAT, READ, from);
        }
        code.widen(READ, READ);
    }

    private void start(int sums) {
        for (int sum = 0; sum < sums; sum++) {
            code.broadcast(Element.DOUBLE, sum, Table.at(Table.START));
        }
    }

    /** Takes the numbers that were read into a result. */
    private void fold(int result) {
        switch (form.kind()) {
            case SUM_OF_AMOUNTS -> {
                operate(Operation.AND_NOT, READ, SIGN, READ);
                join(result, READ);
            }
            case SUM_OF_SQUARES -> operate(Operation.ADD_PRODUCT, result, READ, READ);
            default -> join(result, READ);
        }
    }

    private void join(int result, int other) {
        switch (form.kind()) {
            case LARGEST -> extreme(Operation.GREATER, result, other);
            case SMALLEST -> extreme(Operation.LESSER, result, other);
            default -> operate(Operation.ADD, result, result, other);
        }
    }

    /** Each is the second of its two where one of them is NaN: together their bits are NaN. */
    private void extreme(Operation operation, int result, int other) {
        operate(operation, OTHER, result, other);
        operate(operation, result, other, result);
        operate(Operation.OR, result, result, OTHER);
    }

    /** Joins all that registers hold, two by two, in the first of them. */
    private void join(int registers) {
        for (int left = registers; left > 1; left = (left + 1) / 2) {
            for (int i = 0; i < left / 2; i++) {
                join(i, (left + 1) / 2 + i);
            }
        }
        code.operate(Single.SWAPPED_HALVES, Element.DOUBLE, READ, 0);
        join(0, READ);
        code.swapNeighbours(READ, 0);
        join(0, READ);
    }

    private void finish(int result) {
        if (form.divides()) {
            operate(Operation.DIVIDE, result, result, DIVISOR);
        }
        code.narrow(result, result);
    }

    private void operate(Operation operation, int target, int first, int second) {
        code.operate(operation, Element.DOUBLE, target, first, second);
    }
}
