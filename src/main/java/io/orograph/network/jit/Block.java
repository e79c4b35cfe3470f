package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import java.util.function.ObjIntConsumer;

/**
 * A part of a product of matrices that stays in registers while it is summed: some rows, of one or two registers of columns.
 */
record Block(int rows, int vectors) {

    /** Registers of columns side by side, where there are as many. */
    static final int MOST_VECTORS = 2;

    /** Registers of sums: with two for numbers of B and two for those of A they are all. */
    private static final int MOST_SUMS = 12;

    /** The first of the registers that hold numbers of B. */
    static final int B_VECTOR = MOST_SUMS;

    /** The first of two registers that hold numbers of A while products are summed, and are free otherwise. */
    static final int FREE = B_VECTOR + MOST_VECTORS;

    private static final int UNROLLED = 4;

    /** Products that are summed without a loop. */
    private static final int MOST_UNROLLED = 8;

    /**
     * Where the factors are.
     *
     * @param a a general register with the place of the first number of A
     * @param aRow floats from row to row
     * @param aColumn floats from column to column
     * @param b a general register with the place of the first number of B
     * @param bRow floats from row to row
     * @param mask a vector register that says which numbers of the last register of a row of B may be read; {@link #WHOLE} for all
     */
    record Factors(int a, long aRow, long aColumn, int b, long bRow, int mask) {

        static final int WHOLE = -1;

        Factors(int a, long aRow, long aColumn, int b, long bRow) {
            this(a, aRow, aColumn, b, bRow, WHOLE);
        }
    }

    /** What is done with each register of sums. */
    @FunctionalInterface
    interface Each {
        void take(int row, int vector, int sum);
    }

    /** What blocks a number of rows is cut into, as equal as can be, and how many of each. */
    static final class Split {

        private final int rows;
        private final int vectors;

        private Split(int rows, int vectors) {
            this.rows = rows;
            this.vectors = vectors;
        }

        void forEach(ObjIntConsumer<Block> blocks) {
            int most = MOST_SUMS / vectors;
            int count = (rows + most - 1) / most;
            int larger = rows % count;
            if (larger > 0) {
                blocks.accept(new Block(rows / count + 1, vectors), larger);
            }
            blocks.accept(new Block(rows / count, vectors), count - larger);
        }
    }

    static Split split(int rows, int vectors) {
        return new Split(rows, vectors);
    }

    static int bytes(long floats) {
        return Math.toIntExact(floats * Float.BYTES);
    }

    void each(Each step) {
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                step.take(row, vector, row * vectors + vector);
            }
        }
    }

    void clear(Assembler code) {
        each((row, vector, sum) -> code.operate(Operation.EXCLUSIVE_OR, Element.FLOAT, sum, sum, sum));
    }

    /**
     * Adds products to the sums, and moves the places of the factors behind them.
     *
     * @param length how many products there are for each sum
     * @param left a general register to count with
     */
    void sum(Assembler code, Factors factors, int length, int left) {
        if (length <= MOST_UNROLLED) {
            sum(code, factors, length);
            return;
        }
        code.set64(left, length / UNROLLED);
        int place = code.here();
        sum(code, factors, UNROLLED);
        code.countDown(left, place);
        sum(code, factors, length % UNROLLED);
    }

    /** Adds so many products, and moves the places behind them. */
    private void sum(Assembler code, Factors factors, int together) {
        if (together == 0) {
            return;
        }
        for (int column = 0; column < together; column++) {
            addColumn(code, factors, column);
        }
        code.add64(factors.a, bytes(together * factors.aColumn));
        code.add64(factors.b, bytes(together * factors.bRow));
    }

    /** Adds the products of a column of A with a row of B, counted from where the places are. */
    private void addColumn(Assembler code, Factors factors, int column) {
        for (int vector = 0; vector < vectors; vector++) {
            Address row = Address.at(factors.b, bytes(column * factors.bRow + (long) vector * Assembler.LANES));
            if (factors.mask != Factors.WHOLE && vector == vectors - 1) {
                code.loadMasked(B_VECTOR + vector, factors.mask, row);
            } else {
                code.load(B_VECTOR + vector, row);
            }
        }
        for (int row = 0; row < rows; row++) {
            int number = FREE + row % (Assembler.VECTORS - FREE);
            code.broadcast(
                    Element.FLOAT, number, Address.at(factors.a, bytes(row * factors.aRow + column * factors.aColumn)));
            for (int vector = 0; vector < vectors; vector++) {
                code.operate(Operation.ADD_PRODUCT, Element.FLOAT, row * vectors + vector, number, B_VECTOR + vector);
            }
        }
    }
}
