package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** factor·(x₀ + x₁ + …): Sum, as which residual connections are written too, and Mean. */
final class Sum extends BroadcastOperator {

    private final double factor;

    private Sum(NodeSpec node, Role role, double factor) {
        super(inputs(node), role);
        this.factor = factor;
    }

    static Sum sum(NodeSpec node) {
        return new Sum(node, Role.BIAS, 1);
    }

    static Sum mean(NodeSpec node) {
        return new Sum(node, Role.NONE, 1.0 / inputs(node));
    }

    @Override
    protected double value(double[] x) {
        return factor * Arrays.stream(x).sum();
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return factor;
    }

    @Override
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return factor == 1 && arity() == 2 ? LayerForm.Pointwise.Kind.SUM : LayerForm.Pointwise.Kind.OTHER;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of((x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] += x[k][i];
                }
            }
            for (int i = 0; i < length; i++) {
                y[i] *= (float) factor;
            }
        });
    }

    @Override
    protected Optional<Kernel> forwardKernel(Binding binding) {
        return nativeSum(binding).or(() -> super.forwardKernel(binding));
    }

    /** By one native kernel a pass over the memory, if two inputs are there or none is stretched. */
    private Optional<Kernel> nativeSum(Binding binding) {
        INDArray y = binding.output(0);
        List<Kernel> steps = new ArrayList<>();
        if (binding.inputs() == 2) {
            Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), y);
            steps.add(Arithmetic.add(pair.a(), pair.b(), pair.out()));
        } else {
            for (int i = 0; i < binding.inputs(); i++) {
                INDArray x = binding.input(i);
                if (!Arrays.equals(x.shape(), y.shape())) {
                    return Optional.empty();
                }
                steps.add(i == 0 ? Arithmetic.copy(x, y) : Arithmetic.add(y, x, y));
            }
        }
        if (factor != 1) {
            steps.add(Arithmetic.multiply(y, factor, y));
        }
        return Optional.of(Arithmetic.sequence(steps.toArray(Kernel[]::new)));
    }
}
