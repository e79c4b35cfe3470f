package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.TorchFormat;
import io.orograph.format.FileHead;
import java.io.IOException;

/** Files of {@code torch.save} whose tensors, in a dictionary, a tuple or a list of samples, are inputs and targets. */
public final class TorchData extends TensorFiles {

    private final TorchFormat format;

    public TorchData() {
        this(new TorchFormat());
    }

    private TorchData(TorchFormat format) {
        super("pytorch-data", format);
        this.format = format;
    }

    @Override
    NamedArrays open(FileHead head) throws IOException {
        return format.openData(head);
    }

    @Override
    String name(Identity weights) {
        return "PyTorch tensors";
    }
}
