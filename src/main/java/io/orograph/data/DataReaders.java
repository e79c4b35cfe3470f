package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens a data file of any format that is known: NPZ, NPY, CSV or IDX, told by its content, not by its name. */
public final class DataReaders {

    private static final String KNOWN = "NPZ, NPY, CSV and IDX (MNIST) files can be opened";

    private DataReaders() {}

    /**
     * Reads inputs and targets. Targets of the shape [n, 1] become [n].
     *
     * @throws io.orograph.file.UnreadableFileException if a file is damaged, of no known kind, holds inputs or targets
     *     that are NaN or infinite, or if inputs and targets do not belong together; one sentence says what was found
     *     and what to do
     * @throws IOException if a file cannot be read
     */
    public static Dataset open(DataSource source) throws IOException {
        return withinMemory(source, DataReaders::openChecked);
    }

    /**
     * Reads inputs alone, from a file that may hold targets too or not. The columns of a table are all inputs but its
     * target column.
     *
     * @return [n, …]
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, of no known kind, or holds inputs that
     *     are NaN or infinite; one sentence says what was found and what to do
     * @throws IOException if the file cannot be read
     */
    public static Tensor openInputs(DataSource source) throws IOException {
        return withinMemory(source, DataReaders::openInputsChecked);
    }

    private interface Opening<T> {
        T open(DataSource source) throws IOException;
    }

    private static <T> T withinMemory(DataSource source, Opening<T> opening) throws IOException {
        try {
            return opening.open(source);
        } catch (OutOfMemoryError e) {
            throw new UnsupportedFileException(
                    source.path(), "needs more memory than there is left; save fewer samples, or close other data", e);
        }
    }

    private static Tensor openInputsChecked(DataSource source) throws IOException {
        Path file = source.path();
        FileKind kind = kind(file);
        Tensor inputs = switch (kind) {
            case NPZ -> npzInputs(source);
            case CSV -> openCsv(source).inputs();
            case NPY -> NpyReader.read(file);
            case IDX -> IdxReader.read(file);
            default -> throw refusal(file, kind);
        };
        if (kind == FileKind.IDX && inputs.rank() == 1) {
            throw new UnsupportedFileException(
                    file, "holds the labels of an IDX pair, " + Shape.text(inputs.shape()) + "; name its images file");
        }
        requireInputs(file, inputs);
        return inputs;
    }

    private static Tensor npzInputs(DataSource source) throws IOException {
        Path file = source.path();
        try (NpzReader npz = NpzReader.open(file)) {
            requireArrays(npz, source);
            Optional<String> name =
                    source.inputName().or(() -> ArrayPair.chooseInputs(npz.names(), source.targetName()));
            if (name.isEmpty()) {
                throw new UnsupportedFileException(
                        file,
                        "does not say which of its arrays are the inputs: it holds " + npz.describe()
                                + "; name them with --x");
            }
            return npz.read(name.get());
        }
    }

    private static Dataset openChecked(DataSource source) throws IOException {
        Path file = source.path();
        FileKind kind = kind(file);
        if (source.targetsPath().isPresent() && kind != FileKind.NPY && kind != FileKind.IDX) {
            throw new UnsupportedFileException(
                    file,
                    "is " + kind.label() + ", which holds inputs and targets together;"
                            + " open it without a second file, and name the targets with --y");
        }
        return switch (kind) {
            case NPZ -> openNpz(source);
            case CSV -> openCsv(source);
            case NPY -> openNpy(source);
            case IDX -> openIdx(source);
            default -> throw refusal(file, kind);
        };
    }

    private static FileKind kind(Path file) throws IOException {
        RegularFile.requireReadable(file);
        try (InputStream in = Files.newInputStream(file)) {
            return FileKind.of(in.readNBytes(FileKind.PROBED_BYTES));
        }
    }

    private static IOException refusal(Path file, FileKind kind) {
        if (kind == FileKind.UNKNOWN) {
            return new DamagedFileException(file, "is of no kind that is known here, or damaged; " + KNOWN);
        }
        return new UnsupportedFileException(file, "is " + kind.label() + ", which cannot be opened as data; " + KNOWN);
    }

    private static Dataset openNpz(DataSource source) throws IOException {
        Path file = source.path();
        try (NpzReader npz = NpzReader.open(file)) {
            requireArrays(npz, source);
            Optional<ArrayPair> pair = ArrayPair.choose(npz.names(), source.inputName(), source.targetName());
            if (pair.isEmpty()) {
                throw new UnsupportedFileException(
                        file,
                        "does not say which of its arrays are inputs and targets: it" + " holds " + npz.describe()
                                + "; name them with --x and --y");
            }
            Tensor inputs = npz.read(pair.get().inputs());
            return checked(file, inputs, file, npz.read(pair.get().targets()));
        }
    }

    /** A name that a person gave is told from one that is to be found: its array has to be there. */
    private static void requireArrays(NpzReader npz, DataSource source) throws IOException {
        for (Optional<String> name : List.of(source.inputName(), source.targetName())) {
            if (name.isPresent()) {
                npz.shape(name.get());
            }
        }
    }

    private static Dataset openCsv(DataSource source) throws IOException {
        if (source.inputName().isPresent()) {
            throw new UnsupportedFileException(
                    source.path(),
                    "is " + FileKind.CSV.label() + ", whose inputs are all" + " columns but the target; leave --x out");
        }
        return CsvReader.read(source.path(), source.targetName());
    }

    private static Dataset openNpy(DataSource source) throws IOException {
        Path file = source.path();
        if (source.targetsPath().isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "holds one array, " + NpyReader.describe(file)
                            + ", and no targets; name their file too (--targets)");
        }
        return checked(file, NpyReader.read(file), source.targetsPath().get());
    }

    private static Dataset openIdx(DataSource source) throws IOException {
        Path file = source.path();
        Tensor array = IdxReader.read(file);
        if (source.targetsPath().isPresent()) {
            return checked(file, array, source.targetsPath().get());
        }
        boolean labels = array.rank() == 1;
        Optional<Path> partner =
                labels ? IdxReader.partner(file, "labels", "images") : IdxReader.partner(file, "images", "labels");
        if (partner.isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "holds the " + (labels ? "labels" : "inputs") + " of an IDX pair, "
                            + Shape.text(array.shape()) + ", and the " + (labels ? "images" : "labels")
                            + " file is not beside"
                            + " it under MNIST's name; name both files");
        }
        return labels
                ? checked(partner.get(), readArray(partner.get()), file, array)
                : checked(file, array, partner.get());
    }

    private static Dataset checked(Path inputsFile, Tensor inputs, Path targetsFile) throws IOException {
        return checked(inputsFile, inputs, targetsFile, readArray(targetsFile));
    }

    private static Tensor readArray(Path file) throws IOException {
        FileKind kind = kind(file);
        return switch (kind) {
            case NPY -> NpyReader.read(file);
            case IDX -> IdxReader.read(file);
            case NPZ, CSV ->
                throw new UnsupportedFileException(
                        file, "is " + kind.label() + ", but the second file has to be one array: NPY or IDX");
            default -> throw refusal(file, kind);
        };
    }

    private static Dataset checked(Path inputsFile, Tensor inputs, Path targetsFile, Tensor targets)
            throws IOException {
        requireInputs(inputsFile, inputs);
        if (targets.rank() == 0 || targets.size(0) != inputs.size(0)) {
            throw new UnsupportedFileException(
                    targetsFile,
                    "holds targets of the shape " + Shape.text(targets.shape())
                            + " for inputs of the shape " + Shape.text(inputs.shape())
                            + "; the first axis has to count the samples in both");
        }
        if (targets.size() == 0) {
            throw new UnsupportedFileException(
                    targetsFile, "holds no targets: they have the shape " + Shape.text(targets.shape()));
        }
        requireFinite(targetsFile, targets, "target");
        boolean column = targets.rank() == 2 && targets.size(1) == 1;
        return new Dataset(FileName.of(inputsFile), inputs, column ? targets.reshape(targets.size(0)) : targets);
    }

    private static void requireInputs(Path file, Tensor inputs) throws IOException {
        if (inputs.rank() == 0 || inputs.size() == 0) {
            throw new UnsupportedFileException(
                    file, "holds no samples: its inputs have the shape " + Shape.text(inputs.shape()));
        }
        requireFinite(file, inputs, "input");
    }

    private static void requireFinite(Path file, Tensor values, String what) throws IOException {
        if (!values.type().isFloating()) {
            return;
        }
        int count = 0;
        int first = -1;
        for (int i = values.size() - 1; i >= 0; i--) {
            if (!Double.isFinite(values.get(i))) {
                count++;
                first = i;
            }
        }
        if (count > 0) {
            String found = count == 1 ? " that is NaN or infinite, at " : " that are NaN or infinite, the first at ";
            throw new UnsupportedFileException(
                    file,
                    "holds " + count + " " + what + (count == 1 ? "" : "s") + found
                            + Shape.text(place(first, values.shape())) + " of " + Shape.text(values.shape())
                            + " (counted from 0); leave those samples out or fill them");
        }
    }

    private static long[] place(int index, long[] shape) {
        long[] place = new long[shape.length];
        long rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return place;
    }
}
