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

/** A convolution by the library between arrays of its layouts, what follows it within the same kernel. */
record BlockedConvolution(ConvolutionProblem.Solution solution, Following following, boolean overwritesSkip)
        implements ForwardConvolution {

    /** Returns a convolution if the library is good at it. */
    static Optional<ForwardConvolution> of(ConvolutionProblem problem, Following following, boolean overwritesSkip) {
        try (Attributes attributes = following.attributes()) {
            return problem.forward(attributes, false)
                    .map(solution -> new BlockedConvolution(solution, following, overwritesSkip));
        }
    }

    @Override
    public Layout x() {
        return solution.x();
    }

    @Override
    public Operator packing() {
        return Reorder.into(Layout.rows(solution.weights().shape()), solution.weights());
    }

    @Override
    public Layout y() {
        return solution.y();
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray out = binding.output(0);
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(input(0)), x()),
                new Argument(DNNL_ARG_WEIGHTS, binding.input(input(1)), solution.weights()),
                new Argument(DNNL_ARG_DST, out, y())));
        INDArray bias = following.bias(binding);
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
}
