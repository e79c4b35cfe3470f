package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeArrays;
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of an image with its padding around it in memory. The library's kernel for channels that are groups of their own
 * refuses images smaller than the window, and without it each channel is a product of its own.
 *
 * @param problem the convolution as it is
 * @param x the layout of the image
 */
record PaddedImage(ConvolutionProblem problem, Layout x) implements Detour {

    private ConvolutionProblem padded() {
        Windows windows = problem.windows();
        long[] shape = problem.x().clone();
        long[] end = windows.end().clone();
        for (int axis = 0; axis < 2; axis++) {
            shape[axis + 2] += windows.begin()[axis] + Math.max(0, end[axis]);
            end[axis] = Math.min(0, end[axis]);
        }
        return new ConvolutionProblem(
                shape,
                problem.weights(),
                problem.y(),
                new Windows(
                        windows.kernel(),
                        windows.strides(),
                        windows.dilations(),
                        new long[] {0, 0},
                        end,
                        windows.out()),
                problem.hasBias());
    }

    @Override
    public Optional<Solution> pass(Attributes attributes, Solution plain) {
        return plain.primitive().isTuned()
                ? Optional.empty()
                : padded().forward(attributes, true)
                        .flatMap(forward -> padded().backwardWeights(attributes, forward))
                        .filter(found -> found.primitive().isTuned());
    }

    @Override
    public Argument bind(Binding binding, INDArray image, Layout layout, List<Kernel> steps) {
        long[] shape = layout.shape();
        long[] strides = {shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1};
        long[] begin = problem.windows().begin();
        // Nobody else writes there: what is around the image stays zero.
        INDArray padded = binding.filled(0, shape[0] * strides[0]);
        long first = begin[0] * strides[2] + begin[1];
        INDArray middle = NativeArrays.part(padded, first, padded.length() - first);
        steps.add(Reorder.kernel(binding, image, x, middle, Layout.byStrides(problem.x(), strides)));
        return Reorder.read(DNNL_ARG_SRC, binding, padded, Layout.rows(shape), layout, steps);
    }

    @Override
    public void bindWeights(Binding binding, INDArray gradient, Layout layout, INDArray wanted, List<Kernel> steps) {
        steps.add(Reorder.kernel(binding, gradient, layout, wanted, Layout.rows(problem.weights())));
    }
}
