package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.orograph.file.UnreadableFileException;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that a file keeps as one because they were equal, and those that are one. */
final class MergedTensorsTest {

    @TempDir
    private Path folder;

    private static Tensor filled(float value, int size) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return Tensor.of(values, size);
    }

    private static OnnxModelBuilder normalized(List<String> first, List<String> second) {
        List<String> a = new ArrayList<>(List.of("x"));
        a.addAll(first);
        List<String> b = new ArrayList<>(List.of("h"));
        b.addAll(second);
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("ones", filled(1, 3))
                .initializer("zeros", filled(0, 3))
                .namedNode("n1", "BatchNormalization", a, List.of("h"))
                .namedNode("n2", "BatchNormalization", b, List.of("y"))
                .output("y", Shape.FREE, 3);
    }

    private static List<String> parameters(Network network) {
        return network.layout().parameters().stream().map(Parameter::name).toList();
    }

    /** An optimiser of graphs has removed the Identity nodes: the names are gone, but not what the tensors are. */
    @Test
    void statisticsThatAreParametersTooAreSeparated() throws IOException {
        List<String> layer = List.of("ones", "zeros", "zeros", "ones");
        Path file = normalized(layer, layer).write(folder.resolve("merged.onnx"));
        OnnxReader.Result read = OnnxReader.read(file, new CancelToken());
        Network network = read.network();

        assertThat(parameters(network)).containsExactly("ones", "zeros", "n2.weight", "n2.bias");
        RunningStatistics statistics = RunningStatistics.of(network);
        assertThat(statistics.untrained()).isEmpty();
        assertThat(statistics.held()).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);
        assertThat(read.notices()).anyMatch(notice -> notice.startsWith("The file stores ones, zeros once"));
        assertSavedAgrees(file, statistics.tracked());
    }

    /** Random numbers for every parameter and statistic: ONNX Runtime computes from the saved file what we do. */
    private void assertSavedAgrees(Path original, Network tracked) throws IOException {
        double[] state =
                new Random(5).doubles(tracked.layout().size(), 0.5, 1.5).toArray();
        Path saved = folder.resolve("saved.onnx");
        OnnxWriter.write(original, tracked.layout(), state, saved);
        Network again = NetworkCheck.check(Files.readAllBytes(saved), 0);
        double[] stored = RunningStatistics.of(again).tracked().weights();
        assertThat(stored)
                .containsExactly(Arrays.stream(state).map(w -> (float) w).toArray());
        assertThat(parameters(RunningStatistics.of(again).tracked())).isEqualTo(parameters(tracked));
    }

    /** Such a file is damaged, which is for the operators to say. */
    @Test
    void aNormalizationOfTooManyInputsAndANodeWithoutOutputsAreNoConcernOfItsOwn() {
        List<String> layer = List.of("ones", "zeros", "zeros", "ones");
        OnnxModelBuilder model = normalized(layer, List.of("ones", "zeros", "zeros", "ones", "ones"))
                .node("Relu", List.of("ones"), List.of())
                .graph(graph -> graph.getNodeBuilderList().forEach(node -> node.clearName()));

        assertThatCode(() -> NetworkCheck.read(model.bytes()))
                .satisfiesAnyOf(
                        e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(UnreadableFileException.class));
    }

    @Test
    void namesOfEvenTensorsAreParametersOfTheirOwn() throws IOException {
        Path file = normalized(List.of("ones", "zeros", "m1", "v1"), List.of("w2", "b2", "m2", "v2"))
                .node("Identity", List.of("ones"), List.of("w2"))
                .node("Identity", List.of("zeros"), List.of("between"))
                .node("Identity", List.of("between"), List.of("b2"))
                .node("Identity", List.of("zeros"), List.of("m1"))
                .node("Identity", List.of("zeros"), List.of("m2"))
                .node("Identity", List.of("ones"), List.of("v1"))
                .node("Identity", List.of("ones"), List.of("v2"))
                .write(folder.resolve("named.onnx"));
        Network network = OnnxReader.read(file, new CancelToken()).network();
        assertThat(parameters(network)).containsExactly("ones", "zeros", "w2", "b2");
        Network tracked = RunningStatistics.of(network).tracked();
        assertThat(parameters(tracked)).endsWith("m1", "v1", "m2", "v2");
        assertSavedAgrees(file, tracked);
    }

    /** A layer that is used twice reads the same four names twice. */
    @Test
    void aLayerThatIsUsedTwiceStaysOne() throws IOException {
        List<String> layer = List.of("ones", "zeros", "mean", "variance");
        OnnxModelBuilder model =
                normalized(layer, layer).initializer("mean", filled(0, 3)).initializer("variance", filled(1, 3));
        Network network = NetworkCheck.read(model.bytes());
        assertThat(parameters(network)).containsExactly("ones", "zeros");
        assertThat(RunningStatistics.of(network).size()).isEqualTo(6);
    }

    /** Two tensors are never equal by chance unless their numbers are those of a beginning. */
    @Test
    void aSharedWeightOfDifferentNumbersStaysOne() throws IOException {
        Network network = NetworkCheck.read(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .node("Identity", List.of("w"), List.of("tied"))
                .node("MatMul", List.of("x", "w"), List.of("h"))
                .node("MatMul", List.of("h", "tied"), List.of("y"))
                .output("y", Shape.FREE, 2)
                .bytes());
        assertThat(parameters(network)).containsExactly("w");
    }

    /** Older files list every initializer among the inputs of the graph, and so must the one that is written. */
    @Test
    void aNewTensorIsListedAmongTheInputsWhereTheOthersAre() throws IOException {
        List<String> layer = List.of("ones", "zeros", "zeros", "ones");
        Path file = normalized(layer, layer)
                .input("ones", 3)
                .input("zeros", 3)
                .model(model -> model.setIrVersion(3))
                .write(folder.resolve("old.onnx"));
        Network network = OnnxReader.read(file, new CancelToken()).network();
        Path saved = folder.resolve("saved.onnx");
        OnnxWriter.write(file, network.layout(), network.weights(), saved);
        GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(saved)).getGraph();
        assertThat(graph.getInputList())
                .extracting(input -> input.getName())
                .containsAll(graph.getInitializerList().stream()
                        .map(tensor -> tensor.getName())
                        .toList())
                .hasSize(1 + graph.getInitializerCount());
    }

    /** However many names one tensor has, its copies take bounded memory. */
    @Test
    void copiesAreBounded() throws IOException {
        OnnxModelBuilder model =
                OnnxModelBuilder.opset(13).input("x", Shape.FREE, 1 << 19).initializer("b", filled(0, 1 << 19));
        String last = "x";
        for (int i = 0; i < 12; i++) {
            model.node("Identity", List.of("b"), List.of("b" + i));
            model.node("Add", List.of(last, "b" + i), List.of("h" + i));
            last = "h" + i;
        }
        Network network = NetworkCheck.read(model.node("Relu", List.of(last), List.of("y"))
                .output("y", Shape.FREE, 1 << 19)
                .bytes());
        assertThat(network.layout().size()).isLessThanOrEqualTo(9 << 19);
        assertThat(network.nodes()).hasSize(13);
    }
}
