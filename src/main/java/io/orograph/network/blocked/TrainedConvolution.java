package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

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
 * A convolution between arrays of the library's layouts, forward and backward, with what follows it done on the way. Inputs:
 * what skipped it if there is something, x, the weights in rows, and a bias or nothing. Each of the three passes likes the weights in another layout: they are brought there, and their gradient back,
 * within it, which takes little beside a tile.
 */
final class TrainedConvolution implements Operator {

    private final ConvolutionProblem problem;
    private final Following following;
    private final ConvolutionProblem.Solution forward;
    private final Primitive toData;
    private final Primitive toWeights;

    private TrainedConvolution(
            ConvolutionProblem problem,
            Following following,
            ConvolutionProblem.Solution forward,
            Primitive toData,
            Primitive toWeights) {
        this.problem = problem;
        this.following = following;
        this.forward = forward;
        this.toData = toData;
        this.toWeights = toWeights;
    }

    /**
     * Returns a convolution if the library is good at all three passes, or at two where nobody wants the input's gradient.
     *
     * @param wantsData whether the gradient of x may be asked for
     */
    static Optional<TrainedConvolution> of(ConvolutionProblem problem, Following following, boolean wantsData) {
        try (Attributes attributes = new Attributes();
                Attributes withFollowing = following.attributes()) {
            Optional<ConvolutionProblem.Solution> forward = problem.forward(withFollowing, true);
            if (forward.isEmpty()) {
                return Optional.empty();
            }
            Optional<Primitive> toData = wantsData ? problem.backwardData(attributes, forward.get()) : Optional.empty();
            Optional<Primitive> toWeights = problem.backwardWeights(attributes, forward.get());
            return toWeights.isEmpty() || wantsData && toData.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TrainedConvolution(
                            problem, following, forward.get(), toData.orElse(null), toWeights.get()));
        }
    }

    Layout x() {
        return forward.x();
    }

    Layout y() {
        return forward.y();
    }

    @Override
    public int arity() {
        return following.input(3);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {forward.y().floats()});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return following.equals(Following.NOTHING) && !(moving[0] && moving[1]);
    }

    private Layout rows() {
        return Layout.rows(problem.weights());
    }

    private INDArray bias(Binding binding) {
        return binding.inputs() > following.input(2) ? binding.input(following.input(2)) : null;
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray out = binding.output(0);
        INDArray weights = binding.scratch(forward.weights().floats());
        Kernel pack = Reorder.kernel(binding, binding.input(following.input(1)), rows(), weights, forward.weights());
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(following.input(0)), x()),
                new Argument(DNNL_ARG_WEIGHTS, weights, forward.weights()),
                new Argument(DNNL_ARG_DST, out, y())));
        INDArray bias = bias(binding);
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, bias, Layout.rows(bias.length())));
        }
        Kernel convolution = forward.primitive().bind(binding, arguments.toArray(Argument[]::new));
        INDArray skip = following.skip() ? binding.input(0) : null;
        return () -> {
            pack.run();
            if (skip != null) {
                NativeCopy.copy(skip, out);
            }
            convolution.run();
        };
    }

    @Override
    public Kernel backward(Binding binding) {
        List<Kernel> steps = new ArrayList<>();
        INDArray gradient = binding.outputGradient(0);
        following.cap().ifPresent(cap -> steps.add(Rectifier.backInPlace(binding, binding.output(0), gradient, cap)));
        INDArray toSkip = following.skip() ? binding.inputGradient(0) : null;
        if (toSkip != null) {
            steps.add(() -> NativeCopy.copy(gradient, toSkip));
        }
        if (binding.inputGradient(following.input(0)) != null) {
            bindToData(binding, steps);
        }
        if (binding.inputGradient(following.input(1)) != null || wantedBias(binding) != null) {
            bindToWeights(binding, steps);
        }
        return () -> steps.forEach(Kernel::run);
    }

    private INDArray wantedBias(Binding binding) {
        return bias(binding) == null ? null : binding.inputGradient(following.input(2));
    }

    private void bindToData(Binding binding, List<Kernel> steps) {
        Layout layout = toData.layout(dnnl_query_weights_md, problem.weights());
        INDArray weights = binding.scratch(layout.floats());
        steps.add(Reorder.kernel(binding, binding.input(following.input(1)), rows(), weights, layout));
        steps.add(toData.bind(
                binding,
                new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), y()),
                new Argument(DNNL_ARG_WEIGHTS, weights, layout),
                new Argument(DNNL_ARG_DIFF_SRC, binding.inputGradient(following.input(0)), x())));
    }

    private void bindToWeights(Binding binding, List<Kernel> steps) {
        Layout layout = toWeights.layout(dnnl_query_diff_weights_md, problem.weights());
        INDArray gradient = binding.scratch(layout.floats());
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(following.input(0)), x()),
                new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), y()),
                new Argument(DNNL_ARG_DIFF_WEIGHTS, gradient, layout)));
        INDArray bias = bias(binding);
        if (bias != null) {
            INDArray wanted = wantedBias(binding);
            arguments.add(new Argument(
                    DNNL_ARG_DIFF_BIAS,
                    wanted == null ? binding.scratch(bias.length()) : wanted,
                    Layout.rows(bias.length())));
        }
        steps.add(toWeights.bind(binding, arguments.toArray(Argument[]::new)));
        INDArray wanted = binding.inputGradient(following.input(1));
        if (wanted != null) {
            steps.add(Reorder.kernel(binding, gradient, layout, wanted, rows()));
        }
    }
}
