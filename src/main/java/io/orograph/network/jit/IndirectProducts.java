package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Matrices C = rectified(Σ AₜBₜ + D + bias) whose factors lie anywhere, as a function of a table of them (Dukhan 2019, "The
 * Indirect Convolution Algorithm", arXiv 1907.02129): of a convolution, A are all samples at a place that the window meets, B
 * the weights of its tap, and C all samples at a place of the output.
 *
 * @param rows of A, C and D; those of C and D one behind the other
 * @param inner columns of A, and rows of B
 * @param columns of B, C and D
 * @param most terms of a sum
 * @param adds whether there is D
 */
public record IndirectProducts(int rows, int inner, int columns, Left a, Right b, int most, boolean adds) {

    private static final Map<IndirectProducts, MachineCode> CODES = new ConcurrentHashMap<>();

    /** Numbers of a table before the places of the factors. */
    private static final int HEAD = 5;

    private static final int TO = 0;
    private static final int ADDED = Long.BYTES;
    private static final int BIAS = 2 * Long.BYTES;
    private static final int LIMITS = 3 * Long.BYTES;
    private static final int TERMS = 4 * Long.BYTES;

    /** Where behind the limits the mask of a register begins that the last columns fill in part. */
    private static final int MASK = 2;

    /** Bytes of the places of two factors. */
    private static final int PAIR = 2 * Long.BYTES;

    /**
     * Where A lies, in floats.
     *
     * @param row from row to row
     * @param column from column to column
     */
    public record Left(long row, long column) {

        /** Returns where the numbers of the transposed matrix lie, which are the same. */
        public Left transposed() {
            return new Left(/* row= */ column, /* column= */ row);
        }
    }

    /**
     * Where B lies, in floats.
     *
     * @param row from row to row
     * @param panel from one {@link MatrixProducts#PANEL} of columns to the next
     * @param isPadded whether the last panel is filled with zeros
     */
    public record Right(long row, long panel, boolean isPadded) {

        /** Returns where a matrix lies whose rows are one behind the other. */
        public static Right inRows(long columns) {
            return new Right(columns, MatrixProducts.PANEL, false);
        }

        /** Returns where a matrix lies in panels, each of which has its rows one behind the other. */
        public static Right inPanels(long panel) {
            return new Right(MatrixProducts.PANEL, panel, true);
        }
    }

    /**
     * A sum.
     *
     * @param to where C is
     * @param added where D is, if anything is added: C itself for a sum that is continued
     * @param bias where one number for each column is
     * @param limits where the floats are that {@link #limits} makes
     * @param factors of A and B in turn, two or more
     */
    public record Sum(long to, long added, long bias, long limits, long... factors) {}

    /**
     * Returns what says which numbers C may have.
     *
     * @param least 0 for a rectifier; NaN stays NaN
     */
    public float[] limits(float least, float most) {
        float[] numbers = new float[MASK + Assembler.LANES];
        numbers[0] = least;
        numbers[1] = most;
        Arrays.fill(numbers, MASK, MASK + columns % Assembler.LANES, -1);
        return numbers;
    }

    /** Returns what says that C may have any numbers. */
    public float[] noLimits() {
        return limits(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    /** Appends the sums to a list of calls. */
    public void call(CallList.Builder calls, List<Sum> sums) {
        if (!sums.isEmpty()) {
            calls.call(code(), sums.stream().map(this::row).toList());
        }
    }

    private long[] row(Sum sum) {
        long[] row = new long[HEAD + 2 * most];
        row[0] = sum.to();
        row[1] = sum.added();
        row[2] = sum.bias();
        row[3] = sum.limits();
        row[4] = sum.factors().length / 2;
        System.arraycopy(sum.factors(), 0, row, HEAD, sum.factors().length);
        return row;
    }

    private MachineCode code() {
        return CODES.computeIfAbsent(this, form -> MachineCode.of(new Code(form).bytes()));
    }

    /** Writes the loops: panels of columns, sums, blocks of rows, terms, numbers that are summed. */
    private static final class Code {

        private static final int SUMS = Assembler.RDI;
        private static final int COUNT = Assembler.RSI;
        private static final int OF_PANEL = Assembler.R8;
        private static final int B_OF_PANEL = Assembler.R9;
        private static final int PANELS_LEFT = Assembler.R10;
        private static final int SUM = Assembler.R11;
        private static final int SUMS_LEFT = Assembler.R12;
        private static final int A_OF_BLOCK = Assembler.R13;
        private static final int C_OF_BLOCK = Assembler.R14;
        private static final int BLOCKS_LEFT = Assembler.R15;
        private static final int TERM = Assembler.RAX;
        private static final int TERMS_LEFT = Assembler.RCX;
        private static final int A = Assembler.RDX;
        private static final int B = Assembler.RBP;
        private static final int STEPS_LEFT = Assembler.RBX;
        private static final int[] SAVED = {STEPS_LEFT, B, SUMS_LEFT, A_OF_BLOCK, C_OF_BLOCK, BLOCKS_LEFT};

        /** The register for a mask, once the bias is added that was in it. */
        private static final int MASK_VECTOR = Block.B_VECTOR + 1;

        private final IndirectProducts form;
        private final Assembler code = new Assembler();

        /** Whether the columns of the panel fill its last register in part. */
        private boolean isMasked;

        private Code(IndirectProducts form) {
            this.form = form;
        }

        private byte[] bytes() {
            for (int register : SAVED) {
                code.push(register);
            }
            code.clear64(OF_PANEL);
            code.clear64(B_OF_PANEL);
            int rest = form.columns % MatrixProducts.PANEL;
            boolean isPart = rest % Assembler.LANES > 0;
            panels(form.columns / MatrixProducts.PANEL, Block.MOST_VECTORS);
            if (isPart && !form.b.isPadded && rest > Assembler.LANES) {
                // Two registers of columns leave none for the mask that B is read by.
                panels(1, 1);
                rest -= Assembler.LANES;
            }
            isMasked = isPart;
            panels(rest == 0 ? 0 : 1, (rest + Assembler.LANES - 1) / Assembler.LANES);
            for (int i = SAVED.length - 1; i >= 0; i--) {
                code.pop(SAVED[i]);
            }
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
            code.copy64(SUM, SUMS);
            code.copy64(SUMS_LEFT, COUNT);
            int sum = code.here();
            code.clear64(A_OF_BLOCK);
            code.copy64(C_OF_BLOCK, OF_PANEL);
            Block.split(form.rows, vectors).forEach(this::blocks);
            code.add64(SUM, (HEAD + 2 * form.most) * Long.BYTES);
            code.countDown(SUMS_LEFT, sum);
            code.add64(OF_PANEL, Block.bytes((long) vectors * Assembler.LANES));
            code.add64(B_OF_PANEL, Block.bytes(form.b.panel * vectors / Block.MOST_VECTORS));
            code.countDown(PANELS_LEFT, panel);
        }

        private void blocks(Block block, int count) {
            code.set64(BLOCKS_LEFT, count);
            int place = code.here();
            block.clear(code);
            if (masksB()) {
                code.load64(TERMS_LEFT, Address.at(SUM, LIMITS));
                loadMask();
            }
            terms(block);
            end(block);
            code.add64(A_OF_BLOCK, Block.bytes(block.rows() * form.a.row));
            code.add64(C_OF_BLOCK, Block.bytes((long) block.rows() * form.columns));
            code.countDown(BLOCKS_LEFT, place);
        }

        private boolean masksB() {
            return isMasked && !form.b.isPadded;
        }

        /** Loads the mask of the last columns, behind the limits that a register has the place of. */
        private void loadMask() {
            code.load(MASK_VECTOR, Address.at(TERMS_LEFT, MASK * Float.BYTES));
        }

        private void terms(Block block) {
            code.load64(TERMS_LEFT, Address.at(SUM, TERMS));
            code.copy64(TERM, SUM);
            code.add64(TERM, HEAD * Long.BYTES);
            int term = code.here();
            code.load64(A, Address.at(TERM, 0));
            code.load64(B, Address.at(TERM, Long.BYTES));
            code.add64Registers(A, A_OF_BLOCK);
            code.add64Registers(B, B_OF_PANEL);
            int mask = masksB() ? MASK_VECTOR : Block.Factors.WHOLE;
            Block.Factors factors = new Block.Factors(A, form.a.row, form.a.column, B, form.b.row, mask);
            block.sum(code, factors, form.inner, STEPS_LEFT);
            code.add64(TERM, PAIR);
            code.countDown(TERMS_LEFT, term);
        }

        /** Adds D and the bias, and keeps within the limits. */
        private void end(Block block) {
            code.load64(A, Address.at(SUM, TO));
            code.load64(B, Address.at(SUM, ADDED));
            code.load64(TERM, Address.at(SUM, BIAS));
            code.load64(TERMS_LEFT, Address.at(SUM, LIMITS));
            code.broadcast(Element.FLOAT, Block.FREE, Address.at(TERMS_LEFT, 0));
            code.broadcast(Element.FLOAT, Block.FREE + 1, Address.at(TERMS_LEFT, Float.BYTES));
            for (int vector = 0; vector < block.vectors(); vector++) {
                bias(block, vector);
            }
            block.each((row, vector, sum) ->
                    code.operate(Operation.ADD, Element.FLOAT, sum, sum, Block.B_VECTOR + vector));
            if (isMasked) {
                loadMask();
            }
            block.each((row, vector, sum) -> finish(block, row, vector, sum));
        }

        private boolean isPart(Block block, int vector) {
            return isMasked && vector == block.vectors() - 1;
        }

        private void bias(Block block, int vector) {
            Address bias = new Address(TERM, OF_PANEL, vector * Assembler.LANES * Float.BYTES);
            int register = Block.B_VECTOR + vector;
            if (isPart(block, vector)) {
                code.load(register, Address.at(TERMS_LEFT, MASK * Float.BYTES));
                code.loadMasked(register, register, bias);
            } else {
                code.load(register, bias);
            }
        }

        private void finish(Block block, int row, int vector, int sum) {
            Address at = new Address(
                    B, C_OF_BLOCK, Block.bytes((long) row * form.columns + (long) vector * Assembler.LANES));
            boolean isPart = isPart(block, vector);
            if (form.adds && isPart) {
                code.loadMasked(Block.B_VECTOR, MASK_VECTOR, at);
                code.operate(Operation.ADD, Element.FLOAT, sum, sum, Block.B_VECTOR);
            } else if (form.adds) {
                code.operate(Operation.ADD, Element.FLOAT, sum, sum, at);
            }
            code.operate(Operation.GREATER, Element.FLOAT, sum, Block.FREE, sum);
            code.operate(Operation.LESSER, Element.FLOAT, sum, Block.FREE + 1, sum);
            Address to = new Address(A, C_OF_BLOCK, at.displacement());
            if (isPart) {
                code.storeMasked(to, MASK_VECTOR, sum);
            } else {
                code.store(to, sum);
            }
        }
    }
}
