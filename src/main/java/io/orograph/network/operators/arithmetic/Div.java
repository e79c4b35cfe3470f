package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a/b, element by element. */
final class Div extends ArithmeticOperator {

    Div() {
        super(Role.NORM_SCALE, Arithmetic.QUOTIENT);
    }

    @Override
    protected double value(double[] x) {
        return x[0] / x[1];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return i == 0 ? 1 / x[1] : -y / x[1];
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !moving[1];
    }

    @Override
    public OptionalDouble factor(Handing handing) {
        OptionalDouble divisor = second(handing);
        return divisor.isPresent() ? OptionalDouble.of(1 / divisor.getAsDouble()) : divisor;
    }

    @Override
    Kernel result(Binding binding, INDArray a, INDArray b, INDArray out) {
        return Arithmetic.divide(binding, a, b, out);
    }

    @Override
    INDArray gradient(
            Binding binding,
            int input,
            Broadcast.Pair pair,
            INDArray gradient,
            Supplier<INDArray> out,
            List<Kernel> steps) {
        INDArray result = out.get();
        steps.add(Arithmetic.divide(binding, gradient, pair.b(), result));
        if (input == 1) {
            // d(a/b)/db = −(a/b)/b
            steps.add(Arithmetic.multiply(result, pair.out(), result));
            steps.add(Arithmetic.multiply(result, -1, result));
        }
        return result;
    }
}
