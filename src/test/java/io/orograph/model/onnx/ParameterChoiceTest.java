package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.check;
import static io.orograph.model.onnx.NetworkCheck.integer;
import static io.orograph.model.onnx.NetworkCheck.integers;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Which tensors of a file are parameters, however the exporter wrote their way to the operator that uses them. */
class ParameterChoiceTest {

    private static final int UNITS = 2;

    private static List<Tuple> parameters(Network network) {
        return network.layout().parameters().stream()
                .map(parameter -> tuple(parameter.name(), parameter.role(), parameter.outputAxis()))
                .toList();
    }

    /** PyTorch without constant folding: gates i, f, g, o in the file, cut and joined to i, o, f, g; two directions. */
    @Test
    void gatesThatAreCutAndJoinedInAnotherOrder() throws IOException {
        OnnxModelBuilder model =
                OnnxModelBuilder.opset(13).input("x", 4, Shape.FREE, 3).initializer("axes", integers(0));
        for (int gate = 0; gate <= 4; gate++) {
            model.initializer("at" + gate, integers((long) gate * UNITS));
        }
        for (String suffix : List.of("", "_reverse")) {
            model.initializer("w_ih" + suffix, weight(4 * UNITS, 3)).initializer("w_hh" + suffix, weight(4 * UNITS, 2));
            model.initializer("b_ih" + suffix, weight(4 * UNITS)).initializer("b_hh" + suffix, weight(4 * UNITS));
            for (String name : List.of("w_ih", "w_hh", "b_ih", "b_hh")) {
                reorder(model, name + suffix);
            }
            model.node(
                    "Concat",
                    List.of("b_ih" + suffix + ".row", "b_hh" + suffix + ".row"),
                    List.of("b" + suffix),
                    "axis",
                    1);
        }
        model.node("Concat", List.of("w_ih.row", "w_ih_reverse.row"), List.of("W"), "axis", 0)
                .node("Concat", List.of("w_hh.row", "w_hh_reverse.row"), List.of("R"), "axis", 0)
                .node("Concat", List.of("b", "b_reverse"), List.of("B"), "axis", 0)
                .node(
                        "LSTM",
                        List.of("x", "W", "R", "B"),
                        List.of("", "h"),
                        "hidden_size",
                        UNITS,
                        "direction",
                        "bidirectional")
                .node("Transpose", List.of("h"), List.of("y"), "perm", new long[] {1, 0, 2})
                .output("y", Shape.FREE, 2, UNITS);

        Network network = NetworkCheck.read(model.bytes());

        assertThat(parameters(network))
                .containsExactlyInAnyOrder(
                        tuple("w_ih", Role.WEIGHT, 0),
                        tuple("w_hh", Role.WEIGHT, 0),
                        tuple("w_ih_reverse", Role.WEIGHT, 0),
                        tuple("w_hh_reverse", Role.WEIGHT, 0),
                        tuple("b_ih", Role.BIAS, -1),
                        tuple("b_hh", Role.BIAS, -1),
                        tuple("b_ih_reverse", Role.BIAS, -1),
                        tuple("b_hh_reverse", Role.BIAS, -1));
    }

    private static void reorder(OnnxModelBuilder model, String name) {
        int[] order = {0, 3, 1, 2};
        for (int gate : order) {
            model.node("Slice", List.of(name, "at" + gate, "at" + (gate + 1), "axes"), List.of(name + gate));
        }
        model.node("Concat", List.of(name + 0, name + 3, name + 1, name + 2), List.of(name + ".gates"), "axis", 0)
                .node("Unsqueeze", List.of(name + ".gates", "axes"), List.of(name + ".row"));
    }

    /** One tensor for query, key and value: cut by Split, by Slice or by Gather. */
    @Test
    void packedProjections() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("packed", weight(12, 4))
                .initializer("stack", weight(2, 4, 4))
                .initializer("double", Tensor.of(weight(4, 4).doubles(), 4, 4))
                .initializer("second", integer(1))
                .initializer("table", weight(6, 4))
                .initializer("rows", integers(3))
                .node("Split", List.of("packed"), List.of("q", "k", "v"), "axis", 0)
                .node("Transpose", List.of("k"), List.of("kt"))
                .node("MatMul", List.of("x", "kt"), List.of("a"))
                .node("Gather", List.of("stack", "second"), List.of("s"))
                .node("MatMul", List.of("a", "s"), List.of("b"))
                .node("Cast", List.of("double"), List.of("single"), "to", 1)
                .node("MatMul", List.of("b", "single"), List.of("c"))
                .node("Gather", List.of("table", "rows"), List.of("row"))
                .node("Add", List.of("c", "row"), List.of("d"))
                .node("MatMul", List.of("d", "q"), List.of("y"))
                .output("y", Shape.FREE, 4));

        assertThat(parameters(network))
                .containsExactlyInAnyOrder(
                        tuple("packed", Role.WEIGHT, 0),
                        tuple("stack", Role.WEIGHT, 2),
                        tuple("double", Role.WEIGHT, 1),
                        tuple("table", Role.WEIGHT, 0));
    }

    private static Network normalised() throws IOException {
        return check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("w", weight(3, 2))
                .initializer("scale", Tensor.of(new float[] {1, 2}, 2))
                .initializer("shift", Tensor.of(new float[] {0, 1}, 2))
                .initializer("mean", Tensor.of(new float[] {0.5f, -1}, 2))
                .initializer("variance", Tensor.of(new float[] {2, 3}, 2))
                .initializer("123", weight(1, 4, 2))
                .initializer("ones", integers(0, 1, 2))
                .node("MatMul", List.of("x", "w"), List.of("h"))
                .node("BatchNormalization", List.of("h", "scale", "shift", "mean", "variance"), List.of("n"))
                .node("Reshape", List.of("n", "ones"), List.of("r"))
                .node("Add", List.of("r", "123"), List.of("y"))
                .output("y", Shape.FREE, 4, 2));
    }

    @Test
    void statisticsAndUnnamedTablesAreConstantsWithAReason() throws IOException {
        Network network = normalised();

        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w", "scale", "shift");
        assertThat(network.constants())
                .extracting(constant -> network.values().get(constant.value()), Network.Constant::reason)
                .containsExactly(
                        tuple("mean", "BatchNormalization takes it as given"),
                        tuple("variance", "BatchNormalization takes it as given"),
                        tuple("123", "a table without a name of its own in Add, as fixed positions are"));
    }

    /** MATLAB's form: the mean of the data is subtracted in the network, and dense layers are convolutions. */
    @Test
    void whatPreparesTheInputIsNoParameter() throws IOException {
        Network network = check(OnnxModelBuilder.opset(9)
                .input("imageinput", Shape.FREE, 1, 4, 4)
                .initializer("imageinput_Mean", weight(1, 1, 4, 4))
                .initializer("conv_W", weight(2, 1, 3, 3))
                .initializer("conv_B", weight(2))
                .initializer("fc_W", weight(3, 2, 2, 2))
                .initializer("fc_B", weight(3))
                .node("Sub", List.of("imageinput", "imageinput_Mean"), List.of("centred"))
                .node("Conv", List.of("centred", "conv_W", "conv_B"), List.of("conv"))
                .node("Relu", List.of("conv"), List.of("relu"))
                .node("Conv", List.of("relu", "fc_W", "fc_B"), List.of("fc"))
                .node("Softmax", List.of("fc"), List.of("soft"), "axis", 1)
                .node("Flatten", List.of("soft"), List.of("y"), "axis", 1)
                .output("y", Shape.FREE, 3));

        assertThat(network.layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("conv_W", "conv_B", "fc_W", "fc_B");
        assertThat(network.constants())
                .extracting(Network.Constant::reason)
                .containsExactly("prepares the input by Sub, as the mean and deviation of data do");
    }

    @Test
    void whatIsUsedFurtherOnOrIsAllThereIsStaysAParameter() throws IOException {
        Network again = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("scale", Tensor.of(new float[] {1, 2}, 2))
                .initializer("shift", Tensor.of(new float[] {0, 1}, 2))
                .initializer("w", weight(2, 2))
                .node("Mul", List.of("x", "scale"), List.of("scaled"))
                .node("Add", List.of("scaled", "shift"), List.of("prepared"))
                .node("MatMul", List.of("prepared", "w"), List.of("h"))
                .node("Mul", List.of("h", "scale"), List.of("y"))
                .output("y", Shape.FREE, 2));
        Network alone = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("scale", Tensor.of(new float[] {1, 2}, 2))
                .initializer("shift", Tensor.of(new float[] {0, 1}, 2))
                .node("Mul", List.of("x", "scale"), List.of("scaled"))
                .node("Add", List.of("scaled", "shift"), List.of("y"))
                .output("y", Shape.FREE, 2));

        assertThat(again.layout().parameters()).extracting(Parameter::name).containsExactly("scale", "w");
        assertThat(alone.layout().parameters()).extracting(Parameter::name).containsExactly("scale", "shift");
    }

    @Test
    void thePersonChooses() throws IOException {
        Network network = normalised().choosing(Set.of("123", "mean"), Set.of("w"));

        assertThat(network.layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::offset)
                .containsExactly(
                        tuple("scale", Role.NORM_SCALE, 0),
                        tuple("shift", Role.NORM_SHIFT, 2),
                        tuple("mean", Role.BIAS, 4),
                        tuple("123", Role.WEIGHT, 6));
        assertThat(network.weights()).startsWith(1, 2, 0, 1, 0.5, -1).hasSize(14);
        assertThat(network.constants())
                .extracting(constant -> network.values().get(constant.value()), Network.Constant::reason)
                .contains(tuple("w", "as you chose"));
    }

    @Test
    void aChoiceThatCannotBeIsExplained() throws IOException {
        Network network = normalised();

        assertThatThrownBy(() -> network.choosing(Set.of("w"), Set.of()))
                .hasMessage("there is no constant of real numbers \"w\"");
        assertThatThrownBy(() -> network.choosing(Set.of(), Set.of("mean")))
                .hasMessage("there is no parameter \"mean\"");
    }
}
