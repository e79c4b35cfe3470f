package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        if (a.length != 2 || b.length != 2) {
            throw new IllegalArgumentException(
                    "a matrix product needs two matrices; got " + Shape.text(a) + " and " + Shape.text(b));
        }
        if (a[transposeA ? 0 : 1] != b[transposeB ? 1 : 0]) {
            throw new IllegalArgumentException("the matrices " + Shape.text(a) + (transposeA ? " transposed" : "")
                    + " and " + Shape.text(b) + (transposeB ? " transposed" : "")
                    + " have no product: the inner sizes differ");
        }
        long[] out = {a[transposeA ? 1 : 0], b[transposeB ? 0 : 1]};
        long[] c = inputs.size() > 2 ? inputs.get(2) : null;
        if (c != null && !Arrays.equals(Shape.broadcast(c, out), out)) {
            throw new IllegalArgumentException(
                    "a bias of shape " + Shape.text(c) + " does not fit a product of shape " + Shape.text(out));
        }
        return List.of(out);
    }

    @Override
    public Role role(int input, long[] shape) {
        return Role.at(input, Role.WEIGHT, Role.WEIGHT, Role.BIAS);
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
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]);
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        long[] bias = inputs.size() > 2 ? inputs.get(2) : null;
        long columns = inputs.get(1)[transposeB ? 0 : 1];
        boolean isPlain = !transposeA && alpha == 1;
        boolean isRow = bias == null
                || beta == 1 && bias.length > 0 && bias[bias.length - 1] == columns && Shape.size(bias) == columns;
        return isPlain && isRow ? Optional.of(new LayerForm.Dense(transposeB)) : Optional.empty();
    }

    @Override
    public boolean isDense() {
        return true;
    }

    private static INDArray bias(Binding binding) {
        return binding.inputs() > 2 ? binding.input(2) : null;
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray a = binding.input(0);
        INDArray b = binding.input(1);
        INDArray out = binding.output(0);
        INDArray bias = bias(binding);
        // ND4J's own dense layer, xw_plus_b, takes up to fifty times as long for sizes that are no powers of two.
        Kernel product = Arithmetic.product(a, transposeA, b, transposeB, alpha, out);
        if (bias == null || beta == 0) {
            return product;
        }
        if (beta == 1) {
            return Arithmetic.sequence(product, addTo(out, bias));
        }
        INDArray scaled = binding.scratch(bias.shape());
        return Arithmetic.sequence(product, Arithmetic.multiply(bias, beta, scaled), addTo(out, scaled));
    }

    /** A product and a bias, nothing transposed but the weights, nothing scaled. */
    @Override
    public OptionalInt foldableAxis() {
        boolean plain = !transposeA && alpha == 1 && beta == 1;
        return plain ? OptionalInt.of(outputAxis(1, 2)) : OptionalInt.empty();
    }

    private static Kernel addTo(INDArray out, INDArray bias) {
        Broadcast.Pair pair = Broadcast.merge(out, bias, out);
        return Arithmetic.add(pair.a(), pair.b(), pair.out());
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray a = binding.input(0);
        INDArray b = binding.input(1);
        INDArray g = binding.outputGradient(0);
        List<Kernel> steps = new ArrayList<>();
        INDArray toA = binding.inputGradient(0);
        if (toA != null) {
            steps.add(
                    transposeA
                            ? Arithmetic.product(b, transposeB, g, true, alpha, toA)
                            : Arithmetic.product(g, false, b, !transposeB, alpha, toA));
        }
        INDArray toB = binding.inputGradient(1);
        if (toB != null) {
            steps.add(
                    transposeB
                            ? Arithmetic.product(g, true, a, transposeA, alpha, toB)
                            : Arithmetic.product(a, !transposeA, g, false, alpha, toB));
        }
        INDArray toC = bias(binding) == null ? null : binding.inputGradient(2);
        if (toC != null) {
            steps.add(Broadcast.sum(g, toC, binding));
            if (beta != 1) {
                steps.add(Arithmetic.multiply(toC, beta, toC));
            }
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }
}
