package io.orograph.study;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.data.OtherSizeException;
import io.orograph.file.Sha256;
import io.orograph.model.OpenedModel;
import io.orograph.network.SampleAxes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Data as their file holds them, before they are fitted to a model.
 *
 * @param sha256 digest of the file (of the inputs' file, where there are two)
 * @param notices what a person should know about how the file was taken: a sentence each
 * @param ofArrays whether the file holds arrays of which a person could choose others
 */
public record LoadedData(DataSource source, String sha256, Dataset dataset, List<String> notices, boolean ofArrays) {

    public LoadedData {
        notices = List.copyOf(notices);
    }

    /**
     * Reads a data file.
     *
     * @throws IOException if it cannot be read or taken; the message is a sentence for the person
     */
    public static LoadedData open(DataSource source) throws IOException {
        // Read first: the reader says in a sentence what is wrong with a file, the digest only that it failed.
        DataReaders.Reading reading = DataReaders.read(source);
        return new LoadedData(
                source, Sha256.of(source.path()), reading.dataset(), reading.notices(), reading.ofArrays());
    }

    /**
     * Reads a data file for a model: what the file leaves open is decided by the model's input.
     *
     * @throws IOException as {@link #open(DataSource)} does
     */
    public static LoadedData open(DataSource source, OpenedModel model) throws IOException {
        return inItsSize(asked(source, model));
    }

    /** Reads data, of which pictures are brought to the size that the network takes, where a person asks for no other. */
    private static LoadedData inItsSize(DataSource source) throws IOException {
        try {
            return open(source);
        } catch (OtherSizeException e) {
            List<Integer> size = e.size();
            LoadedData resized = open(source.prepared(source.preparation().withSize(size)));
            List<String> more = new ArrayList<>(resized.notices());
            more.add("The pictures were brought to the size that the network takes, " + size.get(1) + "×" + size.get(0)
                    + ", each as a whole (bilinear); where it was trained on parts of them, bring these."
                    + " Another size is chosen with Picture size (--size).");
            return new LoadedData(resized.source(), resized.sha256(), resized.dataset(), more, resized.ofArrays());
        }
    }

    /** Returns the same data, read anew where the file leaves open how to take it and another model was in view. */
    public LoadedData anewFor(OpenedModel model) throws IOException {
        DataSource wanted = asked(source, model);
        boolean isTakenAlone = notices.isEmpty()
                && wanted.axes().inputs().size() == 1
                && dataset.arrays().count() == 1;
        return isTakenAlone || wanted.equals(source) ? this : inItsSize(wanted);
    }

    private static DataSource asked(DataSource source, OpenedModel model) {
        return source.forInputs(SampleAxes.of(model.network()));
    }
}
