package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Binding;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.ArrayViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The arrays of one operator, as a plan would bind them, made to catch mistakes: each lies at an odd place inside a
 * larger buffer whose margins must stay as they are, and all that a kernel must write is NaN before it runs.
 */
final class TestBinding implements Binding {

    private static final int MARGIN = 5;
    private static final double GUARD = 77777;

    static {
        // One thread, as a plan uses: several wait for one another longer than such small arrays take.
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    private final DataType type;
    private final List<INDArray> inputs = new ArrayList<>();
    private final List<INDArray> outputs = new ArrayList<>();
    private final List<INDArray> outputGradients = new ArrayList<>();
    private final List<INDArray> inputGradients = new ArrayList<>();
    private final List<INDArray> scratches = new ArrayList<>();
    private final List<INDArray> buffers = new ArrayList<>();

    /** Kept for kernels that know only where they lie. */
    private final List<INDArray> filledArrays = new ArrayList<>();

    /**
     * @param shapes shapes of the inputs; null for an optional one left out
     * @param wanted whether an input's gradient is wanted
     * @param isWritten whether an output is there
     */
    TestBinding(Operator operator, DataType type, List<long[]> shapes, boolean[] wanted, IntPredicate isWritten) {
        this.type = type;
        for (int i = 0; i < shapes.size(); i++) {
            inputs.add(shapes.get(i) == null ? null : array(shapes.get(i)));
            inputGradients.add(shapes.get(i) == null || !wanted[i] ? null : array(shapes.get(i)));
        }
        List<long[]> results = operator.outputShapes(shapes);
        for (int i = 0; i < results.size(); i++) {
            long[] shape = results.get(i);
            boolean bound = isWritten.test(i);
            outputs.add(operator.isView() ? ArrayViews.reshape(inputs.get(0), shape) : bound ? array(shape) : null);
            outputGradients.add(bound ? array(shape) : null);
        }
    }

    private INDArray array(long... shape) {
        int size = Shape.size(shape);
        INDArray buffer = Nd4j.valueArrayOf(new long[] {size + 2L * MARGIN}, GUARD, type);
        buffers.add(buffer);
        INDArray inner = buffer.get(NDArrayIndex.interval(MARGIN, MARGIN + size));
        return Nd4j.create(inner.data(), shape, Nd4j.getStrides(shape, 'c'), inner.offset(), 'c');
    }

    /** Makes every array that a kernel must write before it reads it unusable. */
    void spoil(boolean backward) {
        scratches.forEach(TestBinding::spoil);
        (backward ? inputGradients : outputs).forEach(TestBinding::spoil);
    }

    private static void spoil(INDArray array) {
        if (array != null) {
            double[] nothing = new double[(int) array.length()];
            Arrays.fill(nothing, Double.NaN);
            set(array, nothing);
        }
    }

    void assertMarginsUntouched() {
        for (INDArray buffer : buffers) {
            double[] values = get(buffer);
            double[] margins = new double[2 * MARGIN];
            System.arraycopy(values, 0, margins, 0, MARGIN);
            System.arraycopy(values, values.length - MARGIN, margins, MARGIN, MARGIN);
            assertThat(margins).as("memory around an array").containsOnly(GUARD);
        }
    }

    static void set(INDArray array, double[] values) {
        DataBuffer memory = array.data();
        for (int i = 0; i < values.length; i++) {
            memory.put(i, values[i]);
        }
    }

    static double[] get(INDArray array) {
        DataBuffer memory = array.data();
        double[] values = new double[(int) array.length()];
        Arrays.setAll(values, i -> memory.getDouble(i));
        return values;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public int inputs() {
        return inputs.size();
    }

    @Override
    public INDArray input(int i) {
        return inputs.get(i);
    }

    @Override
    public INDArray output(int i) {
        return outputs.get(i);
    }

    @Override
    public INDArray outputGradient(int i) {
        return outputGradients.get(i);
    }

    @Override
    public INDArray inputGradient(int i) {
        return inputGradients.get(i);
    }

    @Override
    public INDArray filled(double value, long... shape) {
        INDArray filled = Nd4j.valueArrayOf(shape, value, type);
        filledArrays.add(filled);
        return filled;
    }

    @Override
    public INDArray scratch(long... shape) {
        INDArray scratch = array(shape);
        scratches.add(scratch);
        return scratch;
    }
}
