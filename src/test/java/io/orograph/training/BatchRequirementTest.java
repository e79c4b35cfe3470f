package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Network;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRequirementTest {

    @TempDir
    private Path folder;

    private static Path open() throws URISyntaxException {
        return Path.of(BatchRequirementTest.class.getResource("batch_norm.onnx").toURI());
    }

    private static Network read(Path file) throws IOException {
        return OnnxReader.read(file, new CancelToken()).network();
    }

    private Network fixedTo(int batch) throws IOException, URISyntaxException {
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(open())).toBuilder();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .clearDimParam()
                .setDimValue(batch);
        Path file = folder.resolve("fixed.onnx");
        Files.write(file, model.build().toByteArray());
        return read(file);
    }

    private static TrainingSettings batches(int size, boolean statistics) {
        return new TrainingSettings(
                OptimizerSettings.of(BaseOptimizer.SGD, 0.1), LearningRateSchedule.CONSTANT, size, 1, 0, 0, statistics);
    }

    @Test
    void aBatchOfOneIsRefusedWithAnotherSize() throws IOException, URISyntaxException {
        Network network = read(open());
        assertThat(BatchRequirement.problem(network, 12, batches(5, true))).isEmpty();
        assertThat(BatchRequirement.problem(network, 13, batches(32, true))).isEmpty();
        assertThat(BatchRequirement.problem(network, 13, batches(1, false))).isEmpty();
        assertThat(BatchRequirement.problem(network, 13, batches(4, true)))
                .hasValue(
                        "A last batch of 1 (13 samples by 4) has no statistics that batch normalisation could be trained"
                                + " with: choose another batch size, such as 5, or hold its running statistics.");
        assertThat(BatchRequirement.problem(network, 12, batches(1, true)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("A batch of 1 has"));
    }

    @Test
    void aFixedBatchIsTrainedOnlyAsAWhole() throws IOException, URISyntaxException {
        assertThat(BatchRequirement.problem(fixedTo(1), 12, batches(4, true)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("fixes the batch to 1"));
        assertThat(BatchRequirement.problem(fixedTo(1), 12, batches(4, false))).isEmpty();
        assertThat(BatchRequirement.problem(fixedTo(4), 12, batches(4, true))).isEmpty();
        assertThat(BatchRequirement.problem(fixedTo(4), 14, batches(4, true))).isPresent();
        assertThat(BatchRequirement.problem(fixedTo(4), 12, batches(3, true))).isPresent();
    }
}
