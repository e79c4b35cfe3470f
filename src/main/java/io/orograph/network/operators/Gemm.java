package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Y = α·A′·B′ + β·C, where ′ is an optional transposition: a dense layer. */
final class Gemm implements Operator {

    private final double alpha;
    private final double beta;
    private final boolean transposeA;
    private final boolean transposeB;

    Gemm(NodeSpec node) {
        alpha = node.attributes().number("alpha", 1);
        beta = node.attributes().number("beta", 1);
        transposeA = node.attributes().integer("transA", 0) != 0;
        transposeB = node.attributes().integer("transB", 0) != 0;
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] a = inputs.get(0);
        long[] b = inputs.get(1);
        long inner = a[transposeA ? 0 : 1];
        if (inner != b[transposeB ? 1 : 0]) {
            throw new IllegalArgumentException("a product of " + Shape.text(a) + " and " + Shape.text(b));
        }
        return List.of(new long[] {a[transposeA ? 1 : 0], b[transposeB ? 0 : 1]});
    }

    @Override
    public Role role(int input, long[] shape) {
        return switch (input) {
            case 0, 1 -> Role.WEIGHT;
            default -> Role.BIAS;
        };
    }

    @Override
    public int outputAxis(int input, int rank) {
        return switch (input) {
            case 0 -> transposeA ? 1 : 0;
            case 1 -> transposeB ? 0 : 1;
            default -> -1;
        };
    }

    @Override
    public Kernel forward(Binding binding) {
        throw new UnsupportedOperationException("written next");
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("written next");
    }
}
