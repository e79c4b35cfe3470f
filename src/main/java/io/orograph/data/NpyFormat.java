package io.orograph.data;

import io.orograph.arrays.NpyReader;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Files of one NumPy array: inputs, or targets for those of a second file. */
public final class NpyFormat implements DataFormat {

    @Override
    public Identity identity() {
        return new Identity("npy", "NPY", "a NumPy array (NPY)", List.of(".npy"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.startsWith("\u0093NUM");
    }

    @Override
    public boolean holdsOneArray() {
        return true;
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        throw new UnsupportedFileException(
                source.path(),
                "holds one array, " + NpyReader.describe(source.path())
                        + ", and no targets; name their file too (--targets)");
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        return Inputs.of(NpyReader.read(source.path()));
    }

    @Override
    public Tensor readArray(Path file) throws IOException {
        return NpyReader.read(file);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        return new Contents.Builder()
                .fact("array", "Array", NpyReader.describe(head.path()))
                .remark("Inputs and targets are two such files: --data INPUTS.npy --targets TARGETS.npy.")
                .build();
    }
}
