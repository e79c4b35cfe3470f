package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.check;
import static io.orograph.model.onnx.NetworkCheck.integer;
import static io.orograph.model.onnx.NetworkCheck.integers;
import static io.orograph.model.onnx.NetworkCheck.types;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.List;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches and loops that are decided when the model is opened. */
class ControlFlowTest {

    private static OnnxModelBuilder model() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 1, 3)
                .initializer("w", weight(3, 3))
                .initializer("one", integer(1))
                .initializer("axes", integers(1));
    }

    private static GraphProto graph(OnnxModelBuilder builder) throws IOException {
        return ModelProto.parseFrom(builder.bytes()).getGraph();
    }

    /** PyTorch's {@code x.squeeze(1)}: squeeze if the axis has the size 1, which only the shape can tell. */
    private static OnnxModelBuilder squeezed(String wanted) throws IOException {
        GraphProto then = graph(OnnxModelBuilder.opset(13)
                .node("Constant", List.of(), List.of("minus"), "value", weight(3))
                .node("Squeeze", List.of("h", "axes"), List.of("s"))
                .node("Sub", List.of("s", "minus"), List.of("a"))
                .output("a", Shape.FREE, 3));
        GraphProto otherwise = graph(OnnxModelBuilder.opset(13)
                .initializer("v", weight(3))
                .node("Mul", List.of("h", "v"), List.of("b"))
                .output("b", Shape.FREE, 1, 3));
        return model().initializer("wanted", integer(Long.parseLong(wanted)))
                .node("MatMul", List.of("x", "w"), List.of("h"))
                .node("Shape", List.of("h"), List.of("shape"))
                .node("Gather", List.of("shape", "one"), List.of("size"))
                .node("Equal", List.of("size", "wanted"), List.of("is"))
                .node("If", List.of("is"), List.of("r"), "then_branch", then, "else_branch", otherwise)
                .node("Relu", List.of("r"), List.of("y"));
    }

    @Test
    void theBranchThatIsTakenIsPutInPlace() throws IOException {
        Network network = check(squeezed("1").output("y", Shape.FREE, 3));

        assertThat(types(network)).containsExactly("MatMul", "Squeeze", "Sub", "Identity", "Relu");
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w", "If_4/1/minus");
    }

    @Test
    void theOtherBranchBringsItsOwnWeights() throws IOException {
        Network network = check(squeezed("2").output("y", Shape.FREE, 1, 3));

        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w", "If_4/1/v");
    }

    /** What is in a branch may depend on the type of a value around it: CastLike there cuts off fractions. */
    @Test
    void aBranchKnowsTheTypesAroundIt() throws IOException {
        GraphProto then = graph(OnnxModelBuilder.opset(15)
                .node("CastLike", List.of("h", "wanted"), List.of("whole"))
                .node("CastLike", List.of("whole", "h"), List.of("a"))
                .output("a", Shape.FREE, 3));
        GraphProto otherwise = graph(OnnxModelBuilder.opset(15)
                .node("Neg", List.of("h"), List.of("b"))
                .output("b", Shape.FREE, 3));
        Network network = check(OnnxModelBuilder.opset(15)
                .input("x", Shape.FREE, 4)
                .initializer("w", Tensor.of(new float[] {9, -5, 3, 7, 8, -4, 2, -6, 5, 3, -8, 4}, 4, 3))
                .initializer("wanted", integer(2))
                .initializer("two", integer(2))
                .node("MatMul", List.of("x", "w"), List.of("h"))
                .node("Equal", List.of("two", "wanted"), List.of("is"))
                .node("If", List.of("is"), List.of("r"), "then_branch", then, "else_branch", otherwise)
                .node("Add", List.of("r", "h"), List.of("y"))
                .output("y", Shape.FREE, 3));

        assertThat(types(network)).startsWith("MatMul", "Cast");
    }

    private static GraphProto body(String condition) throws IOException {
        GraphProto negative = graph(OnnxModelBuilder.opset(13)
                .node("Neg", List.of("m"), List.of("n1"))
                .output("n1", Shape.FREE, 1, 3));
        GraphProto same = graph(OnnxModelBuilder.opset(13)
                .node("Tanh", List.of("m"), List.of("n2"))
                .output("n2", Shape.FREE, 1, 3));
        return graph(OnnxModelBuilder.opset(13)
                .input("i", ElementType.INT64)
                .input("go", ElementType.BOOL)
                .input("s", Shape.FREE, 1, 3)
                .node("MatMul", List.of("s", "w"), List.of("m"))
                .node("Equal", List.of("i", "one"), List.of("second"))
                .node("If", List.of("second"), List.of("n"), "then_branch", negative, "else_branch", same)
                .node("Less", List.of("i", "one"), List.of("less"))
                .node("Identity", List.of("go"), List.of("stays"))
                .output(condition, ElementType.BOOL)
                .output("n", Shape.FREE, 1, 3));
    }

    @Test
    void aLoopOfAKnownNumberOfRoundsIsUnrolled() throws IOException {
        Network network = check(model().initializer("three", integer(3))
                .initializer("true", Tensor.ofBooleans(new byte[] {1}))
                .node("Loop", List.of("three", "true", "x"), List.of("y"), "body", body("stays"))
                .output("y", Shape.FREE, 1, 3));

        assertThat(types(network).stream().filter(type -> !type.equals("Identity")))
                .containsExactly("MatMul", "Tanh", "MatMul", "Neg", "MatMul", "Tanh");
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w");
    }

    @Test
    void aLoopEndsWhenItsConditionSaysSo() throws IOException {
        Network network = check(model().initializer("many", integer(1000))
                .initializer("true", Tensor.ofBooleans(new byte[] {1}))
                .node("Loop", List.of("many", "true", "x"), List.of("y"), "body", body("less"))
                .output("y", Shape.FREE, 1, 3));

        assertThat(types(network)).filteredOn("MatMul"::equals).hasSize(2);
    }

    /** A recurrent layer along an axis, forwards and backwards, whose states are collected in either order. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 0, 0, 1", "1, 1, 0, 1", "-2, 1, 1, -2"})
    void aScanAlongAnAxisOfKnownLengthIsUnrolled(long axis, long backwards, long written, long outputAxis)
            throws IOException {
        GraphProto body = graph(OnnxModelBuilder.opset(13)
                .input("s", Shape.FREE, 3)
                .input("e", Shape.FREE, 3)
                .node("MatMul", List.of("s", "w"), List.of("m"))
                .node("Add", List.of("m", "e"), List.of("a"))
                .node("Tanh", List.of("a"), List.of("t"))
                .node("Neg", List.of("t"), List.of("c"))
                .output("t", Shape.FREE, 3)
                .output("c", Shape.FREE, 3));
        long[] order = axis == 0 ? new long[] {1, 0, 2} : new long[] {0, 1, 2};
        long[] back = outputAxis == 0 ? new long[] {1, 0, 2} : new long[] {0, 1, 2};
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4, 3)
                .initializer("w", weight(3, 3))
                .initializer("axes", integers(1))
                .node("ReduceMean", List.of("x"), List.of("h"), "axes", new long[] {1}, "keepdims", 0)
                .node("Transpose", List.of("x"), List.of("r"), "perm", order)
                .node(
                        "Scan",
                        List.of("h", "r"),
                        List.of("last", "all"),
                        "body",
                        body,
                        "num_scan_inputs",
                        1,
                        "scan_input_axes",
                        new long[] {axis},
                        "scan_input_directions",
                        new long[] {backwards},
                        "scan_output_directions",
                        new long[] {written},
                        "scan_output_axes",
                        new long[] {outputAxis})
                .node("Transpose", List.of("all"), List.of("o"), "perm", back)
                .node("Unsqueeze", List.of("last", "axes"), List.of("l"))
                .node("Sub", List.of("o", "l"), List.of("y"))
                .output("y", Shape.FREE, 4, 3));

        assertThat(types(network)).filteredOn("MatMul"::equals).hasSize(4);
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w");
    }

    @Test
    void aScanAlongAnOpenAxisIsRefused() {
        OnnxModelBuilder open = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, Shape.FREE, 3)
                .node(
                        "Scan",
                        List.of("x"),
                        List.of("y"),
                        "body",
                        GraphProto.newBuilder()
                                .addInput(ValueInfoProto.newBuilder().setName("e"))
                                .addOutput(ValueInfoProto.newBuilder().setName("e"))
                                .build(),
                        "num_scan_inputs",
                        1,
                        "scan_input_axes",
                        new long[] {1})
                .output("y", Shape.FREE, Shape.FREE, 3);
        assertThatThrownBy(() -> NetworkCheck.read(open.bytes())).hasMessageContaining("fixed sizes beside the batch");
    }

    @Test
    void whatDependsOnTheDataIsRefused() throws IOException {
        OnnxModelBuilder data = model().node("ReduceMax", List.of("x"), List.of("m"), "keepdims", 0)
                .node("Cast", List.of("m"), List.of("is"), "to", 9)
                .node(
                        "If",
                        List.of("is"),
                        List.of("y"),
                        "then_branch",
                        GraphProto.getDefaultInstance(),
                        "else_branch",
                        GraphProto.getDefaultInstance())
                .output("y", Shape.FREE, 1, 3);
        assertThatThrownBy(() -> NetworkCheck.read(data.bytes())).hasMessageContaining("operator If (node \"If_2\")");

        OnnxModelBuilder endless = model().initializer("many", integer(Long.MAX_VALUE))
                .node("Loop", List.of("many", "", "x"), List.of("y"), "body", body("stays"))
                .output("y", Shape.FREE, 1, 3);
        assertThatThrownBy(() -> NetworkCheck.read(endless.bytes())).hasMessageContaining("more than 5000 nodes");
    }
}
