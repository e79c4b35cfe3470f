package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class InfoCommandTest {

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
                        "constants",
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
