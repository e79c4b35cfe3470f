package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a forward kernel by machine code is bound to: arrays, and memory that they own. */
public record ForwardBinding(DataType type, List<INDArray> read, INDArray written, NativeArrays arrays)
        implements Binding {

    @Override
    public int inputs() {
        return read.size();
    }

    @Override
    public INDArray input(int i) {
        return read.get(i);
    }

    @Override
    public INDArray output(int i) {
        return written;
    }

    @Override
    public INDArray outputGradient(int i) {
        throw new UnsupportedOperationException();
    }

    @Override
    public INDArray inputGradient(int i) {
        throw new UnsupportedOperationException();
    }

    @Override
    public INDArray scratch(long... shape) {
        return arrays.zeros(type, shape);
    }

    @Override
    public INDArray filled(double value, long... shape) {
        INDArray filled = arrays.zeros(type, shape);
        double[] values = new double[(int) filled.length()];
        Arrays.fill(values, value);
        NativeCopy.write(values, filled);
        return filled;
    }

    @Override
    public Pointer memory(long bytes) {
        return arrays.memory(bytes);
    }
}
