package io.orograph.data;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.TorchFormat;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            Optional<ArrayPair> pair = ArrayPair.choose(npz.names(), Optional.empty(), Optional.empty());
            if (pair.isEmpty()) {
                return Set.of(Role.WEIGHTS);
            }
            long[] inputs = npz.shape(pair.get().inputs());
            long[] targets = npz.shape(pair.get().targets());
            boolean together = inputs.length > 0 && targets.length > 0 && inputs[0] == targets[0];
            return Set.of(together ? Role.DATA : Role.WEIGHTS);
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
        Path file = source.path();
        try (NpzArrays npz = NpzArrays.open(file)) {
            requireArrays(npz, source);
            Optional<ArrayPair> pair = ArrayPair.choose(npz.names(), source.inputName(), source.targetName());
            if (pair.isEmpty()) {
                throw new UnsupportedFileException(
                        file,
                        "does not say which of its arrays are inputs and targets: it holds " + npz.describe()
                                + "; name them with --x and --y");
            }
            Tensor inputs = npz.tensor(pair.get().inputs());
            return new Samples(file, inputs, file, npz.tensor(pair.get().targets()), List.of());
        }
    }

    @Override
    public Tensor readInputs(DataSource source) throws IOException {
        Path file = source.path();
        try (NpzArrays npz = NpzArrays.open(file)) {
            requireArrays(npz, source);
            Optional<String> name =
                    source.inputName().or(() -> ArrayPair.chooseInputs(npz.names(), source.targetName()));
            if (name.isEmpty()) {
                throw new UnsupportedFileException(
                        file,
                        "does not say which of its arrays are the inputs: it holds " + npz.describe()
                                + "; name them with --x");
            }
            return npz.tensor(name.get());
        }
    }

    /** Requires the arrays that a person named, unlike those that are to be found, to be there. */
    private static void requireArrays(NpzArrays npz, DataSource source) throws IOException {
        for (Optional<String> name : List.of(source.inputName(), source.targetName())) {
            if (name.isPresent()) {
                npz.shape(name.get());
            }
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
}
