package io.orograph.data;

import io.orograph.file.CancellableReading;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens a data file of any format that is known, told by its content, not by its name. */
public final class DataReaders {

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
        return open(source, Formats.all());
    }

    /**
     * Reads inputs and targets of one of these formats; see {@link #open(DataSource)}.
     *
     * @throws IOException as there
     */
    public static Dataset open(DataSource source, Formats formats) throws IOException {
        return read(source, formats).dataset();
    }

    /**
     * Data as they were read.
     *
     * @param notices what a person should know about how the file was taken: a sentence each
     * @param ofArrays whether the file holds arrays of which a person could choose others
     */
    public record Reading(Dataset dataset, List<String> notices, boolean ofArrays) {
        public Reading {
            notices = List.copyOf(notices);
        }

        private Reading ofArrays(boolean are) {
            return new Reading(dataset, notices, are);
        }
    }

    /**
     * Reads inputs and targets, and says how the file was taken; see {@link #open(DataSource)}.
     *
     * @throws IOException as there
     */
    public static Reading read(DataSource source) throws IOException {
        return read(source, Formats.all());
    }

    private static Reading read(DataSource source, Formats formats) throws IOException {
        return withinMemory(source, s -> openChecked(s, formats));
    }

    /**
     * Reads inputs alone, from a file that may hold targets too or not. The columns of a table are all inputs but its
     * target column.
     *
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, of no known kind, or holds inputs that
     *     are NaN or infinite; one sentence says what was found and what to do
     * @throws IOException if the file cannot be read
     */
    public static Inputs openInputs(DataSource source) throws IOException {
        return withinMemory(source, DataReaders::openInputsChecked);
    }

    /**
     * Returns what a person may choose otherwise where the samples of a file do not have the shape that a network takes:
     * sentences; empty where there is nothing to choose, or the file cannot be read any more.
     */
    public static Optional<String> advice(DataSource source) {
        try {
            boolean isFile =
                    !Files.isDirectory(source.path()) && source.targetsPath().isEmpty();
            return isFile ? format(FileHead.of(source.path()), Formats.all()).advice(source) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
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

    private static DataFormat format(FileHead head, Formats formats) throws IOException {
        return formats.reader(head, Role.DATA, DataFormat.class);
    }

    private static Inputs openInputsChecked(DataSource source) throws IOException {
        if (Files.isDirectory(source.path())) {
            return ImageFolder.read(source).inputs();
        }
        Inputs inputs = format(FileHead.of(source.path()), Formats.all()).readInputs(source);
        return checked(source.path(), inputs, source.preparation().size());
    }

    private static Reading openChecked(DataSource source, Formats formats) throws IOException {
        Path file = source.path();
        if (Files.isDirectory(file)) {
            return checked(source, ImageFolder.read(source));
        }
        DataFormat format = format(FileHead.of(file), formats);
        if (source.targetsPath().isEmpty()) {
            return checked(source, format.read(source)).ofArrays(format.holdsArrays());
        }
        if (!format.holdsOneArray()) {
            throw new UnsupportedFileException(
                    file,
                    "is " + format.label() + ", which holds inputs and targets together;"
                            + " open it without a second file, and name the targets with --y");
        }
        Path targets = source.targetsPath().get();
        return checked(
                source,
                new DataFormat.Samples(file, format.readArray(file), targets, readArray(targets, formats), List.of()));
    }

    /** Reads a file that holds a single array. */
    static Tensor readArray(Path file) throws IOException {
        return readArray(file, Formats.all());
    }

    private static Tensor readArray(Path file, Formats formats) throws IOException {
        return format(FileHead.of(file), formats).readArray(file);
    }

    private static Reading checked(DataSource source, DataFormat.Samples samples) throws IOException {
        Inputs inputs = checked(
                samples.inputsFile(), samples.inputs(), source.preparation().size());
        Tensor targets = samples.targets();
        Path targetsFile = samples.targetsFile();
        if (targets.rank() == 0 || targets.size(0) != inputs.samples()) {
            throw new UnsupportedFileException(
                    targetsFile,
                    "holds targets of the shape " + Shape.text(targets.shape())
                            + " for inputs of the shape "
                            + Shape.text(inputs.first().shape())
                            + "; the first axis has to count the samples in both");
        }
        if (targets.size() == 0 && inputs.count() == 1) {
            throw new UnsupportedFileException(
                    targetsFile, "holds no targets: they have the shape " + Shape.text(targets.shape()));
        }
        requireFinite(targetsFile, targets, "target");
        boolean column = targets.rank() == 2 && targets.size(1) == 1;
        return new Reading(
                new Dataset(
                        FileName.of(samples.inputsFile()),
                        inputs,
                        column ? targets.reshape(targets.size(0)) : targets,
                        samples.classes()),
                samples.notices(),
                false);
    }

    private static Inputs checked(Path file, Inputs inputs, List<Integer> size) throws IOException {
        for (Inputs.Input input : inputs.all()) {
            Tensor values = input.values();
            if (values.size() == 0 || input.isBySample() && values.rank() == 0) {
                throw new UnsupportedFileException(
                        file, "holds no samples: its inputs have the shape " + Shape.text(values.shape()));
            }
            requireFinite(file, values, "input");
        }
        return PictureSize.of(file, inputs, size);
    }

    private static void requireFinite(Path file, Tensor values, String what) throws IOException {
        if (!values.type().isFloating()) {
            return;
        }
        int count = 0;
        int first = -1;
        for (int i = values.size() - 1; i >= 0; i--) {
            CancellableReading.check(i);
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
