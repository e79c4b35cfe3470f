package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The sample models by name, for tests. */
public final class TestSamples {

    private TestSamples() {}

    /** Returns the sample of a name, which has to be there. */
    public static Sample named(String name) {
        try {
            return Samples.all().stream()
                    .filter(sample -> sample.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no sample " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a sample's model with its training data; to be closed. */
    public static Experiment opened(String name, ExperimentSettings settings) throws IOException {
        Sample sample = named(name);
        return Experiment.of(
                ModelReaders.open(sample.model(), new CancelToken()),
                LoadedData.open(DataSource.of(sample.data())),
                settings);
    }
}
