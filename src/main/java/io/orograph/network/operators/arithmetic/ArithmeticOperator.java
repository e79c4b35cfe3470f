package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arithmetic of two inputs that native kernels do in both directions, whatever is stretched. */
abstract class ArithmeticOperator extends BroadcastOperator {

    private final FloatLoop loop;

    /**
     * @param loop the same in single precision
     */
    ArithmeticOperator(Role roleOfArrays, FloatLoop loop) {
        super(2, roleOfArrays);
        this.loop = loop;
    }

    @Override
    protected final Optional<FloatLoop> floatLoop() {
        return Optional.of(loop);
    }

    @Override
    protected final Optional<Kernel> forwardKernel(Binding binding) {
        Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), binding.output(0));
        return Optional.of(result(binding, pair.a(), pair.b(), pair.out()));
    }

    @Override
    protected final Optional<Kernel> backwardKernel(Binding binding) {
        long[] outShape = binding.output(0).rank() == 0
                ? new long[] {1}
                : binding.output(0).shape();
        Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), binding.output(0));
        INDArray gradient =
                ArrayViews.reshape(binding.outputGradient(0), pair.out().shape());
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
                    binding,
                    input,
                    pair,
                    gradient,
                    () -> inPlace ? ArrayViews.reshape(wanted, shape) : binding.scratch(shape),
                    steps);
            if (!inPlace || result == gradient) {
                steps.add(Broadcast.sum(ArrayViews.reshape(result, outShape), wanted, binding));
            }
        }
        return Optional.of(Arithmetic.sequence(steps.toArray(Kernel[]::new)));
    }

    /** Returns the second input if that is one constant number and the output has the shape of the first. */
    static OptionalDouble second(Operator.Handing handing) {
        Tensor constant = handing.constants().get(1);
        boolean isNumber = constant != null
                && constant.size() == 1
                && constant.rank() <= handing.inputs().get(0).length;
        return isNumber ? OptionalDouble.of(constant.doubles()[0]) : OptionalDouble.empty();
    }

    /** out = a ∘ b. */
    abstract Kernel result(Binding binding, INDArray a, INDArray b, INDArray out);

    /**
     * Adds the steps that compute the gradient of one input before it is summed over stretched axes.
     *
     * @param gradient the output's gradient
     * @param out gives the array to write to
     * @return the array that holds it: that of {@code out}, or {@code gradient} if that is the answer
     */
    abstract INDArray gradient(
            Binding binding,
            int input,
            Broadcast.Pair pair,
            INDArray gradient,
            Supplier<INDArray> out,
            List<Kernel> steps);
}
