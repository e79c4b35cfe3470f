package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzWriter;
import io.orograph.network.Tensor;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that are sound and yet not what one expects. */
@NeedsDisplay
class UnusualFilesTest {

    /** Nearly as long as a file system takes. */
    private static final int LONG = 200;

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private Bounds inScene(String selector) {
        return Fx.get(() -> {
            Node node = ui.stage().getScene().lookup(selector);
            return node.localToScene(node.getLayoutBounds());
        });
    }

    @Test
    void longNamesLeaveEveryColumnInTheWindow() throws IOException {
        Sample sample = WindowExtension.sample(WindowExtension.SMALL);
        Path model = ui.folder().resolve("m".repeat(LONG) + ".onnx");
        Path data = ui.folder().resolve("d".repeat(LONG) + ".npz");
        Files.copy(sample.model(), model);
        Files.copy(sample.data(), data);
        double left = inScene("#model-summary").getWidth();
        double right = inScene("#measures").getWidth();
        Fx.run(() -> ui.window().openFiles(List.of(model, data)));
        ui.awaitWhole(any -> true);
        Fx.run(() -> ui.stage().getScene().getRoot().layout());
        assertThat(inScene("#measures").getWidth()).isEqualTo(right);
        assertThat(inScene("#measures").getMaxX())
                .isLessThanOrEqualTo(Fx.get(() -> ui.stage().getScene().getWidth()));
        // A scroll bar may have come beside it.
        assertThat(inScene("#model-summary").getWidth()).isGreaterThan(left - 20);
        assertThat(inScene("#headline").getMaxX())
                .isLessThanOrEqualTo(inScene("#measures").getMinX());
    }

    @Test
    void oneSampleIsEnough() throws IOException {
        Path data = ui.folder().resolve("one.npz");
        NpzWriter.write(data, npz -> {
            npz.add("x", Tensor.of(new float[30], 1, 30));
            npz.add("y", Tensor.of(new long[] {1}, 1));
        });
        Fx.run(() -> ui.window()
                .openFiles(List.of(WindowExtension.sample(WindowExtension.SMALL).model(), data)));
        ui.awaitWhole(any -> true);
        assertThat(ui.text("#data-summary")).startsWith("1 sample\n");
        assertThat(ui.text("#headline-caption")).startsWith("1 sample ·");
    }
}
