package io.orograph.model.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.onnx.OnnxModel;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The networks that {@code src/test/python/make_zoo.py} wrote into the folder that the system property names: each
 * opens, and computes what PyTorch stored and what ONNX Runtime computes.
 */
@Tag("long")
@EnabledIfSystemProperty(named = "orograph.zoo", matches = ".+")
class ExportedNetworksTest {

    /** Rounding in single precision is 6e-8 a step; these networks have up to some hundred steps. */
    private static final Tolerance TOLERANCE = new Tolerance(1e-4, 1e-4);

    private static final int FEWEST = 150;

    private static List<StoredTest> networks() throws IOException {
        return StoredTest.in(List.of(Path.of(System.getProperty("orograph.zoo"))));
    }

    @Test
    void eachComputesWhatPyTorchStored() throws IOException {
        ModelCheck check = new ModelCheck(TOLERANCE, Precision.SINGLE);
        List<CheckResult> others = new ArrayList<>();
        List<StoredTest> networks = networks();
        for (StoredTest network : networks) {
            CheckResult result = check.run(network, new CancelToken());
            if (result.status() != CheckResult.Status.EQUAL) {
                others.add(result);
            }
        }
        assertThat(networks).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(others).isEmpty();
    }

    @Test
    void onnxRuntimeComputesWhatPyTorchStored() throws IOException {
        List<String> others = new ArrayList<>();
        for (StoredTest network : networks()) {
            Path model = network.models().get(0);
            OnnxModel opened = OnnxModel.open(model);
            StoredData data = StoredData.read(opened, network.dataSets().get(0));
            Map<String, Tensor> inputs = new HashMap<>();
            data.inputs().forEach(input -> inputs.put(input.name(), input.tensor()));
            Map<String, Tensor> computed;
            try {
                computed = OnnxRuntimeOracle.run(Files.readAllBytes(model), inputs);
            } catch (IllegalStateException e) {
                others.add(model + ": " + e.getMessage());
                continue;
            }
            for (int i = 0; i < data.outputs().size(); i++) {
                String name = opened.outputs().get(i);
                TOLERANCE
                        .compare(name, computed.get(name), data.outputs().get(i))
                        .difference()
                        .ifPresent(difference -> others.add(model + ": " + difference));
            }
        }
        assertThat(others).isEmpty();
    }
}
