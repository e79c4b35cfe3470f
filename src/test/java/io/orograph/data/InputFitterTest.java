package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputFitterTest {

    private static final long N = Shape.FREE;

    @Test
    void whatAgreesIsLeftAlone() {
        Dataset data = floats(2, 3);
        InputFitter.Fitted fitted = InputFitter.fit(data, N, 3);
        assertThat(fitted.dataset()).isSameAs(data);
        assertThat(fitted.notices()).isEmpty();
        assertThat(InputFitter.fit(floats(2, 3, 5, 7), N, 3, N, N).notices()).isEmpty();
        assertThat(InputFitter.fit(floats(2, 3), 1, 3).notices())
                .as("a fixed batch is not ours to judge")
                .isEmpty();
    }

    @Test
    void asManyNumbersAreReshapedWithANotice() {
        Dataset data = floats(2, 784);
        InputFitter.Fitted fitted = InputFitter.fit(data, N, 1, 28, 28);
        assertThat(fitted.dataset().inputs()).isEqualTo(data.inputs().reshape(2, 1, 28, 28));
        assertThat(fitted.dataset().targets()).isSameAs(data.targets());
        assertThat(fitted.notices())
                .containsExactly("The inputs were reshaped from [2, 784] to [2, 1, 28, 28], as the network expects.");
        assertThat(shapeOf(InputFitter.fit(floats(2, 28, 28), N, 1, 28, 28))).containsExactly(2, 1, 28, 28);
        assertThat(shapeOf(InputFitter.fit(floats(2, 4, 5), N, N))).containsExactly(2, 20);
        assertThat(shapeOf(InputFitter.fit(floats(4), N, 1))).containsExactly(4, 1);
        assertThat(shapeOf(InputFitter.fit(floats(2, 12), N, 3, N))).containsExactly(2, 3, 4);
    }

    /** The definition: out[n, c, h, w] = in[n, h, w, c], number by number. */
    @Test
    void channelsAreMovedNotScrambled() {
        int height = 4;
        int width = 5;
        int channels = 3;
        Dataset data = floats(2, height, width, channels);
        InputFitter.Fitted fitted = InputFitter.fit(data, N, channels, height, width);
        Tensor moved = fitted.dataset().inputs();
        assertThat(moved.shape()).containsExactly(2, 3, 4, 5);
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < channels; c++) {
                for (int h = 0; h < height; h++) {
                    for (int w = 0; w < width; w++) {
                        assertThat(moved.get(((n * channels + c) * height + h) * width + w))
                                .isEqualTo(data.inputs().get(((n * height + h) * width + w) * channels + c));
                    }
                }
            }
        }
        assertThat(fitted.notices()).singleElement().asString().contains("from the last axis to the first");
        InputFitter.Fitted back = InputFitter.fit(fitted.dataset(), N, height, width, channels);
        assertThat(back.dataset().inputs()).isEqualTo(data.inputs());
    }

    @Test
    void oneChannelAndOpenSizesAreMovedToo() {
        assertThat(shapeOf(InputFitter.fit(floats(2, 28, 28, 1), N, 1, 28, 28))).containsExactly(2, 1, 28, 28);
        assertThat(shapeOf(InputFitter.fit(floats(2, 8, 9, 3), N, 3, N, N))).containsExactly(2, 3, 8, 9);
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothShapes() {
        assertThatThrownBy(() -> InputFitter.fit(floats(2, 30), N, 64))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("The inputs of data have the shape [2, 30], but the network expects [batch, 64];"
                        + " choose data made for this network.");
        assertThatThrownBy(() -> InputFitter.fit(floats(2, 30), N, 4, N)).hasMessageContaining("[batch, 4, batch]");
        assertThatThrownBy(() -> InputFitter.fit(floats(2, 30), N, N, N)).isInstanceOf(ShapeMismatchException.class);
        assertThatThrownBy(() -> InputFitter.fit(floats(2, 30))).isInstanceOf(ShapeMismatchException.class);
    }

    /** As many numbers, but a reshape would put them in the wrong places. */
    @Test
    void swappedAxesAreRefused() {
        assertThatThrownBy(() -> InputFitter.fit(floats(2, 30, 20), N, 20, 30))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("axes in another order");
    }

    @Test
    void bytesAreOfferedAScale() {
        assertThat(offered(Tensor.ofBytes(new byte[] {0, (byte) 255}, 1, 2))).isTrue();
        assertThat(offered(Tensor.of(new int[] {0, 16}, 1, 2))).isTrue();
        assertThat(offered(Tensor.of(new float[] {0, 255}, 1, 2))).isTrue();
        assertThat(offered(Tensor.ofBytes(new byte[] {0, 1}, 1, 2)))
                .as("zeros and ones")
                .isFalse();
        assertThat(offered(Tensor.of(new long[] {0, 256}, 1, 2)))
                .as("beyond a byte")
                .isFalse();
        assertThat(offered(Tensor.of(new long[] {-1, 200}, 1, 2)))
                .as("below zero")
                .isFalse();
        assertThat(offered(Tensor.of(new float[] {0, 254.5f}, 1, 2)))
                .as("no whole numbers")
                .isFalse();
        assertThat(offered(Tensor.of(new float[] {1, 80}, 1, 2)))
                .as("counts or ages in a table")
                .isFalse();
        assertThat(offered(Tensor.ofBooleans(new byte[] {0, 1}, 1, 2))).isFalse();
    }

    @Test
    void scalingDividesBy255() {
        Tensor bytes = Tensor.ofBytes(new byte[] {0, 51, (byte) 255}, 1, 3);
        Dataset data = new Dataset("d", bytes, Tensor.of(new long[1], 1));
        Tensor scaled = InputFitter.scaledToUnit(data.inputs());
        assertThat(scaled.type()).isEqualTo(ElementType.FLOAT);
        assertThat(scaled.floats()).containsExactly(0f, 0.2f, 1f);
        assertThat(InputFitter.fit(data.with(Inputs.of(InputFitter.scaledToUnit(data.inputs()))), N, 3)
                        .scaleOffered())
                .isFalse();
    }

    private static boolean offered(Tensor inputs) {
        Dataset data = new Dataset("d", inputs, Tensor.of(new long[1], 1));
        return InputFitter.fit(data, N, 2).scaleOffered();
    }

    private static long[] shapeOf(InputFitter.Fitted fitted) {
        return fitted.dataset().inputs().shape();
    }

    private static Dataset floats(long... shape) {
        float[] values = new float[Shape.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.5f;
        }
        return new Dataset("data", Tensor.of(values, shape), Tensor.of(new long[(int) shape[0]], shape[0]));
    }

    private static InputFitter.Fitted ids(Tensor values) {
        Port port = new Port("ids", new long[] {Shape.FREE, 2}, List.of("", ""), true);
        Dataset data = new Dataset("d", values, Tensor.of(new long[] {0, 1}, 2));
        return InputFitter.fit(data, SampleAxes.of(List.of(port), List.of()));
    }

    /** Fractions would be cut off without a word; numbers below 0 are rows from a table's end, which are seldom meant. */
    @Test
    void theOnlyInputTakesWholeNumbersToo() {
        assertThatThrownBy(() -> ids(Tensor.of(new double[] {1, 2, 3.5, 0}, 2, 2)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessageContaining("input ids takes whole numbers")
                .hasMessageContaining("holds 3.5 for it");
        assertThat(ids(Tensor.of(new double[] {1, 2, 3, 0}, 2, 2)).notices()).isEmpty();
        assertThat(ids(Tensor.of(new long[] {1, -2, 3, 0}, 2, 2)).notices())
                .containsExactly(
                        "The whole numbers of the input ids reach below 0, to -2: where they choose rows of a table,"
                                + " ONNX counts those from its end.");
    }
}
