package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.check;
import static io.orograph.model.onnx.NetworkCheck.integer;
import static io.orograph.model.onnx.NetworkCheck.integers;
import static io.orograph.model.onnx.NetworkCheck.types;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains of nodes that compute shapes and masks, as exporters write them; ONNX Runtime computes them every time. */
class ConstantFoldingTest {

    private static OnnxModelBuilder image() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3, 4, 4)
                .initializer("zero", integer(0))
                .initializer("one", integer(1))
                .initializer("axes", integers(0))
                .initializer("rest", integers(-1))
                .node("Relu", List.of("x"), List.of("h"))
                .node("Shape", List.of("h"), List.of("shape"));
    }

    /** The size of an axis as a vector of one: Gather, Unsqueeze. */
    private static OnnxModelBuilder size(OnnxModelBuilder model, String output, String axis) {
        return model.node("Gather", List.of("shape", axis), List.of(output + "_"))
                .node("Unsqueeze", List.of(output + "_", "axes"), List.of(output));
    }

    /** PyTorch's {@code x.view(x.size(0), -1)}. */
    @Test
    void aViewToTheBatchAndTheRest() throws IOException {
        Network network = check(size(image(), "batch", "zero")
                .node("Concat", List.of("batch", "rest"), List.of("target"), "axis", 0)
                .node("Reshape", List.of("h", "target"), List.of("y"))
                .output("y", Shape.FREE, 48));

        assertThat(types(network)).containsExactly("Relu", "Reshape");
    }

    /** Keras and tf2onnx: all sizes by Slice and ReduceProd, the batch by a cast. */
    @Test
    void aFlattenWithAProductOfSizes() throws IOException {
        Network network = check(image().initializer("end", integers(Long.MAX_VALUE))
                .initializer("first", integers(1))
                .node("Cast", List.of("shape"), List.of("cast"), "to", 6)
                .node("Slice", List.of("cast", "first", "end"), List.of("others"))
                .node("ReduceProd", List.of("others"), List.of("product"), "axes", new long[] {0}, "keepdims", 1)
                .node("Slice", List.of("cast", "axes", "first"), List.of("front"))
                .node("Concat", List.of("front", "product"), List.of("target"), "axis", 0)
                .node("Cast", List.of("target"), List.of("wide"), "to", 7)
                .node("Reshape", List.of("h", "wide"), List.of("y"))
                .output("y", Shape.FREE, 48));

        assertThat(types(network)).containsExactly("Relu", "Reshape");
    }

    /** The heads of an attention layer move into the batch: 2·batch is what is left over. */
    @Test
    void aMultipleOfTheBatchIsLeftToTheNumberOfElements() throws IOException {
        check(size(image(), "batch", "zero")
                .initializer("two", integers(2))
                .initializer("tail", integers(3, 8))
                .node("Mul", List.of("batch", "two"), List.of("double"))
                .node("Concat", List.of("double", "tail"), List.of("target"), "axis", 0)
                .node("Reshape", List.of("h", "target"), List.of("y"))
                .output("y", Shape.FREE, 3, 8));
    }

    /** A mean as a sum divided by the number of elements. */
    @Test
    void theSizeOfATensorOfTheFileIsANumber() throws IOException {
        Network network = check(image().initializer("w", weight(3, 4, 4))
                .node("Size", List.of("w"), List.of("count"))
                .node("Cast", List.of("count"), List.of("real"), "to", 1)
                .node("Div", List.of("h", "real"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 4));

        assertThat(types(network)).containsExactly("Relu", "Div");
    }

    /** A class token: a weight that is repeated for each sample by Expand, and one by Tile. */
    @Test
    void whatIsRepeatedForEachSampleTakesTheBatchFromTheInput() throws IOException {
        Network network = check(size(image(), "batch", "zero")
                .initializer("token", weight(1, 1, 4, 4))
                .initializer("bias", weight(3, 4, 4))
                .initializer("ones", integers(1, 4, 4))
                .initializer("single", integers(1, 1, 1))
                .node("Concat", List.of("batch", "ones"), List.of("target"), "axis", 0)
                .node("Concat", List.of("batch", "single"), List.of("times"), "axis", 0)
                .node("Expand", List.of("token", "target"), List.of("tokens"))
                .node("Tile", List.of("token", "times"), List.of("tiles"))
                .node("Add", List.of("h", "bias"), List.of("z"))
                .node("Concat", List.of("tokens", "z", "tiles"), List.of("y"), "axis", 1)
                .output("y", Shape.FREE, 5, 4, 4));

        assertThat(types(network)).doesNotContain("Tile", "Shape", "Gather");
        assertThat(network.layout().parameters())
                .extracting(Parameter::name)
                .containsExactlyInAnyOrder("bias", "token");
    }

    /** The initial state of a recurrent layer, and a mask from a comparison of positions. */
    @Test
    void constantsOfTheBatchsShapeAndMasks() throws IOException {
        Network network = check(size(size(image(), "batch", "zero"), "width", "one")
                .initializer("size", integers(4))
                .initializer("step", integer(1))
                .initializer("four", integer(4))
                .node("Concat", List.of("batch", "width", "size", "size"), List.of("target"), "axis", 0)
                .node(
                        "ConstantOfShape",
                        List.of("target"),
                        List.of("filled"),
                        "value",
                        Tensor.of(new float[] {0.5f}, 1))
                .node("Range", List.of("zero", "four", "step"), List.of("columns"))
                .node("Unsqueeze", List.of("columns", "last"), List.of("rows"))
                .initializer("last", integers(1))
                .node("LessOrEqual", List.of("columns", "rows"), List.of("seen"))
                .node("Where", List.of("seen", "h", "filled"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 4));

        assertThat(types(network)).containsExactly("Relu", "Expand", "Where");
    }

    /** {@code x[:, :x.size(1) // 2]}, and a slice up to the size of the batch. */
    @Test
    void slicesToComputedPlaces() throws IOException {
        Network network = check(size(size(image(), "batch", "zero"), "channels", "one")
                .initializer("two", integers(2))
                .initializer("from", integers(0, 0))
                .node("Div", List.of("channels", "two"), List.of("half"))
                .node("Concat", List.of("batch", "half"), List.of("ends"), "axis", 0)
                .node("Slice", List.of("h", "from", "ends"), List.of("y"))
                .output("y", Shape.FREE, 1, 4, 4));

        assertThat(types(network)).containsExactly("Relu", "Slice");
    }

    /** The sizes of a network's inner value come from the shapes of all nodes before it. */
    @Test
    void shapesAreFollowedThroughLayers() throws IOException {
        Network network = check(OnnxModelBuilder.opset(15)
                .input("x", Shape.FREE, 1, 9, 7)
                .initializer("w", weight(4, 1, 3, 3))
                .node("Conv", List.of("x", "w"), List.of("c"), "strides", new long[] {2, 2})
                .node("Shape", List.of("c"), List.of("places"), "start", 2)
                .node("ReduceProd", List.of("places"), List.of("count"), "keepdims", 1)
                .node("Shape", List.of("c"), List.of("front"), "start", 0, "end", -2)
                .node("Concat", List.of("front", "count"), List.of("target"), "axis", 0)
                .node("Reshape", List.of("c", "target"), List.of("y"))
                .output("y", Shape.FREE, 4, 12));

        assertThat(types(network)).containsExactly("Conv", "Reshape");
    }

    /** A weight must stay one, however it is rearranged: only what comes from no weight is folded. */
    @Test
    void weightsAreNotFolded() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("w", weight(2, 3))
                .initializer("b", weight(2))
                .initializer("row", integers(1, 2))
                .node("Transpose", List.of("w"), List.of("turned"))
                .node("Reshape", List.of("b", "row"), List.of("shift"))
                .node("MatMul", List.of("x", "turned"), List.of("product"))
                .node("Add", List.of("product", "shift"), List.of("y"))
                .output("y", Shape.FREE, 2));

        assertThat(network.layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::outputAxis)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("w", Parameter.Role.WEIGHT, 0),
                        org.assertj.core.groups.Tuple.tuple("b", Parameter.Role.BIAS, -1));
    }

    /** Numbers worked out by hand, of kinds that ONNX Runtime does not put into shapes. */
    @Test
    void foldsAllKindsOfArithmetic() throws IOException {
        Network network = check(image().initializer("n", integers(7, 2, 5, 1))
                .initializer("m", integers(-2, 3, 2, 4))
                .node("Mod", List.of("n", "m"), List.of("mod"))
                .node("Div", List.of("n", "m"), List.of("div"))
                .node("Min", List.of("mod", "div"), List.of("min"))
                .node("Neg", List.of("min"), List.of("neg"))
                .node("Abs", List.of("neg"), List.of("abs"))
                .node("Cast", List.of("abs"), List.of("real"), "to", 1)
                .node("Sqrt", List.of("real"), List.of("root"))
                .node("Where", List.of("mask", "root", "real"), List.of("chosen"))
                .node("Equal", List.of("div", "m"), List.of("mask"))
                .node("Add", List.of("h", "real"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 4));

        // 7 mod −2 = −1, 7/−2 = −3; 2 mod 3 = 2, 2/3 = 0; 5 mod 2 = 1, 5/2 = 2; 1 mod 4 = 1, 1/4 = 0.
        assertThat(network.constants())
                .extracting(Network.Constant::tensor)
                .containsExactly(Tensor.of(new float[] {3, 0, 1, 0}, 4));
    }

    @Test
    void whatDependsOnTheBatchInOtherWaysIsRefusedWithASentence() {
        OnnxModelBuilder model = size(image(), "batch", "zero")
                .initializer("axis", integers(0, 1, 2, 3))
                .node("Cast", List.of("batch"), List.of("count"), "to", 1)
                .node("Div", List.of("h", "count"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 4);

        assertThatThrownBy(() -> NetworkCheck.read(model.bytes()))
                .hasMessageContaining("Shape")
                .hasMessageContaining("not supported");
    }

    @Test
    void constantsThatGrowWithoutEndAreLeft() {
        OnnxModelBuilder model = image().initializer("many", integers(4096, 4096, 64));
        model.node("ConstantOfShape", List.of("many"), List.of("huge"))
                .node("Concat", List.of("axes", "rest"), List.of("v0"), "axis", 0);
        for (int i = 0; i < 100; i++) {
            model.node("Concat", List.of("v" + i, "v" + i), List.of("v" + (i + 1)), "axis", 0);
        }
        model.node("Reshape", List.of("h", "v100"), List.of("y")).output("y", Shape.FREE, 48);

        assertThatThrownBy(() -> NetworkCheck.read(model.bytes())).hasMessageContaining("computes its shape");
    }
}
