package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** x where x ≥ 0, else slope·x with a trained slope (He et al. 2015, arXiv 1502.01852). */
final class PRelu extends BroadcastOperator {

    PRelu() {
        super(2, Role.NORM_SCALE);
    }

    /** The first operand is data whatever it is; the second is trained even if it is a single number. */
    @Override
    public Role role(int input, long[] shape) {
        return input == 1 ? Role.NORM_SCALE : Role.NONE;
    }

    @Override
    protected double value(double[] x) {
        return x[0] < 0 ? x[0] * x[1] : x[0];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        if (i == 0) {
            return x[0] < 0 ? x[1] : 1;
        }
        return x[0] < 0 ? x[0] : 0;
    }

    /** max(x, 0) + slope·min(x, 0), if the slope does not stretch x; NaN wherever the slope is not finite. */
    @Override
    protected Optional<Kernel> forwardKernel(Binding binding) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        if (x.length() != y.length()) {
            return Optional.empty();
        }
        INDArray negative = binding.scratch(x.shape());
        Broadcast.Pair pair = Broadcast.merge(negative, binding.input(1), negative);
        return Optional.of(Arithmetic.sequence(
                Arithmetic.negativePart(x, negative),
                Arithmetic.multiply(pair.a(), pair.b(), pair.out()),
                Arithmetic.atLeast(x, 0, y),
                Arithmetic.add(y, negative, y)));
    }
}
