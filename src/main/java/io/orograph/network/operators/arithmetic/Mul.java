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

/** a·b, element by element. */
final class Mul extends ArithmeticOperator {

    Mul() {
        super(Role.NORM_SCALE, Arithmetic.PRODUCT);
    }

    @Override
    protected double value(double[] x) {
        return x[0] * x[1];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return x[1 - i];
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]);
    }

    @Override
    public OptionalDouble factor(Handing handing) {
        return second(handing);
    }

    @Override
    Kernel result(Binding binding, INDArray a, INDArray b, INDArray out) {
        return Arithmetic.multiply(binding, a, b, out);
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
        steps.add(Arithmetic.multiply(binding, gradient, input == 0 ? pair.b() : pair.a(), result));
        return result;
    }
}
