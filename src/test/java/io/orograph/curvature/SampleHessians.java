package io.orograph.curvature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Sample models on their data in double precision, and what PyTorch found there (goldens.json). */
final class SampleHessians {

    static final Path FOLDER = Path.of("sample-models");

    private static final Path SMOOTH = Path.of("src/test/resources/io/orograph/curvature");

    private SampleHessians() {}

    /**
     * @param samples the first so many; 0 for all
     */
    static Objective objective(String model, String data, int samples) throws IOException {
        return objective(FOLDER.resolve(model + ".onnx"), data, samples);
    }

    private static Objective objective(Path model, String data, int samples) throws IOException {
        Network network = ModelReaders.open(model, new CancelToken()).network();
        Dataset read = DataReaders.open(DataSource.of(FOLDER.resolve(data)));
        Dataset all = InputFitter.fit(read, network.inputs().get(0).shape()).dataset();
        Dataset part =
                samples == 0 ? all : all.subset(IntStream.range(0, samples).toArray());
        return new Objective(LossChoice.detect(network, all), part, Precision.DOUBLE, 2);
    }

    /** One of the small networks of make_spectra.py, on all digits of the test file. */
    static Objective smooth(String name) throws IOException {
        return objective(SMOOTH.resolve(name + ".onnx"), "digits-test.npz", 0);
    }

    /** What PyTorch found there. */
    static JsonNode smoothSpectra() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(SMOOTH.resolve("spectra.json").toFile());
    }

    static JsonNode goldens() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(FOLDER.resolve("goldens.json").toFile());
    }
}
