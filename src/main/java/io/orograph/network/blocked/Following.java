package io.orograph.network.blocked;

import io.orograph.network.Binding;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is done on the way by a convolution: {@code rectified(x∗W + b + skip)}.
 *
 * @param skip whether something is added, which then is the first input
 * @param cap the largest number of the rectifier, infinite if it has none; empty for no rectifier
 */
record Following(boolean skip, Optional<Double> cap) {

    static final Following NOTHING = new Following(false, Optional.empty());

    Attributes attributes() {
        Attributes attributes = new Attributes();
        if (skip) {
            attributes.sum();
        }
        cap.ifPresent(attributes::rectifier);
        return attributes;
    }

    /** Returns the input of that number of those behind what skipped the convolution. */
    int input(int number) {
        return skip ? number + 1 : number;
    }

    /** Returns the bias of the convolution; null if it has none. */
    INDArray bias(Binding binding) {
        return binding.inputs() > input(2) ? binding.input(input(2)) : null;
    }

    /** Returns where the gradient of the bias goes; null if there is none or nobody wants it. */
    INDArray wantedBias(Binding binding) {
        return bias(binding) == null ? null : binding.inputGradient(input(2));
    }
}
