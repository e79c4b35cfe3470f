package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    @TempDir
    Path folder;

    private static final Object MODEL = CommandRun.sample("digits-mlp-tanh.onnx");

    @Test
    void asJson() {
        CommandRun run = CommandRun.of("info", MODEL, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.keys())
                .containsExactly(
                        "format",
                        "sha256",
                        "parameters",
                        "inputs",
                        "outputs",
                        "layers",
                        "weights",
                        "tied",
                        "split",
                        "constants",
                        "unsupported",
                        "notices");
        JsonNode json = run.json();
        assertThat(json.path("format").asText()).startsWith("ONNX, IR 7, opset 13");
        assertThat(json.path("sha256").asText()).startsWith("588f8e4571df8c9a").hasSize(64);
        assertThat(json.path("parameters").asInt()).isEqualTo(2410);
        assertThat(json.path("inputs")).hasToString("[{\"name\":\"x\",\"shape\":[null,64]}]");
        assertThat(json.path("weights").get(1).path("name").asText()).isEqualTo("fc1.bias");
        assertThat(json.path("weights").get(1))
                .hasToString("{\"name\":\"fc1.bias\",\"shape\":[32],\"role\":\"bias\"," + "\"count\":32,\"norm\":"
                        + json.path("weights").get(1).path("norm") + "}");
        assertThat(json.path("layers").findValuesAsText("type")).contains("Gemm", "Tanh", "Softmax");
    }

    @Test
    void asText() {
        assertThat(CommandRun.of("info", MODEL).out())
                .startsWith("digits-mlp-tanh.onnx: ONNX, IR 7, opset 13")
                .contains("Input   x [batch, 64]\n", "Parameters: 2,410\n", "fc1.weight  [32, 64]  weight  2,048");
    }

    /** A Gemm that is supported, two nodes of no known operator, one of which reads a tensor, and a refused Clip. */
    private Object unsupportedModel() throws IOException {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
                .initializer("v", Tensor.of(new float[] {1, 2, 3}, 3))
                .node("Gemm", List.of("x", "w"), List.of("h"))
                .namedNode("first", "Wobble", List.of("h", "v"), List.of("a"))
                .namedNode("second", "Wobble", List.of("a"), List.of("b"))
                .namedNode("bent", "Elu", List.of("b"), List.of("y"), "alpha", -1f)
                .output("y", Shape.FREE, 3)
                .write(folder.resolve("wobbly.onnx"));
    }

    @Test
    void describesAModelWithUnsupportedOperators() throws IOException {
        CommandRun run = CommandRun.of("info", unsupportedModel());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("wobbly.onnx: ONNX, IR ")
                .contains("opset 13", "Input   x [batch, 2]\n", "Output  y [batch, 3]\n", "Parameters: 6\n")
                .contains("cannot be evaluated here")
                .containsPattern("\nUnsupported +Count +Nodes\nElu +1 +bent\nWobble +2 +first, second\n")
                .contains("- Elu node \"bent\" has alpha -1.0", "- replace the layer by one of")
                .containsPattern("\nGemm_0 +Gemm +\\[batch, 3]\n")
                .containsPattern("\nw +\\[2, 3] +weight +6 ")
                .containsPattern("\nv +\\[3] +3 +Wobble reads it, which is not supported");
        assertThat(CommandRun.of("info", unsupportedModel(), "--json")
                        .json()
                        .path("unsupported")
                        .get(1)
                        .toString())
                .startsWith("{\"operator\":\"Wobble\",\"count\":2,\"nodes\":[\"first\",\"second\"],\"reason\":null,");
    }

    @Test
    void otherCommandsRefuseSuchAModel() throws IOException {
        CommandRun run = CommandRun.of("loss", unsupportedModel(), "--data", CommandRun.sample("digits-test.npz"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the operator Wobble (2 nodes: \"first\", \"second\") is not supported; Elu node");
    }

    @Test
    void whatIsAParameterIsThePersonsChoice() {
        Object model = CommandRun.sample("mnist-lenet-bn.onnx");
        CommandRun run =
                CommandRun.of("info", model, "--as-parameter", "bn1.running_mean", "--as-constant", "fc1.weight");

        assertThat(run.out())
                .contains("Taken as parameters as you chose: bn1.running_mean.\n")
                .contains("Taken as constants as you chose: fc1.weight.\n")
                .contains("Parameters: " + String.format("%,d", 61_728 + 6 - 120 * 400) + "\n")
                .containsPattern("\nfc1.weight +\\[120, 400] +48,000 +as you chose\n");
        assertThat(CommandRun.of("info", model, "--as-constant", "nowhere").err())
                .contains("mnist-lenet-bn.onnx, there is no parameter \"nowhere\"");
    }
}
