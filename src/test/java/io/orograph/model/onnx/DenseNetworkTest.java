package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dense networks that are described by their widths. */
final class DenseNetworkTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mlp:64-128-10", "mlp-tanh:64-3-4-10", "MLP-gelu:5-2", "mlp-sigmoid:1-1-1"})
    void itsFileIsANetworkOfThoseWidths(String text) throws IOException {
        DenseNetwork described = DenseNetwork.of(text).orElseThrow();
        Path file = folder.resolve(described.name() + ".onnx");
        described.write(file);
        Network network = ModelReaders.open(file, new CancelToken()).network();
        List<Integer> widths = described.widths();
        List<Parameter> parameters = network.layout().parameters();
        assertThat(parameters).hasSize(2 * (widths.size() - 1));
        for (int layer = 1; layer < widths.size(); layer++) {
            assertThat(parameters.get(2 * layer - 2).shape()).containsExactly(widths.get(layer), widths.get(layer - 1));
            assertThat(parameters.get(2 * layer - 1).shape()).containsExactly(widths.get(layer));
        }
        byte[] bytes = Files.readAllBytes(file);
        described.write(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp:64",
                "mlp:0-10",
                "mlp:",
                "mlp:64-",
                "mlp-x:3-4",
                "mlp:64-128-10.onnx",
                "mlp:99999-99999-10",
                "net.onnx"
            })
    void otherTextsAreNone(String text) {
        assertThat(DenseNetwork.of(text)).isEmpty();
    }
}
