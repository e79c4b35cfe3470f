package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between arrays of the library's layouts, forward and backward, with what follows it done on the way. Inputs:
 * what skipped it if there is something, x, the weights in rows, and a bias or nothing. Each of the three passes likes the
 * weights in another layout, and where there are few channels x as well: they are brought there, and gradients back, within
 * it, which takes little beside a tile.
 */
final class TrainedConvolution implements Operator {

    private final ConvolutionProblem problem;
    private final Following following;
    private final Layout x;
    private final Passes passes;

    /**
     * The library's ways through it.
     *
     * @param toData null where nobody wants the gradient of x
     */
    private record Passes(Solution forward, Solution toData, WeightGradient toWeights) {

        private boolean isRead(Layout x) {
            return Stream.of(forward.x(), toWeights.x(), toData == null ? forward.x() : toData.x())
                    .anyMatch(x::isSame);
        }
    }

    private TrainedConvolution(ConvolutionProblem problem, Following following, Layout x, Passes passes) {
        this.problem = problem;
        this.following = following;
        this.x = x;
        this.passes = passes;
    }

    /**
     * Returns a convolution if the library is good at the way forward, and has more than plain loops for the ways back.
     *
     * @param there how x lies in memory, where it stays if a pass reads it so
     * @param wantsData whether the gradient of x may be asked for
     */
    static Optional<TrainedConvolution> of(
            ConvolutionProblem problem, Following following, Layout there, boolean wantsData) {
        try (Attributes attributes = new Attributes();
                Attributes withFollowing = following.attributes()) {
            Optional<Solution> forward = problem.forward(withFollowing, true);
            if (forward.isEmpty()) {
                return Optional.empty();
            }
            Optional<Solution> toData = wantsData ? problem.backwardData(attributes, forward.get()) : Optional.empty();
            Optional<WeightGradient> toWeights = WeightGradient.of(problem, attributes, forward.get());
            if (toWeights.isEmpty() || wantsData && toData.isEmpty()) {
                return Optional.empty();
            }
            Passes passes = new Passes(forward.get(), toData.orElse(null), toWeights.get());
            Layout x = passes.isRead(there) ? there : forward.get().x();
            return Optional.of(new TrainedConvolution(problem, following, x, passes));
        }
    }

    Layout x() {
        return x;
    }

    Layout y() {
        return passes.forward().y();
    }

    @Override
    public int arity() {
        return following.input(3);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {y().floats()});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return following.equals(Following.NOTHING) && !(moving[0] && moving[1]);
    }

    private Layout rows() {
        return Layout.rows(problem.weights());
    }

    @Override
    public Kernel forward(Binding binding) {
        Solution pass = passes.forward();
        List<Kernel> steps = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>(List.of(
                Reorder.read(DNNL_ARG_SRC, binding, binding.input(following.input(0)), x, pass.x(), steps),
                Reorder.read(
                        DNNL_ARG_WEIGHTS, binding, binding.input(following.input(1)), rows(), pass.weights(), steps),
                new Argument(DNNL_ARG_DST, binding.output(0), y())));
        INDArray bias = following.bias(binding);
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, bias, Layout.rows(bias.length())));
        }
        if (following.skip()) {
            INDArray skip = binding.input(0);
            INDArray out = binding.output(0);
            steps.add(() -> NativeCopy.copy(skip, out));
        }
        steps.add(pass.primitive().bind(binding, arguments.toArray(Argument[]::new)));
        return () -> steps.forEach(Kernel::run);
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
        if (binding.inputGradient(following.input(1)) != null || following.wantedBias(binding) != null) {
            passes.toWeights().bind(binding, following, x, y(), steps);
        }
        return () -> steps.forEach(Kernel::run);
    }

    private void bindToData(Binding binding, List<Kernel> steps) {
        Solution pass = passes.toData();
        INDArray wanted = binding.inputGradient(following.input(0));
        INDArray gradient =
                pass.x().isSame(x) ? wanted : binding.scratch(pass.x().floats());
        steps.add(pass.primitive()
                .bind(
                        binding,
                        Reorder.read(DNNL_ARG_DIFF_DST, binding, binding.outputGradient(0), y(), pass.y(), steps),
                        Reorder.read(
                                DNNL_ARG_WEIGHTS,
                                binding,
                                binding.input(following.input(1)),
                                rows(),
                                pass.weights(),
                                steps),
                        new Argument(DNNL_ARG_DIFF_SRC, gradient, pass.x())));
        if (gradient != wanted) {
            steps.add(Reorder.kernel(binding, gradient, pass.x(), wanted, x));
        }
    }
}
