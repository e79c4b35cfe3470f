package io.orograph.arrays;

import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Weights as safetensors: see {@link SafetensorsArrays}. */
public final class SafetensorsFormat implements ArraysFormat {

    @Override
    public Identity identity() {
        return new Identity(
                "safetensors", "safetensors", "a safetensors file", List.of(".safetensors"), Set.of(Role.WEIGHTS));
    }

    @Override
    public boolean matches(FileHead head) {
        return SafetensorsArrays.recognises(head.bytes());
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) {
        return wanted == Role.MODEL
                ? "is a safetensors file, which holds weights without a network; export the model with"
                        + " torch.onnx.export"
                : "is a safetensors file, which holds weights, not " + wanted.noun() + "; " + choice;
    }

    @Override
    public NamedArrays openArrays(FileHead head) throws IOException {
        return SafetensorsArrays.open(head.path());
    }
}
