package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An operator that treats each element of its one input by itself. */
abstract class Elementwise implements Operator {

    @Override
    public final int arity() {
        return 1;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public final Kernel forward(Binding binding) {
        return forward(binding, binding.input(0), binding.output(0));
    }

    @Override
    public final Kernel backward(Binding binding) {
        INDArray gradient = binding.inputGradient(0);
        if (gradient == null) {
            return Kernel.NOTHING;
        }
        return Arithmetic.sequence(
                derivative(binding, binding.input(0), binding.output(0), gradient),
                Arithmetic.multiply(gradient, binding.outputGradient(0), gradient));
    }

    /** y = f(x). */
    abstract Kernel forward(Binding binding, INDArray x, INDArray y);

    /** out = f′(x), where y = f(x) is there already. */
    abstract Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out);
}
