package io.orograph.network.operators;

import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Operators on drawn ranks, sizes, axes and ways of stretching; ONNX Runtime and central differences are the oracle. */
class OperatorPropertiesTest {

    private static final String[] ARITHMETIC = {"Add", "Sub", "Mul", "Div", "Max", "Min", "Mean", "Sum"};
    private static final String[] COMPARISONS = {"Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"};
    private static final String[] REDUCTIONS = {
        "ReduceL1",
        "ReduceL2",
        "ReduceLogSum",
        "ReduceLogSumExp",
        "ReduceMax",
        "ReduceMean",
        "ReduceMin",
        "ReduceProd",
        "ReduceSumSquare"
    };

    private static long[] shape(Random random, int rank) {
        return random.longs(rank, 1, 5).toArray();
    }

    /** Some axes of 1, some leading axes left out. */
    private static long[] narrowed(Random random, long[] shape) {
        long[] part = Arrays.copyOfRange(shape, random.nextInt(shape.length + 1), shape.length);
        return Arrays.stream(part)
                .map(size -> random.nextInt(3) == 0 ? 1 : size)
                .toArray();
    }

    @Property(tries = 60, seed = "20261124")
    void arithmeticStretches(
            @ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 1, max = 5) int rank) {
        Random random = new Random(seed);
        long[] full = shape(random, rank);
        long[] narrow = narrowed(random, full);
        OperatorCase operator = OperatorCase.of(ARITHMETIC[random.nextInt(ARITHMETIC.length)], 13);
        boolean first = random.nextBoolean();
        operator.input(first ? narrow : full)
                .positiveInput(first ? full : narrow)
                .check();
    }

    @Property(tries = 30, seed = "20261125")
    void comparisonsStretch(
            @ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 1, max = 5) int rank) {
        Random random = new Random(seed);
        long[] full = shape(random, rank);
        OperatorCase.of(COMPARISONS[random.nextInt(COMPARISONS.length)], 16)
                .input(full)
                .input(narrowed(random, full))
                .output(ElementType.BOOL)
                .check();
    }

    @Property(tries = 60, seed = "20261126")
    void reductionsTakeAnyAxes(
            @ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 1, max = 5) int rank) {
        Random random = new Random(seed);
        long[] axes = IntStream.range(0, rank)
                .filter(axis -> random.nextBoolean())
                .mapToLong(axis -> random.nextBoolean() ? axis : axis - rank)
                .toArray();
        String type = REDUCTIONS[random.nextInt(REDUCTIONS.length)];
        int keeps = random.nextInt(2);
        // Attributes without axes stand for all of them.
        OperatorCase operator = axes.length == 0
                ? OperatorCase.of(type, 13, "keepdims", keeps)
                : OperatorCase.of(type, 13, "keepdims", keeps, "axes", axes);
        operator.positiveInput(shape(random, rank)).check();
    }

    @Property(tries = 30, seed = "20261127")
    void matricesStack(@ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 2, max = 4) int rank) {
        Random random = new Random(seed);
        long[] left = shape(random, rank);
        long[] right = left.clone();
        right[rank - 2] = left[rank - 1];
        right[rank - 1] = 1L + random.nextInt(4);
        for (int axis = 0; axis < rank - 2; axis++) {
            right[axis] = random.nextBoolean() ? 1 : right[axis];
        }
        OperatorCase.of("MatMul", 13).input(left).input(right).check();
    }

    @Property(tries = 40, seed = "20261128")
    void slicesOfAnyStep(@ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 1, max = 4) int rank) {
        Random random = new Random(seed);
        long[] shape = shape(random, rank);
        int axis = random.nextInt(rank);
        long step = 1L + random.nextInt(3);
        boolean backwards = random.nextBoolean();
        OperatorCase.of("Slice", 13)
                .input(shape)
                .constant(of(backwards ? -1 : random.nextInt((int) shape[axis])))
                .constant(of(backwards ? Long.MIN_VALUE : Long.MAX_VALUE))
                .constant(of(random.nextBoolean() ? axis : axis - rank))
                .constant(of(backwards ? -step : step))
                .check();
    }

    private static Tensor of(long value) {
        return Tensor.of(new long[] {value}, 1);
    }
}
