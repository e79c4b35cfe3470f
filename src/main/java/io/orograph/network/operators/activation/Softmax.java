package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.RowOperator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.kernel.RowLoop;
import io.orograph.network.operators.kernel.RowSoftmax;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * eˣ/Σeˣ, or its logarithm, along one axis; before operator set 13 over all axes from the given one on.
 *
 * <p>The gradient with respect to x is y·(g − Σg·y), and g − eʸ·Σg for the logarithm.
 */
final class Softmax implements RowOperator {

    /** From so many numbers on, a softmax is put together from several steps where it is no machine code. */
    private static final long MANY = 1 << 14;

    private final boolean logarithm;
    private final long axis;
    private final boolean flattens;

    private Softmax(NodeSpec node, boolean logarithm) {
        this.logarithm = logarithm;
        this.flattens = node.opset() < 13;
        this.axis = node.attributes().integer("axis", flattens ? 1 : -1);
    }

    static Softmax softmax(NodeSpec node) {
        return new Softmax(node, false);
    }

    static Softmax logSoftmax(NodeSpec node) {
        return new Softmax(node, true);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        blocks(inputs.get(0));
        return List.of(inputs.get(0));
    }

    /** The shape with merged axes: what lies before the sum, what is summed over, what lies behind. */
    private long[] blocks(long[] shape) {
        int first = Shape.axis(axis, shape.length);
        int end = flattens ? shape.length : first + 1;
        long[] blocks = {
            Shape.size(Arrays.copyOf(shape, first)),
            Shape.size(Arrays.copyOfRange(shape, first, end)),
            Shape.size(Arrays.copyOfRange(shape, end, shape.length))
        };
        return blocks[2] == 1 ? Arrays.copyOf(blocks, 2) : blocks;
    }

    /** Over several axes at once the alternatives are along none. */
    @Override
    public OptionalInt normalizedAxis(long[] shape) {
        int first = Shape.axis(axis, shape.length);
        boolean isSingle =
                !flattens || Arrays.stream(shape, first + 1, shape.length).allMatch(size -> size == 1);
        return isSingle ? OptionalInt.of(first) : OptionalInt.empty();
    }

    @Override
    public boolean isElementwise() {
        return false;
    }

    /** Tells whether it is a softmax along the last axis. */
    private boolean isByRows(long[] shape) {
        boolean isLast = shape.length > 0 && blocks(shape)[1] == shape[shape.length - 1] && blocks(shape).length == 2;
        return isLast && !logarithm;
    }

    @Override
    public Optional<RowLoop> rowLoop(List<long[]> inputs) {
        return isByRows(inputs.get(0)) ? Optional.of(RowSoftmax::run) : Optional.empty();
    }

    @Override
    public Optional<Kernel> inPlace(Binding binding, INDArray rows) {
        if (!isByRows(rows.shape())) {
            return Optional.empty();
        }
        INDArray matrix = ArrayViews.reshape(rows, blocks(rows.shape()));
        return RowSoftmax.compiled(binding, matrix, matrix, false);
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        return isByRows(inputs.get(0)) ? Optional.of(new LayerForm.Softmax()) : Optional.empty();
    }

    @Override
    public Kernel forward(Binding binding) {
        long[] blocks = blocks(binding.input(0).shape());
        INDArray x = ArrayViews.reshape(binding.input(0), blocks);
        INDArray y = ArrayViews.reshape(binding.output(0), blocks);
        Optional<Kernel> fast = blocks.length == 2 ? alongRows(binding, x, y) : Optional.empty();
        if (fast.isPresent()) {
            return fast.get();
        }
        boolean isSmall = !logarithm && x.length() < MANY;
        return isSmall ? new NativeCall("softmax").read(x).write(y).integers(1) : byPowers(binding, x, y);
    }

    private Optional<Kernel> alongRows(Binding binding, INDArray x, INDArray y) {
        boolean isLoop = binding.type() == DataType.FLOAT && x.length() >= MANY;
        return RowSoftmax.compiled(binding, x, y, logarithm)
                .or(() -> isLoop ? RowOperator.kernel(this, binding) : Optional.empty());
    }

    /**
     * With the largest x taken off, so that nothing overflows. ND4J's own logarithm is that of a softmax, which is −∞
     * already for outputs 104 apart, and its softmax takes twice as long where there is much to do.
     */
    private Kernel byPowers(Binding binding, INDArray x, INDArray y) {
        long[] summed = x.shape().clone();
        summed[1] = 1;
        INDArray row = binding.scratch(summed);
        INDArray powers = logarithm ? binding.scratch(x.shape()) : y;
        long[] reduced = summed.length == 2 ? new long[] {summed[0]} : new long[] {summed[0], summed[2]};
        return Arithmetic.sequence(
                new NativeCall("reduce_max")
                        .read(x)
                        .write(ArrayViews.reshape(row, reduced))
                        .integers(1),
                Arithmetic.subtract(x, row, y),
                Arithmetic.exp(y, powers),
                Broadcast.sum(powers, row, binding),
                logarithm
                        ? Arithmetic.sequence(Arithmetic.log(row, row), Arithmetic.subtract(y, row, y))
                        : Arithmetic.divide(y, row, y));
    }

    @Override
    public Kernel backward(Binding binding) {
        if (binding.inputGradient(0) == null) {
            return Kernel.NOTHING;
        }
        long[] blocks = blocks(binding.input(0).shape());
        INDArray y = ArrayViews.reshape(binding.output(0), blocks);
        INDArray g = ArrayViews.reshape(binding.outputGradient(0), blocks);
        INDArray out = ArrayViews.reshape(binding.inputGradient(0), blocks);
        long[] summed = blocks.clone();
        summed[1] = 1;
        INDArray sum = binding.scratch(summed);
        if (logarithm) {
            return Arithmetic.sequence(
                    Broadcast.sum(g, sum, binding),
                    Arithmetic.exp(y, out),
                    Arithmetic.multiply(out, sum, out),
                    Arithmetic.subtract(g, out, out));
        }
        return Arithmetic.sequence(
                Arithmetic.multiply(g, y, out),
                Broadcast.sum(out, sum, binding),
                Arithmetic.subtract(g, sum, out),
                Arithmetic.multiply(out, y, out));
    }
}
