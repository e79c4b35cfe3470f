package io.orograph.network.blocked;

import io.orograph.network.Binding;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is done on the way behind a convolution, with the arrays for it.
 *
 * @param bias of each channel; null if there is none
 * @param skip what skipped the convolution, by places; null if nothing did
 * @param cap the largest number of the rectifier; empty for no rectifier
 */
record Ending(INDArray bias, INDArray skip, Optional<Double> cap) {

    static final Ending NOTHING = new Ending(null, null, Optional.empty());

    static Ending of(Binding binding, Following following) {
        return new Ending(following.bias(binding), following.skip() ? binding.input(0) : null, following.cap());
    }
}
