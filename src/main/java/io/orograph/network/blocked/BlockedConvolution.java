package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between arrays of the library's layouts, with what follows it done on the way: the sum with what skipped it,
 * and the rectifier. Inputs: what skipped it if there is something, x, the weights in the layout that {@link #weights} says,
 * and a bias or nothing. Only for plans that go forward.
 */
final class BlockedConvolution implements Operator {

    private final ConvolutionProblem.Solution solution;
    private final Following following;
    private final boolean overwritesSkip;

    /**
     * What is done on the way: {@code rectified(x∗W + b + skip)}.
     *
     * @param cap the largest number of the rectifier, infinite if it has none; empty for no rectifier
     */
    record Following(boolean skip, Optional<Double> cap) {

        static final Following NOTHING = new Following(false, Optional.empty());

        private Attributes attributes() {
            Attributes attributes = new Attributes();
            if (skip) {
                attributes.sum();
            }
            cap.ifPresent(attributes::rectifier);
            return attributes;
        }
    }

    private BlockedConvolution(ConvolutionProblem.Solution solution, Following following, boolean overwritesSkip) {
        this.solution = solution;
        this.following = following;
        this.overwritesSkip = overwritesSkip;
    }

    /**
     * Returns a convolution if the library is good at it.
     *
     * @param overwritesSkip whether the result may take the place of what skipped it, if nobody needs that later
     */
    static Optional<BlockedConvolution> of(ConvolutionProblem problem, Following following, boolean overwritesSkip) {
        try (Attributes attributes = following.attributes()) {
            return problem.forward(attributes, false)
                    .map(solution -> new BlockedConvolution(solution, following, overwritesSkip));
        }
    }

    Layout x() {
        return solution.x();
    }

    Layout weights() {
        return solution.weights();
    }

    Layout y() {
        return solution.y();
    }

    @Override
    public int arity() {
        return following.skip() ? 4 : 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {solution.y().floats()});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return following.equals(Following.NOTHING) && !(moving[0] && moving[1]);
    }

    @Override
    public boolean isInPlace() {
        return following.skip() && overwritesSkip;
    }

    @Override
    public Kernel forward(Binding binding) {
        int first = following.skip() ? 1 : 0;
        INDArray out = binding.output(0);
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(first), x()),
                new Argument(DNNL_ARG_WEIGHTS, binding.input(first + 1), weights()),
                new Argument(DNNL_ARG_DST, out, y())));
        INDArray bias = binding.inputs() > first + 2 ? binding.input(first + 2) : null;
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, bias, Layout.rows(bias.length())));
        }
        Kernel convolution = solution.primitive().bind(binding, arguments.toArray(Argument[]::new));
        if (!following.skip() || NativeCopy.address(out) == NativeCopy.address(binding.input(0))) {
            return convolution;
        }
        INDArray skip = binding.input(0);
        return () -> {
            NativeCopy.copy(skip, out);
            convolution.run();
        };
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("what follows a layer is done on the way only where nobody goes back");
    }
}
