package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Products of small matrices A·B, one after the other, as a function of where the first A, B and C are. A part of C stays in
 * registers while it is summed: some rows, of two registers of columns each.
 *
 * @param count how many products there are
 * @param rows of A and C
 * @param inner columns of A, and rows of B
 * @param columns of B and C, a multiple of {@link StreamTables#LANES}
 * @param adds whether C is added to in place of being written
 */
public record MatrixProducts(int count, int rows, int inner, int columns, Left a, Right b, Result c, boolean adds) {

    /** Rows of C in registers: with two registers each, one for a number of A and two of B they are as good as all. */
    private static final int MOST_ROWS = 6;

    /** Registers of columns side by side, where there are as many. */
    private static final int MOST_VECTORS = 2;

    private static final int UNROLLED = 4;

    /** Products summed in a register before the sum is added to C: sums of sums are rounded less than long ones. */
    private static final int MOST_SUMMED = 128;

    /** Columns of B that lie side by side in a panel. */
    public static final int PANEL = MOST_VECTORS * Assembler.LANES;

    /**
     * Where A lies, in floats.
     *
     * @param step from one product's to the next one's
     * @param row from row to row
     * @param column from column to column
     */
    public record Left(long step, long row, long column) {}

    /**
     * Where B lies, in floats.
     *
     * @param row from row to row
     * @param panel from one {@link #PANEL} of columns to the next
     */
    public record Right(long step, long row, long panel) {}

    /** Where C lies, in floats, the columns side by side. */
    public record Result(long step, long row) {}

    private static final Map<MatrixProducts, MachineCode> CODES = new ConcurrentHashMap<>();

    /** Returns the code of the products, which is compiled once. */
    public MachineCode code() {
        return CODES.computeIfAbsent(this, form -> MachineCode.of(new Code(form).bytes()));
    }

    /** Writes the loops: products, panels of columns, blocks of rows, numbers that are summed. */
    private static final class Code {

        private static final int A = Assembler.RDI;
        private static final int B = Assembler.RSI;
        private static final int C = Assembler.RDX;
        private static final int PRODUCTS_LEFT = Assembler.RCX;
        private static final int B_PANEL = Assembler.R8;
        private static final int C_PANEL = Assembler.R9;
        private static final int PANELS_LEFT = Assembler.R10;
        private static final int A_BLOCK = Assembler.RAX;
        private static final int C_BLOCK = Assembler.R11;
        private static final int BLOCKS_LEFT = Assembler.R12;
        private static final int B_ROW = Assembler.R13;
        private static final int STEPS_LEFT = Assembler.RBX;

        private static final int B_VECTOR = MOST_ROWS * MOST_VECTORS;
        private static final int A_VECTOR = B_VECTOR + MOST_VECTORS;
        private static final int A_VECTORS = Assembler.VECTORS - A_VECTOR;

        private final MatrixProducts form;
        private final Assembler code = new Assembler();

        private Code(MatrixProducts form) {
            this.form = form;
        }

        private byte[] bytes() {
            code.push(STEPS_LEFT);
            code.push(BLOCKS_LEFT);
            code.push(B_ROW);
            code.set64(PRODUCTS_LEFT, form.count);
            int product = code.here();
            code.copy64(B_PANEL, B);
            code.copy64(C_PANEL, C);
            panels(form.columns / PANEL, MOST_VECTORS);
            panels(form.columns % PANEL / Assembler.LANES, 1);
            advance(A, form.a.step);
            advance(B, form.b.step);
            advance(C, form.c.step);
            next(PRODUCTS_LEFT, product);
            code.pop(B_ROW);
            code.pop(BLOCKS_LEFT);
            code.pop(STEPS_LEFT);
            code.clearUpperHalves();
            code.returns();
            return code.bytes();
        }

        private void panels(int count, int vectors) {
            if (count == 0) {
                return;
            }
            code.set64(PANELS_LEFT, count);
            int panel = code.here();
            code.copy64(A_BLOCK, A);
            code.copy64(C_BLOCK, C_PANEL);
            int blocks = (form.rows + MOST_ROWS - 1) / MOST_ROWS;
            int larger = form.rows % blocks;
            blocks(larger, form.rows / blocks + 1, vectors);
            blocks(blocks - larger, form.rows / blocks, vectors);
            advance(B_PANEL, form.b.panel);
            advance(C_PANEL, PANEL);
            next(PANELS_LEFT, panel);
        }

        private void blocks(int count, int rows, int vectors) {
            if (count == 0) {
                return;
            }
            code.set64(BLOCKS_LEFT, count);
            int block = code.here();
            code.copy64(B_ROW, B_PANEL);
            int parts = (form.inner + MOST_SUMMED - 1) / MOST_SUMMED;
            for (int part = 0; part < parts; part++) {
                int length = (part + 1) * form.inner / parts - part * form.inner / parts;
                sums(length, rows, vectors, form.adds || part > 0);
            }
            advance(A_BLOCK, rows * form.a.row - form.inner * form.a.column);
            advance(C_BLOCK, rows * form.c.row);
            next(BLOCKS_LEFT, block);
        }

        /** Sums so many products for each number of a block of C. */
        private void sums(int length, int rows, int vectors, boolean adds) {
            for (int sum = 0; sum < rows * vectors; sum++) {
                code.operate(Operation.EXCLUSIVE_OR, sum, sum, sum);
            }
            int unrolled = length % UNROLLED == 0 ? UNROLLED : 1;
            code.set64(STEPS_LEFT, length / unrolled);
            int step = code.here();
            for (int i = 0; i < unrolled; i++) {
                sum(i, rows, vectors);
            }
            advance(A_BLOCK, unrolled * form.a.column);
            advance(B_ROW, unrolled * form.b.row);
            next(STEPS_LEFT, step);
            for (int row = 0; row < rows; row++) {
                for (int vector = 0; vector < vectors; vector++) {
                    write(row, vector, row * vectors + vector, adds);
                }
            }
        }

        private void write(int row, int vector, int sum, boolean adds) {
            Address result = Address.at(C_BLOCK, bytes(row * form.c.row + (long) vector * Assembler.LANES));
            if (adds) {
                code.load(A_VECTOR, result);
                code.operate(Operation.ADD, sum, sum, A_VECTOR);
            }
            code.store(result, sum);
        }

        /** Adds the products of a column of A with a row of B, counted from where the addresses are. */
        private void sum(int column, int rows, int vectors) {
            for (int vector = 0; vector < vectors; vector++) {
                long at = column * form.b.row + (long) vector * Assembler.LANES;
                code.load(B_VECTOR + vector, Address.at(B_ROW, bytes(at)));
            }
            for (int row = 0; row < rows; row++) {
                int number = A_VECTOR + row % A_VECTORS;
                code.broadcast(number, Address.at(A_BLOCK, bytes(row * form.a.row + column * form.a.column)));
                for (int vector = 0; vector < vectors; vector++) {
                    code.operate(Operation.ADD_PRODUCT, row * vectors + vector, number, B_VECTOR + vector);
                }
            }
        }

        private void advance(int register, long floats) {
            code.add64(register, bytes(floats));
        }

        private void next(int left, int place) {
            code.add64(left, -1);
            code.jumpBackIfNot(place);
        }

        private static int bytes(long floats) {
            return Math.toIntExact(floats * Float.BYTES);
        }
    }
}
