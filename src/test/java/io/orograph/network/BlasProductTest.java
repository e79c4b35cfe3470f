package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** With the engine's product and the BLAS's; in double precision both times the BLAS's. */
@ParameterizedClass
@EnumSource(Kernels.class)
class BlasProductTest {

    private static final int COUNT = 3;
    private static final int ROWS = 5;
    private static final int INNER = 7;
    private static final int COLUMNS = 4;
    private static final double ALPHA = 0.5;

    /** Room for the matrices with gaps. */
    private static final int ROOM = COUNT * 81;

    @Parameter
    private Kernels kernels;

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    @BeforeEach
    void choose() {
        LayerEngines.choose(kernels);
    }

    @AfterAll
    static void chooseStandard() {
        LayerEngines.choose(Kernels.standard());
    }

    /** Whether it is transposed, an index of a row and one of a column, to the place of the number. */
    private static int at(boolean transposed, int matrix, int row, int column, int rows, int columns) {
        return matrix * rows * columns + (transposed ? column * rows + row : row * columns + column);
    }

    /** Behind the first matrix of a larger stack: the arrays do not begin where their memory does. */
    private static INDArray behindAnother(NativeArrays memory, Precision precision, double[] values, long... shape) {
        long[] larger = shape.clone();
        larger[0]++;
        INDArray part = memory.zeros(precision.type(), larger)
                .get(NDArrayIndex.interval(1, larger[0]), NDArrayIndex.all(), NDArrayIndex.all());
        NativeCopy.write(values, part);
        return part;
    }

    /** What the result held: ones that a product is added to, or NaN of which nothing may stay. */
    private static double[] before(double beta) {
        double[] held = new double[COUNT * ROWS * COLUMNS];
        Arrays.fill(held, beta == 0 ? Double.NaN : 1);
        return held;
    }

    /** The tolerance is that of a sum of seven products of numbers up to 1: 7² halves of a unit. */
    @ParameterizedTest
    @CsvSource({
        "SINGLE, false, false, 0, 3e-6",
        "SINGLE, true, false, 1, 3e-6",
        "SINGLE, false, true, 1, 3e-6",
        "SINGLE, true, true, 0, 3e-6",
        "DOUBLE, false, false, 0, 6e-15",
        "DOUBLE, true, true, 1, 6e-15"
    })
    void eachMatrixIsThePlainProduct(
            Precision precision, boolean transposeA, boolean transposeB, double beta, double tolerance) {
        Random random = new Random(1);
        double[] a =
                random.doubles(COUNT * ROWS * INNER, -1, 1).map(x -> (float) x).toArray();
        double[] b = random.doubles(COUNT * INNER * COLUMNS, -1, 1)
                .map(x -> (float) x)
                .toArray();
        try (NativeArrays memory = new NativeArrays()) {
            INDArray left =
                    behindAnother(memory, precision, a, COUNT, transposeA ? INNER : ROWS, transposeA ? ROWS : INNER);
            INDArray right = behindAnother(
                    memory, precision, b, COUNT, transposeB ? COLUMNS : INNER, transposeB ? INNER : COLUMNS);
            INDArray out = behindAnother(memory, precision, before(beta), COUNT, ROWS, COLUMNS);
            new BlasProduct(left, transposeA, right, transposeB, ALPHA, beta, out).run();
            double[] got = new double[COUNT * ROWS * COLUMNS];
            NativeCopy.read(out, got);
            for (int matrix = 0; matrix < COUNT; matrix++) {
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        double sum = 0;
                        for (int k = 0; k < INNER; k++) {
                            sum += a[at(transposeA, matrix, i, k, ROWS, INNER)]
                                    * b[at(transposeB, matrix, k, j, INNER, COLUMNS)];
                        }
                        assertThat(got[at(false, matrix, i, j, ROWS, COLUMNS)])
                                .isCloseTo(ALPHA * sum + beta, within(tolerance));
                    }
                }
            }
        }
    }

    private static int place(StridedView view, int matrix, int row, int column) {
        return (int) (view.offset()
                + matrix * view.axis(0).step()
                + row * view.axis(1).step()
                + column * view.axis(2).step());
    }

    /** Matrices with a gap behind each row, whose rows alternate with those of the others, read and written transposed or not. */
    @ParameterizedTest
    @CsvSource({
        "SINGLE, false, false, false, 3e-6",
        "SINGLE, true, false, false, 3e-6",
        "SINGLE, false, true, true, 3e-6",
        "SINGLE, true, true, true, 3e-6",
        "DOUBLE, true, false, true, 6e-15",
        "DOUBLE, false, true, false, 6e-15"
    })
    void matricesAreReadAndWrittenWhereTheyLie(
            Precision precision, boolean transposeA, boolean transposeB, boolean transposeOut, double tolerance) {
        StridedView a = interleaved(transposeA, ROWS, INNER);
        StridedView b = interleaved(transposeB, INNER, COLUMNS);
        StridedView out = interleaved(transposeOut, ROWS, COLUMNS);
        Random random = new Random(5);
        double[][] drawn = new double[3][];
        Arrays.setAll(
                drawn, i -> random.doubles(ROOM, -1, 1).map(x -> (float) x).toArray());
        try (NativeArrays memory = new NativeArrays()) {
            INDArray[] arrays = new INDArray[3];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = memory.zeros(precision.type(), ROOM);
                NativeCopy.write(drawn[i], arrays[i]);
            }
            new BlasProduct(
                            new BlasProduct.Operand(arrays[0], a),
                            new BlasProduct.Operand(arrays[1], b),
                            ALPHA,
                            1,
                            new BlasProduct.Operand(arrays[2], out))
                    .run();
            double[] got = new double[ROOM];
            NativeCopy.read(arrays[2], got);
            double[] expected = drawn[2].clone();
            for (int matrix = 0; matrix < COUNT; matrix++) {
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        for (int k = 0; k < INNER; k++) {
                            expected[place(out, matrix, i, j)] +=
                                    ALPHA * drawn[0][place(a, matrix, i, k)] * drawn[1][place(b, matrix, k, j)];
                        }
                    }
                }
            }
            // What lies between the matrices is as it was.
            assertThat(got).containsExactly(expected, within(tolerance));
        }
    }

    /** [rows, matrices, columns and two more], from the second column on. */
    private static StridedView interleaved(boolean transposed, int rows, int columns) {
        long[] lie = transposed ? new long[] {columns, rows} : new long[] {rows, columns};
        StridedView view = StridedView.of(lie[0], COUNT, lie[1] + 2)
                .along(2, LongStream.rangeClosed(1, lie[1]).toArray())
                .orElseThrow()
                .permuted(1, 0, 2);
        return transposed ? view.transposed() : view;
    }

    @Test
    void aViewThatTheBlasDoesNotReadIsToldFromOneThatItDoes() {
        StridedView matrix = StridedView.of(4, 6);
        assertThat(BlasProduct.isRead(matrix)).isTrue();
        assertThat(BlasProduct.isRead(matrix.transposed())).isTrue();
        StridedView everyOther = matrix.along(1, 0, 2, 4).orElseThrow();
        assertThat(BlasProduct.isRead(everyOther)).isFalse();
        assertThat(BlasProduct.isRead(everyOther.transposed())).isFalse();
        assertThat(BlasProduct.isRead(matrix.along(0, 3, 2, 1).orElseThrow())).isFalse();
        // One row, or one column, has no steps between rows.
        assertThat(BlasProduct.isRead(everyOther.along(0, 2).orElseThrow())).isTrue();
        assertThat(BlasProduct.isRead(everyOther.along(1, 2).orElseThrow())).isTrue();
        assertThat(BlasProduct.isRead(StridedView.of(1, 6).stretched(4, 6))).isFalse();
    }

    @Test
    void aMatrixIsAStackOfOne() {
        double[] a = new Random(2).doubles(ROWS * INNER, -1, 1).toArray();
        double[] b = new Random(3).doubles(INNER * COLUMNS, -1, 1).toArray();
        double[] stacked = new double[ROWS * COLUMNS];
        double[] single = new double[ROWS * COLUMNS];
        write(a, b, stacked, 1);
        write(a, b, single);
        assertThat(single).isEqualTo(stacked);
    }

    private static void write(double[] a, double[] b, double[] to, long... count) {
        try (NativeArrays memory = new NativeArrays()) {
            INDArray left = memory.zeros(
                    DataType.DOUBLE,
                    LongStream.concat(LongStream.of(count), LongStream.of(ROWS, INNER))
                            .toArray());
            INDArray right = memory.zeros(
                    DataType.DOUBLE,
                    LongStream.concat(LongStream.of(count), LongStream.of(INNER, COLUMNS))
                            .toArray());
            INDArray out = memory.zeros(
                    DataType.DOUBLE,
                    LongStream.concat(LongStream.of(count), LongStream.of(ROWS, COLUMNS))
                            .toArray());
            NativeCopy.write(a, left);
            NativeCopy.write(b, right);
            new BlasProduct(left, false, right, false, 1, 0, out).run();
            NativeCopy.read(out, to);
        }
    }

    /** As where an inner axis is empty: a sum of nothing. */
    @Test
    void aSumOfNothingIsZero() {
        INDArray out = Nd4j.valueArrayOf(new long[] {ROWS, COLUMNS}, Double.NaN, DataType.DOUBLE);
        INDArray left = Nd4j.create(DataType.DOUBLE, ROWS, 0);
        INDArray right = Nd4j.create(DataType.DOUBLE, 0, COLUMNS);
        new BlasProduct(left, false, right, false, 1, 0, out).run();
        assertThat(out.reshape(ROWS * COLUMNS).toDoubleVector()).containsOnly(0);
    }

    /** Nobody else may refer to a vector of ones, say; its memory would be freed with it. */
    @Test
    void keepsItsFactors() {
        try (NativeArrays memory = new NativeArrays()) {
            INDArray out = memory.zeros(DataType.FLOAT, 1, 1);
            INDArray left = Nd4j.ones(DataType.FLOAT, 1, 1);
            INDArray right = Nd4j.ones(DataType.FLOAT, 1, 1);
            var product = new BlasProduct(left, false, right, false, 1, 0, out);
            List<WeakReference<INDArray>> factors = List.of(new WeakReference<>(left), new WeakReference<>(right));
            left = null;
            right = null;
            WeakReference<Object> other = new WeakReference<>(new Object());
            while (other.get() != null) {
                System.gc();
            }
            product.run();
            assertThat(factors).noneMatch(factor -> factor.refersTo(null));
        }
    }
}
