package io.orograph.data;

import io.orograph.arrays.HdfArrays;
import io.orograph.arrays.NamedArrays;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** HDF5 files of which one array holds the inputs and another the targets, by their paths. */
public final class HdfFormat extends ArrayStore {

    private static final String SIGNATURE = "\u0089HDF\r\n\u001a\n";
    private static final String MATLAB = "MATLAB 7.3 MAT-file";
    private static final int MATLAB_BLOCK = 512;

    @Override
    public Identity identity() {
        return new Identity("hdf5", "HDF5", "an HDF5 file", List.of(".h5", ".hdf5", ".hdf", ".mat"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.startsWith(SIGNATURE) || isMatlab(head);
    }

    private static boolean isMatlab(FileHead head) {
        return head.startsWith(MATLAB) && head.has(MATLAB_BLOCK, SIGNATURE);
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return wanted == Role.MODEL && !isMatlab(head)
                ? "is an HDF5 file, as Keras writes, not an ONNX model; convert the model with tf2onnx"
                : super.refusal(head, wanted, choice);
    }

    @Override
    Optional<String> advice(NamedArrays arrays) {
        return arrays.notes().containsKey("keras_version")
                ? Optional.of("Keras wrote this file. A model in it can be converted to ONNX with tf2onnx.")
                : Optional.empty();
    }

    @Override
    NamedArrays open(Path file) throws IOException {
        return HdfArrays.open(file, isMatlab(FileHead.of(file)));
    }
}
