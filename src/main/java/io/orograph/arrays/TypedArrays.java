package io.orograph.arrays;

import io.orograph.network.Tensor;
import java.io.IOException;

/** Named arrays of a format that keeps their element types: each is read with its type, and as doubles from that. */
public interface TypedArrays extends NamedArrays {

    @Override
    Tensor tensor(String name) throws IOException;

    @Override
    default double[] read(String name) throws IOException {
        return tensor(name).doubles();
    }
}
