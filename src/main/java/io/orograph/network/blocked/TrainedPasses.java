package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import java.util.List;

/** The ways through a {@link TrainedConvolution}: forward, back to its input, and back to its weights and bias. */
interface TrainedPasses {

    /** Returns the layout of the input. */
    Layout x();

    /** Returns the layout of the output, of what skips the convolution, and of their gradients. */
    Layout y();

    /** Binds the way forward, with what follows the convolution. */
    void bindForward(Binding binding, List<Kernel> steps);

    /** Binds the gradient of the input, which somebody wants, by that of the convolution alone. */
    void bindToData(Binding binding, List<Kernel> steps);

    /** Binds the gradients of weights and bias, of which somebody wants one at least. */
    void bindToWeights(Binding binding, List<Kernel> steps);
}
