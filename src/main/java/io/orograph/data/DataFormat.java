package io.orograph.data;

import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import io.orograph.format.Role;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A format of files that hold samples. What is read is checked by {@link DataReaders} then: that there are samples, that
 * inputs and targets are as many, and that all are finite.
 */
public interface DataFormat extends Format {

    /** Beyond it whole numbers are rather values than classes. */
    int MOST_CLASSES = 1000;

    /** Tells whether a file of the format holds arrays, of which some are inputs and one the targets. */
    default boolean holdsArrays() {
        return false;
    }

    /**
     * Inputs and targets as a file has them.
     *
     * @param inputsFile the file that the inputs are in
     * @param targetsFile the file that the targets are in
     * @param classes the names of the classes in the order of their indices; empty if the file has none
     * @param notices what a person should know about how the file was taken: a sentence each
     */
    record Samples(
            Path inputsFile,
            Inputs inputs,
            Path targetsFile,
            Tensor targets,
            List<String> classes,
            List<String> notices) {

        public Samples {
            classes = List.copyOf(classes);
            notices = List.copyOf(notices);
        }

        /** Returns the same samples with one more thing that a person should know. */
        Samples noticing(String notice) {
            List<String> more = new ArrayList<>(notices);
            more.add(notice);
            return new Samples(inputsFile, inputs, targetsFile, targets, classes, more);
        }

        /** Samples of a file with a single array of inputs. */
        public Samples(
                Path inputsFile,
                Tensor inputs,
                Path targetsFile,
                Tensor targets,
                List<String> classes,
                List<String> notices) {
            this(inputsFile, Inputs.of(inputs), targetsFile, targets, classes, notices);
        }

        /** Samples of a file with a single array of inputs that leaves no choice how to take it. */
        public Samples(Path inputsFile, Tensor inputs, Path targetsFile, Tensor targets, List<String> classes) {
            this(inputsFile, Inputs.of(inputs), targetsFile, targets, classes, List.of());
        }

        /** Returns the same with what a person should know. */
        public Samples noticing(List<String> sentences) {
            return new Samples(inputsFile, inputs, targetsFile, targets, classes, sentences);
        }
    }

    /** Returns whether a file holds a single array, so that the targets may be in a second one. */
    default boolean holdsOneArray() {
        return false;
    }

    /**
     * Reads inputs and targets, where they are in one file or are found from one.
     *
     * @throws UnreadableFileException if the file is damaged or does not say which they are
     * @throws IOException if it cannot be read
     */
    Samples read(DataSource source) throws IOException;

    /**
     * Reads inputs alone, from a file that may hold targets too or not.
     *
     * @throws UnreadableFileException if the file is damaged or does not say which they are
     * @throws IOException if it cannot be read
     */
    Inputs readInputs(DataSource source) throws IOException;

    /**
     * Returns what a person may choose otherwise where the samples of a file do not have the shape that a network takes:
     * sentences; empty where there is nothing to choose.
     *
     * @throws IOException if it cannot be read
     */
    default Optional<String> advice(DataSource source) throws IOException {
        return Optional.empty();
    }

    /**
     * Reads the single array of a file.
     *
     * @throws UnreadableFileException if the file is damaged, or its format holds several
     * @throws IOException if it cannot be read
     */
    default Tensor readArray(Path file) throws IOException {
        throw new UnsupportedFileException(
                file, "is " + label() + ", but the second file has to be one array: NPY or IDX");
    }

    @Override
    default String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return "is " + label() + ", not " + wanted.noun() + "; open it as data";
    }

    @Override
    default Contents contents(FileHead head) throws IOException {
        Contents.Builder contents = new Contents.Builder();
        describeSamples(head.path(), contents);
        return contents.build();
    }

    /** Adds how many samples there are, of which shapes, and their classes; or why they cannot be opened as they are. */
    static void describeSamples(Path file, Contents.Builder contents) throws IOException {
        Dataset data;
        try {
            data = DataReaders.open(DataSource.of(file));
        } catch (UnsupportedFileException e) {
            contents.remark("As data: " + e.getMessage());
            return;
        }
        long[] inputs = data.inputs().shape();
        contents.fact("samples", "Samples", data.samples());
        contents.fact("inputs", "Inputs", text(data.inputs()));
        contents.fact("targets", "Targets", text(data.targets()));
        contents.fact(
                "input_shape",
                "Each input",
                Arrays.stream(inputs).skip(1).boxed().toList());
        if (!data.classes().isEmpty()) {
            contents.fact("classes", "Classes", data.classes());
        } else if (data.hasWholeTargets()) {
            Set<Double> found = new TreeSet<>();
            for (int i = 0; i < data.targets().size() && found.size() <= MOST_CLASSES; i++) {
                found.add(data.targets().get(i));
            }
            if (found.size() <= MOST_CLASSES) {
                contents.fact("target_values", "Different targets", found.size());
            }
        }
    }

    private static String text(Tensor tensor) {
        return tensor.type().name().toLowerCase(java.util.Locale.ROOT) + " " + Shape.text(tensor.shape());
    }
}
