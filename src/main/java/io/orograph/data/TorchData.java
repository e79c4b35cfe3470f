package io.orograph.data;

import io.orograph.arrays.TorchFormat;

/** Files of {@code torch.save} whose tensors, in a dictionary or a tuple, are inputs and targets. */
public final class TorchData extends TensorFiles {

    public TorchData() {
        super("pytorch-data", new TorchFormat());
    }

    @Override
    String name(Identity weights) {
        return "PyTorch tensors";
    }
}
