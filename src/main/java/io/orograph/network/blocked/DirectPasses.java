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
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The library's own ways through a convolution. Each likes the weights in another layout, and where there are few channels x
 * as well: they are brought there, and gradients back, within it, which takes little beside a tile.
 *
 * @param x layout of the input, which a way reads as it is
 * @param toData null where nobody wants the gradient of x
 */
record DirectPasses(
        ConvolutionProblem problem,
        Following following,
        Layout x,
        Solution forward,
        Solution toData,
        WeightGradient toWeights)
        implements TrainedPasses {

    /**
     * Returns the ways if the library is good at the one forward, and has more than plain loops for those back.
     *
     * @param there how x lies in memory, where it stays if a way reads it so
     * @param wantsData whether the gradient of x may be asked for
     */
    static Optional<TrainedPasses> of(
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
            DirectPasses passes = new DirectPasses(
                    problem, following, forward.get().x(), forward.get(), toData.orElse(null), toWeights.get());
            return Optional.of(passes.reads(there) ? passes.with(there) : passes);
        }
    }

    private boolean reads(Layout there) {
        return Stream.of(forward.x(), toWeights.x(), toData == null ? forward.x() : toData.x())
                .anyMatch(there::isSame);
    }

    private DirectPasses with(Layout there) {
        return new DirectPasses(problem, following, there, forward, toData, toWeights);
    }

    @Override
    public Layout y() {
        return forward.y();
    }

    private Layout rows() {
        return Layout.rows(problem.weights());
    }

    @Override
    public void bindForward(Binding binding, List<Kernel> steps) {
        List<Argument> arguments = new ArrayList<>(List.of(
                Reorder.read(DNNL_ARG_SRC, binding, binding.input(following.input(0)), x, forward.x(), steps),
                Reorder.read(
                        DNNL_ARG_WEIGHTS, binding, binding.input(following.input(1)), rows(), forward.weights(), steps),
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
        steps.add(forward.primitive().bind(binding, arguments.toArray(Argument[]::new)));
    }

    @Override
    public void bindToData(Binding binding, List<Kernel> steps) {
        INDArray wanted = binding.inputGradient(following.input(0));
        INDArray gradient =
                toData.x().isSame(x) ? wanted : binding.scratch(toData.x().floats());
        steps.add(toData.primitive()
                .bind(
                        binding,
                        Reorder.read(DNNL_ARG_DIFF_DST, binding, binding.outputGradient(0), y(), toData.y(), steps),
                        Reorder.read(
                                DNNL_ARG_WEIGHTS,
                                binding,
                                binding.input(following.input(1)),
                                rows(),
                                toData.weights(),
                                steps),
                        new Argument(DNNL_ARG_DIFF_SRC, gradient, toData.x())));
        if (gradient != wanted) {
            steps.add(Reorder.kernel(binding, gradient, toData.x(), wanted, x));
        }
    }

    @Override
    public void bindToWeights(Binding binding, List<Kernel> steps) {
        toWeights.bind(binding, following, x, y(), steps);
    }
}
