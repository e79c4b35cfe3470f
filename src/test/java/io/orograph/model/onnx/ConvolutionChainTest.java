package io.orograph.model.onnx;

import io.orograph.network.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions one after the other, whose arrays share memory: each reads parts of buffers that were used before. */
class ConvolutionChainTest {

    /** As in RegNet: groups of sixteen channels behind convolutions of other widths. */
    @ParameterizedTest
    @CsvSource({"16, 1, 32, 1", "32, 3, 32, 2", "64, 3, 16, 1", "8, 1, 64, 4"})
    void groupsReadPartsOfMemoryThatWasUsedBefore(long first, long kernel, long second, long groups)
            throws IOException {
        long pad = kernel / 2;
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3, 16, 16)
                .initializer("w0", NetworkCheck.weight(first, 3, kernel, kernel))
                .initializer("w1", NetworkCheck.weight(second, first / groups, 3, 3))
                .initializer("w2", NetworkCheck.weight(64, second, 1, 1))
                .initializer("w3", NetworkCheck.weight(64, 16, 3, 3))
                .initializer("w4", NetworkCheck.weight(48, 32, 1, 1))
                .node("Conv", List.of("x", "w0"), List.of("y0"), "pads", new long[] {pad, pad, pad, pad})
                .node("Conv", List.of("y0", "w1"), List.of("y1"), "group", groups, "pads", new long[] {1, 1, 1, 1})
                .node("Conv", List.of("y1", "w2"), List.of("y2"))
                .node("Conv", List.of("y2", "w3"), List.of("y3"), "group", 4, "pads", new long[] {1, 1, 1, 1})
                .node("Conv", List.of("y3", "w4"), List.of("y4"), "group", 2)
                .output("y4", Shape.FREE, 48, 16, 16);
        NetworkCheck.check(model, 1, 2, 3);
    }
}
