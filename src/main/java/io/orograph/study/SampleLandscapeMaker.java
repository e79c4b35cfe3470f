package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the landscapes that ship with the samples anew: {@code packaging/sample-landscapes}. Its arguments are names of
 * samples; none mean all.
 */
public final class SampleLandscapeMaker {

    private SampleLandscapeMaker() {}

    public static void main(String[] names) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> wanted = List.of(names);
        for (Sample sample : Samples.all()) {
            if (wanted.isEmpty() || wanted.contains(sample.name())) {
                long start = System.nanoTime();
                Path file = make(sample);
                out.printf(
                        "%s: %,d bytes in %.0f s%n",
                        sample.name(), Files.size(file), (System.nanoTime() - start) / 1e9);
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
