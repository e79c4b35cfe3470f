package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arithmetic of two inputs, each stretched to the other's shape where it has an axis of 1. */
abstract class BroadcastOperator implements Operator {

    private final Role roleOfArrays;

    /**
     * @param roleOfArrays what a tensor of more than one element is there for; a single number is plain arithmetic
     */
    BroadcastOperator(Role roleOfArrays) {
        this.roleOfArrays = roleOfArrays;
    }

    @Override
    public final int arity() {
        return 2;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(Shape.broadcast(inputs.get(0), inputs.get(1)));
    }

    @Override
    public final Role role(int input, long[] shape) {
        return Shape.size(shape) > 1 ? roleOfArrays : Role.NONE;
    }

    @Override
    public final Kernel forward(Binding binding) {
        Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), binding.output(0));
        return result(pair.a(), pair.b(), pair.out());
    }

    @Override
    public final Kernel backward(Binding binding) {
        long[] outShape = binding.output(0).rank() == 0
                ? new long[] {1}
                : binding.output(0).shape();
        Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), binding.output(0));
        INDArray gradient = Views.reshape(binding.outputGradient(0), pair.out().shape());
        List<Kernel> steps = new ArrayList<>();
        for (int input = 0; input < arity(); input++) {
            INDArray wanted = binding.inputGradient(input);
            if (wanted == null) {
                continue;
            }
            // Written in place where nothing is stretched, else in full and then summed.
            boolean inPlace = wanted.length() == gradient.length();
            long[] shape = pair.out().shape();
            INDArray result = gradient(
                    input,
                    pair,
                    gradient,
                    () -> inPlace ? Views.reshape(wanted, shape) : binding.scratch(shape),
                    steps);
            if (!inPlace || result == gradient) {
                steps.add(Broadcast.sum(Views.reshape(result, outShape), wanted, binding));
            }
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    /** out = a ∘ b. */
    abstract Kernel result(INDArray a, INDArray b, INDArray out);

    /**
     * Adds the steps that compute the gradient of one input before it is summed over stretched axes.
     *
     * @param gradient the output's gradient
     * @param out gives the array to write to
     * @return the array that holds it: that of {@code out}, or {@code gradient} if that is the answer
     */
    abstract INDArray gradient(
            int input, Broadcast.Pair pair, INDArray gradient, Supplier<INDArray> out, List<Kernel> steps);
}
