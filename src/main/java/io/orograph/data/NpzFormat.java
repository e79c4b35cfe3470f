package io.orograph.data;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.TorchFormat;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Archives of NumPy arrays: data where two of them are inputs and targets by their names, else weights. */
public final class NpzFormat implements DataFormat, ArraysFormat {

    @Override
    public Identity identity() {
        return new Identity("npz", "NPZ", "a zip archive (NPZ)", List.of(".npz"), Set.of(Role.DATA, Role.WEIGHTS));
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.hasEntry(name -> name.endsWith(".npy"))
                || head.isDamagedZip() && !head.isNamed(new TorchFormat().endings());
    }

    /**
     * Returns the roles that a file can have: an array of samples and one of as many targets are data; other arrays may
     * be weights.
     */
    @Override
    public Set<Role> rolesOf(FileHead head) throws IOException {
        try (NpzArrays npz = NpzArrays.open(head.path())) {
            return Set.of(ArrayData.isLikely(npz, DataSource.of(head.path())) ? Role.DATA : Role.WEIGHTS);
        }
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return "is an NPZ archive of NumPy arrays, not " + wanted.noun() + "; open it as data";
    }

    @Override
    public NamedArrays openArrays(FileHead head) throws IOException {
        return NpzArrays.open(head.path());
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        try (NpzArrays npz = NpzArrays.open(source.path())) {
            return ArrayData.samples(npz, source);
        }
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        try (NpzArrays npz = NpzArrays.open(source.path())) {
            return ArrayData.inputs(npz, source);
        }
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Contents.Builder contents = new Contents.Builder();
        if (rolesOf(head).contains(Role.DATA)) {
            DataFormat.describeSamples(head.path(), contents);
        }
        try (NpzArrays npz = NpzArrays.open(head.path())) {
            ArraysFormat.describe(npz, contents);
        }
        return contents.build();
    }

    @Override
    public boolean holdsArrays() {
        return true;
    }
}
