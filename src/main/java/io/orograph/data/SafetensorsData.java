package io.orograph.data;

import io.orograph.arrays.SafetensorsFormat;

/** Files of safetensors whose tensors are inputs and targets. */
public final class SafetensorsData extends TensorFiles {

    public SafetensorsData() {
        super("safetensors-data", new SafetensorsFormat());
    }

    @Override
    String name(Identity weights) {
        return weights.name();
    }
}
