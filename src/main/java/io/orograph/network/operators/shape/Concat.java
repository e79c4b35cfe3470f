package io.orograph.network.operators.shape;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.NativeCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Joins its inputs along one axis. */
final class Concat implements Operator {

    private final long axis;
    private final int arity;

    Concat(NodeSpec node) {
        if (!node.attributes().names().contains("axis")) {
            throw new IllegalArgumentException(node.label() + " names no axis");
        }
        axis = node.attributes().integer("axis", 0);
        arity = node.inputs().size();
    }

    @Override
    public int arity() {
        return arity;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] result = inputs.get(0).clone();
        int along = Shape.axis(axis, result.length);
        for (long[] next : inputs.subList(1, inputs.size())) {
            long[] expected = result.clone();
            if (next.length == expected.length) {
                expected[along] = next[along];
            }
            if (!Arrays.equals(expected, next)) {
                throw new IllegalArgumentException("the shapes "
                        + String.join(", ", inputs.stream().map(Shape::text).toList())
                        + " cannot be joined along axis " + along + ": they differ elsewhere");
            }
            result[along] += next[along];
        }
        return List.of(result);
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return Optional.of(IntStream.range(0, shapes.get(input).length).toArray());
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray[] inputs =
                IntStream.range(0, binding.inputs()).mapToObj(binding::input).toArray(INDArray[]::new);
        return new NativeCall("concat")
                .read(inputs)
                .write(binding.output(0))
                .integers(Shape.axis(axis, inputs[0].rank()));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray g = binding.outputGradient(0);
        int rank = g.rank();
        int along = Shape.axis(axis, rank);
        List<Kernel> steps = new ArrayList<>();
        long begin = 0;
        for (int i = 0; i < binding.inputs(); i++) {
            long[] shape = binding.input(i).shape();
            if (binding.inputGradient(i) != null) {
                long[] arguments = new long[2 * rank];
                arguments[along] = begin;
                System.arraycopy(shape, 0, arguments, rank, rank);
                steps.add(new NativeCall("slice")
                        .read(g)
                        .write(binding.inputGradient(i))
                        .integers(arguments));
            }
            begin += shape[along];
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }
}
