package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A pipeline of scikit-learn as its converter writes it: a StandardScaler, a network, the class and its probabilities. */
class FieldPipelineTest {

    /** Computed with NumPy in 64 bits; networks run in single precision. */
    private static final double LOSS = 0.5327869;

    @Test
    void theScalerBeforeTheNetworkIsComputed() {
        CommandRun run = FieldFiles.run("loss", "f_pipe.onnx", "f_pipe.npz");
        assertThat(run.json().path("loss").asDouble()).isCloseTo(LOSS, within(2e-6));
        assertThat(run.err()).contains("\"label\"").contains("\"probabilities\"");
    }
}
