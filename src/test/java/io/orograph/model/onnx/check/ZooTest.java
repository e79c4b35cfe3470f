package io.orograph.model.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.onnx.OnnxModel;
import io.orograph.model.onnx.check.CheckResult.Status;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of the networks that {@code src/test/python/make_zoo.py} writes; {@link ExportedNetworksTest} tries all. */
class ZooTest {

    private static Path folder() throws URISyntaxException {
        return Path.of(OnnxModel.class.getResource("zoo/gpt_tied/model.onnx").toURI())
                .getParent()
                .getParent();
    }

    static List<StoredTest> tests() throws IOException, URISyntaxException {
        return StoredTest.in(List.of(folder()));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void computesWhatPyTorchStored(StoredTest test) {
        ModelCheck check = new ModelCheck(new Tolerance(1e-4, 1e-4), Precision.SINGLE);
        CheckResult result = check.run(test, new CancelToken());
        assertThat(result.status()).as(result.reason()).isEqualTo(Status.EQUAL);
    }
}
