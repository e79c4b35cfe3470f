package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one node of a plan: its inputs and outputs among those of the plan, and scratch memory from the plan's
 * pool, which goes back to it when the kernel is bound.
 */
final class NodeBinding implements Binding {

    private final Network.Node node;
    private final INDArray[] arrays;
    private final BufferPool pool;
    private final INDArray[] outputGradients;
    private final INDArray[] inputGradients;
    private final BitSet added;
    private final List<INDArray> scratch = new ArrayList<>();

    NodeBinding(Network.Node node, INDArray[] arrays, BufferPool pool) {
        this(
                node,
                arrays,
                pool,
                new INDArray[node.outputs().size()],
                new INDArray[node.inputs().size()],
                new BitSet());
    }

    NodeBinding(
            Network.Node node,
            INDArray[] arrays,
            BufferPool pool,
            INDArray[] outputGradients,
            INDArray[] inputGradients,
            BitSet added) {
        this.node = node;
        this.arrays = arrays;
        this.pool = pool;
        this.outputGradients = Arrays.copyOf(outputGradients, outputGradients.length);
        this.inputGradients = Arrays.copyOf(inputGradients, inputGradients.length);
        this.added = (BitSet) added.clone();
    }

    void releaseScratch() {
        scratch.forEach(pool::release);
    }

    @Override
    public DataType type() {
        return pool.type();
    }

    @Override
    public int inputs() {
        return node.inputs().size();
    }

    @Override
    public INDArray input(int i) {
        if (i >= node.inputs().size() || node.inputs().get(i) < 0) {
            return null;
        }
        return arrays[node.inputs().get(i)];
    }

    @Override
    public INDArray output(int i) {
        if (i >= node.outputs().size() || node.outputs().get(i) < 0) {
            return null;
        }
        return arrays[node.outputs().get(i)];
    }

    @Override
    public INDArray outputGradient(int i) {
        return i < outputGradients.length ? outputGradients[i] : null;
    }

    @Override
    public INDArray inputGradient(int i) {
        return i < inputGradients.length ? inputGradients[i] : null;
    }

    @Override
    public boolean addsGradient(int i) {
        return added.get(i);
    }

    @Override
    public INDArray scratch(long... shape) {
        INDArray array = pool.acquire(shape);
        scratch.add(array);
        return array;
    }

    @Override
    public INDArray filled(double value, long... shape) {
        INDArray array = pool.permanent(shape);
        return value == 0 ? array : array.assign(value);
    }

    @Override
    public Pointer memory(long bytes) {
        return pool.memory(bytes);
    }
}
