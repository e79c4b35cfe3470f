package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the landscapes that ship with the samples anew: {@code packaging/sample-landscapes}. Its arguments are names of
 * samples; none mean all.
 */
public final class SampleLandscapeMaker {

    private static final Logger LOG = LoggerFactory.getLogger(SampleLandscapeMaker.class);

    private static final long SECOND = 1_000_000_000L;

    private SampleLandscapeMaker() {}

    public static void main(String[] names) throws IOException {
        List<String> wanted = List.of(names);
        for (Sample sample : Samples.all()) {
            if (wanted.isEmpty() || wanted.contains(sample.name())) {
                long start = System.nanoTime();
                Path file = make(sample);
                LOG.info("{}: {} bytes in {} s", sample.name(), Files.size(file), (System.nanoTime() - start) / SECOND);
            }
        }
    }

    private static Path make(Sample sample) throws IOException {
        SampleSettings settings = SampleSettings.of(sample);
        try (Experiment experiment = Experiment.of(
                ModelReaders.open(sample.model(), new CancelToken()),
                LoadedData.open(DataSource.of(sample.data())),
                ExperimentSettings.DEFAULT)) {
            return SampleLandscapes.write(experiment, settings.study(), settings.entries());
        }
    }
}
