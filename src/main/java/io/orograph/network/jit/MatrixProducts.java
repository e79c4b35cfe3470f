package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
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
 * @param columns of B and C, a multiple of {@link CompiledLoop#FLOATS}
 * @param adds whether C is added to in place of being written
 */
public record MatrixProducts(int count, int rows, int inner, int columns, Left a, Right b, Result c, boolean adds) {

    /** Products summed in a register before the sum is added to C: sums of sums are rounded less than long ones. */
    private static final int MOST_SUMMED = 128;

    /** Columns of B that lie side by side in a panel. */
    public static final int PANEL = Block.MOST_VECTORS * Assembler.LANES;

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
            panels(form.columns / PANEL, Block.MOST_VECTORS);
            panels(form.columns % PANEL / Assembler.LANES, 1);
            advance(A, form.a.step);
            advance(B, form.b.step);
            advance(C, form.c.step);
            code.countDown(PRODUCTS_LEFT, product);
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
            Block.split(form.rows, vectors).forEach(this::blocks);
            advance(B_PANEL, form.b.panel);
            advance(C_PANEL, PANEL);
            code.countDown(PANELS_LEFT, panel);
        }

        private void blocks(Block block, int count) {
            code.set64(BLOCKS_LEFT, count);
            int place = code.here();
            code.copy64(B_ROW, B_PANEL);
            var factors = new Block.Factors(A_BLOCK, form.a.row, form.a.column, B_ROW, form.b.row);
            int parts = (form.inner + MOST_SUMMED - 1) / MOST_SUMMED;
            for (int part = 0; part < parts; part++) {
                int length = (part + 1) * form.inner / parts - part * form.inner / parts;
                block.clear(code);
                block.sum(code, factors, length, STEPS_LEFT);
                write(block, form.adds || part > 0);
            }
            advance(A_BLOCK, block.rows() * form.a.row - form.inner * form.a.column);
            advance(C_BLOCK, block.rows() * form.c.row);
            code.countDown(BLOCKS_LEFT, place);
        }

        private void write(Block block, boolean adds) {
            block.each((row, vector, sum) -> {
                int at = Block.bytes(row * form.c.row + (long) vector * Assembler.LANES);
                if (adds) {
                    code.operate(Operation.ADD, Element.FLOAT, sum, sum, Address.at(C_BLOCK, at));
                }
                code.store(Address.at(C_BLOCK, at), sum);
            });
        }

        private void advance(int register, long floats) {
            code.add64(register, Block.bytes(floats));
        }
    }
}
