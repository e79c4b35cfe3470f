package io.orograph.network.blocked;

import io.orograph.network.Operator;
import java.util.List;

/**
 * Normalisation of images by given statistics, y = scale·(x − mean)/√(variance + ε) + shift. Inputs: x, scale, shift, mean,
 * variance. The statistics have no gradient.
 */
interface ImageNormalization extends Operator {

    @Override
    default int arity() {
        return 5;
    }

    @Override
    default List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    default boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]) && !moving[3] && !moving[4];
    }
}
