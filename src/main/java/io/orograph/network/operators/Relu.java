package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.factory.Nd4j;

/** max(x, 0). Its derivative at 0 is taken as 0, as PyTorch does. */
final class Relu implements Operator {

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Kernel forward(Binding binding) {
        RectifiedLinear op = new RectifiedLinear(binding.input(0), binding.output(0), 0.0);
        return () -> Nd4j.getExecutioner().exec(op);
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray mask = binding.inputGradient(0);
        var positive = new org.nd4j.linalg.api.ops.impl.scalar.Step(binding.output(0), mask, 0.0);
        INDArray gradient = binding.outputGradient(0);
        return () -> {
            Nd4j.getExecutioner().exec(positive);
            mask.muli(gradient);
        };
    }
}
