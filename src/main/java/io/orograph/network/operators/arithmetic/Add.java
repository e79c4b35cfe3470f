package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a + b. */
final class Add extends ArithmeticOperator {

    Add() {
        super(Role.BIAS, Arithmetic.SUM);
    }

    @Override
    protected double value(double[] x) {
        return x[0] + x[1];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return 1;
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public boolean handsBackGradient(int input, List<long[]> inputs) {
        return Arrays.equals(inputs.get(input), outputShapes(inputs).get(0));
    }

    @Override
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return LayerForm.Pointwise.Kind.SUM;
    }

    @Override
    Kernel result(Binding binding, INDArray a, INDArray b, INDArray out) {
        return Arithmetic.add(binding, a, b, out);
    }

    @Override
    INDArray gradient(
            Binding binding,
            int input,
            Broadcast.Pair pair,
            INDArray gradient,
            Supplier<INDArray> out,
            List<Kernel> steps) {
        return gradient;
    }
}
