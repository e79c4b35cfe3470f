package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of the weights and of the bias of a convolution.
 *
 * @param pass the library's way to them
 * @param detour by another convolution, whose pass that is; null for none
 */
record WeightGradient(ConvolutionProblem problem, Solution pass, Detour detour) {

    /**
     * Returns the fastest way; empty if the library has only loops for it.
     *
     * @param forward the way forward
     */
    static Optional<WeightGradient> of(ConvolutionProblem problem, Attributes attributes, Solution forward) {
        Optional<Solution> plain = problem.backwardWeights(attributes, forward);
        return plain.map(pass -> RowsAsChannels.of(problem)
                .flatMap(detour -> by(detour, problem, attributes, pass))
                .or(() -> by(new PaddedImage(problem, forward.x()), problem, attributes, pass))
                .orElseGet(() -> new WeightGradient(problem, pass, null)));
    }

    private static Optional<WeightGradient> by(
            Detour detour, ConvolutionProblem problem, Attributes attributes, Solution plain) {
        return detour.pass(attributes, plain).map(pass -> new WeightGradient(problem, pass, detour));
    }

    /** Returns the layout in which x is read. */
    Layout x() {
        return detour == null ? pass.x() : detour.x();
    }

    /**
     * Binds the gradients that are wanted.
     *
     * @param following what the convolution does besides, which moves its inputs
     * @param x the layout of its input
     * @param y the layout of the gradient of output 0
     */
    void bind(Binding binding, Following following, Layout x, Layout y, List<Kernel> steps) {
        Argument image = Reorder.read(DNNL_ARG_SRC, binding, binding.input(following.input(0)), x, x(), steps);
        INDArray gradient = binding.scratch(pass.weights().floats());
        List<Argument> arguments = new ArrayList<>(List.of(
                detour == null ? image : detour.bind(binding, image.array(), pass.x(), steps),
                Reorder.read(DNNL_ARG_DIFF_DST, binding, binding.outputGradient(0), y, pass.y(), steps),
                new Argument(DNNL_ARG_DIFF_WEIGHTS, gradient, pass.weights())));
        INDArray bias = following.bias(binding);
        if (bias != null) {
            INDArray wanted = following.wantedBias(binding);
            arguments.add(new Argument(
                    DNNL_ARG_DIFF_BIAS,
                    wanted == null ? binding.scratch(bias.length()) : wanted,
                    Layout.rows(bias.length())));
        }
        steps.add(pass.primitive().bind(binding, arguments.toArray(Argument[]::new)));
        INDArray wanted = binding.inputGradient(following.input(1));
        if (wanted != null && detour != null) {
            detour.bindWeights(binding, gradient, pass.weights(), wanted, steps);
        } else if (wanted != null) {
            steps.add(Reorder.kernel(binding, gradient, pass.weights(), wanted, Layout.rows(problem.weights())));
        }
    }
}
