package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The axis of the inputs that counts the samples: the first, or in files in which it is often the last and by the number of
 * the targets can only be that, the last.
 *
 * @param array the inputs as they are in the file
 */
record SampleAxis(NamedArrays.Array array, boolean last) {

    static SampleAxis of(NamedArrays arrays, ArrayPair pair) throws IOException {
        NamedArrays.Array inputs = arrays.required(pair.inputs());
        return new SampleAxis(inputs, arrays.mayCountOnLastAxis() && isLast(inputs, arrays.required(pair.targets())));
    }

    /** Returns whether inputs and targets have as many entries of their first axes. */
    static boolean isPair(NamedArrays.Array inputs, NamedArrays.Array targets) {
        long[] shape = inputs.shape();
        return shape.length > 0 && targets.shape().length > 0 && shape[0] == targets.shape()[0];
    }

    /** Returns whether only the last axis of the inputs has as many entries as the first of the targets. */
    static boolean isLast(NamedArrays.Array inputs, NamedArrays.Array targets) {
        long[] shape = inputs.shape();
        return shape.length > 1
                && targets.shape().length > 0
                && shape[0] != targets.shape()[0]
                && shape[shape.length - 1] == targets.shape()[0];
    }

    /** Returns inputs with the samples on the first axis. */
    Tensor first(Tensor inputs) {
        int rank = inputs.rank();
        return last
                ? inputs.transpose(IntStream.range(0, rank)
                        .map(axis -> (axis + rank - 1) % rank)
                        .toArray())
                : inputs;
    }

    /** Returns a sentence where the axis is not the usual one. */
    Optional<String> notice() {
        return last
                ? Optional.of("The samples of " + Excerpt.of(array.name()) + ", " + Shape.text(array.shape())
                        + ", are counted by its last axis, which was moved to the front.")
                : Optional.empty();
    }
}
