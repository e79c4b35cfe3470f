package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a − b. */
final class Sub extends ArithmeticOperator {

    Sub() {
        super(Role.BIAS, Arithmetic.DIFFERENCE);
    }

    @Override
    protected double value(double[] x) {
        return x[0] - x[1];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return i == 0 ? 1 : -1;
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    Kernel result(Binding binding, INDArray a, INDArray b, INDArray out) {
        return Arithmetic.subtract(binding, a, b, out);
    }

    @Override
    INDArray gradient(
            Binding binding,
            int input,
            Broadcast.Pair pair,
            INDArray gradient,
            Supplier<INDArray> out,
            List<Kernel> steps) {
        if (input == 0) {
            return gradient;
        }
        INDArray result = out.get();
        steps.add(Arithmetic.multiply(gradient, -1, result));
        return result;
    }
}
