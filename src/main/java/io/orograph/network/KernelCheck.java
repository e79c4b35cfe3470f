package io.orograph.network;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares one native product of each kind with a plain loop, once a process, before any number is shown: libraries of
 * linear algebra choose their kernels by the processor, and some have chosen wrong on processors newer than they are.
 * The check takes a few milliseconds. A wrong kernel ends the work with a sentence; there is no second one to fall back
 * to.
 */
final class KernelCheck {

    /**
     * The rows of the product: no multiples of a vector's width, so that the kernels' edges are reached; larger than
     * one block of them.
     */
    private static final int ROWS = 97;

    private static final int INNER = 131;
    private static final int COLUMNS = 61;

    private static final PlainLoop.Convolution CONVOLUTION = new PlainLoop.Convolution(5, 7, 13, 3);

    private final Random random = new Random(1);
    private final DataType type;

    private KernelCheck(DataType type) {
        this.type = type;
    }

    /**
     * Runs the check.
     *
     * @throws WrongArithmeticException if a product is wrong
     */
    static void run() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            KernelCheck check = new KernelCheck(type);
            check.product(false, false);
            check.product(true, false);
            check.product(false, true);
            check.blas(false, false);
            check.blas(true, true);
            check.convolution();
            check.sum();
            check.strided(Optional.empty(), "the BLAS");
        }
    }

    /**
     * Checks products by an engine.
     *
     * @throws WrongArithmeticException if one is wrong
     */
    static void products(LayerEngine engine) {
        KernelCheck check = new KernelCheck(DataType.FLOAT);
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                check.direct(Optional.of(engine), engine.version(), transposeA, transposeB);
            }
        }
        check.strided(Optional.of(engine), engine.version());
    }

    private void sum() {
        double[] a = drawn(INNER);
        double[] b = drawn(INNER);
        double[] expected = new double[INNER];
        for (int i = 0; i < INNER; i++) {
            expected[i] = a[i] + 0.75 * b[i];
        }
        try (INDArray first = array(a, INNER);
                INDArray second = array(b, INNER);
                INDArray out = Nd4j.create(type, INNER)) {
            ScaledSum.write(first, 0.75, second, out);
            compare("a sum of vectors", expected, out, 2);
        }
    }

    private void product(boolean transposeA, boolean transposeB) {
        double[] a = drawn(ROWS * INNER);
        double[] b = drawn(INNER * COLUMNS);
        double[] expected = product(a, transposeA, b, transposeB);
        try (INDArray left = transposeA ? array(a, INNER, ROWS) : array(a, ROWS, INNER);
                INDArray right = transposeB ? array(b, COLUMNS, INNER) : array(b, INNER, COLUMNS);
                INDArray out = Nd4j.create(type, new long[] {ROWS, COLUMNS}, 'c')) {
            Nd4j.getExecutioner()
                    .exec(DynamicCustomOp.builder("matmul")
                            .addInputs(left, right)
                            .addOutputs(out)
                            .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                            .addFloatingPointArguments(1.0, 0.0)
                            .build());
            compare("a product of matrices", expected, out, INNER);
        }
    }

    private void blas(boolean transposeA, boolean transposeB) {
        direct(Optional.empty(), "the BLAS", transposeA, transposeB);
    }

    private void direct(Optional<LayerEngine> engine, String by, boolean transposeA, boolean transposeB) {
        double[] a = drawn(ROWS * INNER);
        double[] b = drawn(INNER * COLUMNS);
        try (INDArray left = transposeA ? array(a, INNER, ROWS) : array(a, ROWS, INNER);
                INDArray right = transposeB ? array(b, COLUMNS, INNER) : array(b, INNER, COLUMNS);
                INDArray out = Nd4j.create(type, new long[] {ROWS, COLUMNS}, 'c')) {
            new BlasProduct(
                            BlasProduct.Operand.of(left, transposeA),
                            BlasProduct.Operand.of(right, transposeB),
                            1,
                            0,
                            BlasProduct.Operand.of(out, false),
                            engine)
                    .run();
            compare("a product by " + by, product(a, transposeA, b, transposeB), out, INNER);
        }
    }

    /** Checks the product of the last rows of pairs of rows. */
    private void strided(Optional<LayerEngine> engine, String by) {
        double[] a = drawn(2 * ROWS * INNER);
        double[] b = drawn(2 * COLUMNS * INNER);
        double[] expected = product(ofPairs(a), false, ofPairs(b), true);
        try (INDArray left = array(a, ROWS, 2, INNER);
                INDArray right = array(b, COLUMNS, 2, INNER);
                INDArray out = Nd4j.create(type, new long[] {ROWS, COLUMNS}, 'c')) {
            new BlasProduct(
                            new BlasProduct.Operand(
                                    left, StridedView.of(ROWS, 2, INNER).at(1, 1)),
                            new BlasProduct.Operand(
                                    right,
                                    StridedView.of(COLUMNS, 2, INNER).at(1, 1).transposed()),
                            1,
                            0,
                            new BlasProduct.Operand(out, StridedView.of(ROWS, COLUMNS)),
                            engine)
                    .run();
            compare("a product of rows that lie apart by " + by, expected, out, INNER);
        }
    }

    /** Returns the second row of each pair. */
    private static double[] ofPairs(double[] rows) {
        double[] seconds = new double[rows.length / 2];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = rows[(i / INNER * 2 + 1) * INNER + i % INNER];
        }
        return seconds;
    }

    /** Returns the product by a plain loop. */
    private static double[] product(double[] a, boolean transposeA, double[] b, boolean transposeB) {
        double[] product = new double[ROWS * COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                for (int k = 0; k < INNER; k++) {
                    product[i * COLUMNS + j] += a[transposeA ? k * ROWS + i : i * INNER + k]
                            * b[transposeB ? j * INNER + k : k * COLUMNS + j];
                }
            }
        }
        return product;
    }

    private void convolution() {
        int channels = CONVOLUTION.channels();
        int filters = CONVOLUTION.filters();
        int kernel = CONVOLUTION.kernel();
        int side = CONVOLUTION.outputSide();
        double[] x = drawn(channels * CONVOLUTION.side() * CONVOLUTION.side());
        double[] weights = drawn(filters * CONVOLUTION.taps());
        try (INDArray input = array(x, 1, channels, CONVOLUTION.side(), CONVOLUTION.side());
                INDArray filter = array(weights, filters, channels, kernel, kernel);
                INDArray out = Nd4j.create(type, new long[] {1, filters, side, side}, 'c')) {
            Nd4j.getExecutioner()
                    .exec(DynamicCustomOp.builder("conv2d")
                            .addInputs(input, filter)
                            .addOutputs(out)
                            .addIntegerArguments(kernel, kernel, 1, 1, 0, 0, 1, 1, 0, 0, 1)
                            .build());
            compare("a convolution", PlainLoop.convolution(CONVOLUTION, x, weights), out, CONVOLUTION.taps());
        }
    }

    /** Returns numbers from −1 to 1 that both types hold exactly. */
    private double[] drawn(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private INDArray array(double[] values, long... shape) {
        INDArray array = Nd4j.create(type, shape, 'c');
        NativeCopy.write(values, array);
        return array;
    }

    /**
     * Compares a product with the plain loop's: a sum of n products of numbers up to 1 is rounded by at most n² half
     * units, whatever its order.
     */
    private void compare(String kind, double[] expected, INDArray out, int terms) {
        double unit = type == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        requireRight(kind + " in " + type.name().toLowerCase(Locale.ROOT), expected, out, terms * terms * unit);
    }

    /**
     * Requires a product to be right; what is expected to be NaN has to be it.
     *
     * @param tolerance what may differ in each element
     * @throws WrongArithmeticException if more does
     */
    static void requireRight(String kind, double[] expected, INDArray out, double tolerance) {
        double[] got = new double[expected.length];
        NativeCopy.read(out, got);
        for (int i = 0; i < got.length; i++) {
            boolean isRight =
                    Double.isNaN(expected[i]) ? Double.isNaN(got[i]) : Math.abs(got[i] - expected[i]) <= tolerance;
            if (!isRight) {
                throw new WrongArithmeticException("The native library computes " + kind
                        + " wrongly on this processor ("
                        + got[i] + " instead of " + expected[i] + "), so no result can be trusted; set the environment"
                        + " variables OPENBLAS_CORETYPE=Haswell and DNNL_MAX_CPU_ISA=AVX2 and start again");
            }
        }
    }
}
