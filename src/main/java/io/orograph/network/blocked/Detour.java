package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Another convolution of another image, whose weights have the same gradient, where the library is better at that one. */
interface Detour {

    /**
     * Returns the library's way to the gradient of the weights there, if it is the better one.
     *
     * @param plain the way without a detour
     */
    Optional<Solution> pass(Attributes attributes, Solution plain);

    /** Returns the layout in which x is read. */
    Layout x();

    /**
     * Binds the making of the other image.
     *
     * @param image x, in the layout above
     * @param layout of the other one
     */
    Argument bind(Binding binding, INDArray image, Layout layout, List<Kernel> steps);

    /** Binds the bringing back of the gradient of the weights into rows. */
    void bindWeights(Binding binding, INDArray gradient, Layout layout, INDArray wanted, List<Kernel> steps);
}
