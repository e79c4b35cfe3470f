package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Network;
import io.orograph.network.ParameterLayout;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of PyTorch and torchvision as its exporter writes them, by make_networks.py beside the fixtures: the output is
 * that of ONNX Runtime. The fixtures are narrow; larger ones are read from the folder that the system property {@code
 * orograph.networks} names.
 */
class WholeNetworksTest {

    /** make_networks.py has so many tokens; other networks take real numbers. */
    private static final int VOCABULARY = 50;

    static List<Path> files() throws IOException, URISyntaxException {
        List<Path> files = new ArrayList<>(in(fixture("lstm").getParent()));
        String more = System.getProperty("orograph.networks");
        if (more != null) {
            files.addAll(in(Path.of(more)));
        }
        return files;
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(WholeNetworksTest.class.getResource(name + ".onnx").toURI());
    }

    @ParameterizedTest
    @MethodSource("files")
    void computesWhatOnnxRuntimeComputes(Path file) throws IOException {
        boolean words = file.getFileName().toString().startsWith("transformer");
        NetworkCheck.check(Files.readAllBytes(file), words ? VOCABULARY : 0, 1, 3);
    }

    /** All that PyTorch trains is a parameter, and under its name there; running statistics are not. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void recurrentWeightsAreParameters(String name) throws IOException, URISyntaxException {
        Network network = NetworkCheck.read(Files.readAllBytes(fixture(name)));
        int gates = name.equals("lstm") ? 4 : 3;
        int first = 2 * gates * 10 * (6 + 10 + 2);
        int second = 2 * gates * 10 * (20 + 10 + 2);

        ParameterLayout layout = network.layout();

        assertThat(layout.size()).isEqualTo(first + second + 5 * 20 + 5);
        assertThat(layout.find("layers.weight_hh_l1_reverse").orElseThrow().outputAxis())
                .isZero();
    }
}
