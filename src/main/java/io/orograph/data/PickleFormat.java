package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.PickledArrays;
import io.orograph.file.UnreadableFileException;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Data sets that Python pickled, such as CIFAR's batches: NumPy arrays and lists in dictionaries and tuples. */
public final class PickleFormat extends ArrayStore {

    @Override
    public Identity identity() {
        return new Identity(
                "pickle", "Python pickle", "a Python pickle", List.of(".pkl", ".pickle"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.isPickle();
    }

    /** Returns none for a pickle without arrays: a model that was pickled is no data. */
    @Override
    public Set<Role> rolesOf(FileHead head) throws IOException {
        try (NamedArrays arrays = open(head.path())) {
            return arrays.arrays().isEmpty() ? Set.of() : roles();
        } catch (UnreadableFileException e) {
            return Set.of();
        }
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return wanted == Role.MODEL
                ? "is a Python pickle, not an ONNX model; if it holds a PyTorch model, export that with"
                        + " torch.onnx.export; if it holds one of scikit-learn, with skl2onnx"
                : super.refusal(head, wanted, choice);
    }

    @Override
    NamedArrays open(Path file) throws IOException {
        return CifarBatch.shaped(PickledArrays.open(file));
    }
}
