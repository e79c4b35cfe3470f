package io.orograph.arrays;

import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Weights as PyTorch's {@code torch.save} writes them, in its zip archive or the format before it. */
public final class TorchFormat implements ArraysFormat {

    @Override
    public Identity identity() {
        return new Identity(
                "pytorch",
                "PyTorch state dict",
                "a PyTorch checkpoint",
                List.of(".pt", ".pth", ".ckpt", ".tar", ".t7", ".bin"),
                Set.of(Role.WEIGHTS));
    }

    /** An archive of TorchScript has code and constants beside the pickle. */
    @Override
    public boolean matches(FileHead head) throws IOException {
        return LegacyTorchFile.recognises(head)
                || head.hasEntry(name -> name.endsWith(".pkl"))
                        && !head.hasEntry(name -> name.endsWith("/constants.pkl"))
                || head.isDamagedZip() && head.isNamed(endings());
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) {
        return wanted == Role.MODEL
                ? "is a PyTorch checkpoint, not an ONNX model; load it in PyTorch and export it with torch.onnx.export"
                : "is a PyTorch checkpoint, which holds weights, not " + wanted.noun() + "; " + choice;
    }

    /** Opens a file that a person brings as data. */
    public NamedArrays openData(FileHead head) throws IOException {
        return TorchArrays.openData(head.path(), LegacyTorchFile.recognises(head));
    }

    @Override
    public NamedArrays openArrays(FileHead head) throws IOException {
        return TorchArrays.open(head.path(), LegacyTorchFile.recognises(head));
    }
}
