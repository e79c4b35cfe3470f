package io.orograph.network.operators.kernel;

import io.orograph.network.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several steps over the rows of arrays in single precision, some rows at a time: from one step to the next the numbers stay
 * in Java arrays, which the first cache holds.
 */
public final class RowPass implements RowSteps<RowPass.Register>, Kernel {

    /** Numbers at a time. Of several arrays of them the first cache holds all. */
    private static final int CHUNK = FlatArray.CHUNK / 2;

    /** The longest row. */
    public static final int LONGEST = FlatArray.CHUNK;

    /** What is done with the rows from one on. */
    @FunctionalInterface
    private interface Step {
        void run(int first, int rows);
    }

    /** An array that a step writes, with how many numbers it holds of each row. */
    public static final class Register {
        private final int width;
        private float[] numbers;
        private int lastRead;

        private Register(int width) {
            this.width = width;
        }
    }

    private final int count;
    private final int length;
    private final int atOnce;
    private final List<FloatOperand> operands = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Register> written = new ArrayList<>();

    /**
     * @param count how many rows there are
     * @param length of each, at most {@link #LONGEST}
     */
    public RowPass(int count, int length) {
        this.count = count;
        this.length = length;
        this.atOnce = Math.max(1, CHUNK / length);
    }

    @Override
    public Register read(INDArray array, long[] shape, int width) {
        FloatOperand operand = FloatOperand.of(array, shape);
        operands.add(operand);
        Register to = register(width);
        steps.add((first, rows) -> operand.read(first * width, to.numbers, rows * width));
        return to;
    }

    @Override
    public Register spread(Register from) {
        read(from);
        Register to = register(length);
        steps.add((first, rows) -> {
            for (int row = 0; row < rows; row++) {
                Arrays.fill(to.numbers, row * length, (row + 1) * length, from.numbers[row]);
            }
        });
        return to;
    }

    @Override
    public Register run(RowLoop loop, int width, List<Register> from) {
        for (Register register : from) {
            if (register != null) {
                read(register);
            }
        }
        Register to = register(width);
        float[][] arguments = new float[from.size()][];
        boolean alongRows = from.get(0).width == length;
        steps.add((first, rows) -> {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = from.get(i) == null ? null : from.get(i).numbers;
            }
            loop.run(arguments, to.numbers, rows, alongRows ? length : 1);
        });
        return to;
    }

    /** As {@link RowSteps#write}, and gives the steps their arrays. */
    @Override
    public Optional<Kernel> write(Register from, INDArray out) {
        read(from);
        FlatArray.Floats to = (FlatArray.Floats) FlatArray.of(out);
        steps.add((first, rows) -> to.write(from.numbers, first * from.width, rows * from.width));
        place();
        return Optional.of(this);
    }

    private Register register(int width) {
        Register register = new Register(width);
        register.lastRead = steps.size();
        written.add(register);
        return register;
    }

    private void read(Register register) {
        register.lastRead = steps.size();
    }

    /** An array that no later step reads is written again. */
    private void place() {
        List<Register> placed = new ArrayList<>();
        List<float[]> free = new ArrayList<>();
        for (int step = 0; step < written.size(); step++) {
            Register next = written.get(step);
            next.numbers = free.isEmpty() ? new float[Math.max(CHUNK, length)] : free.remove(free.size() - 1);
            placed.add(next);
            for (Register register : List.copyOf(placed)) {
                if (register.lastRead <= step) {
                    free.add(register.numbers);
                    placed.remove(register);
                }
            }
        }
    }

    @Override
    public void run() {
        operands.forEach(FloatOperand::prepare);
        for (int first = 0; first < count; first += atOnce) {
            int rows = Math.min(atOnce, count - first);
            for (Step step : steps) {
                step.run(first, rows);
            }
        }
    }
}
