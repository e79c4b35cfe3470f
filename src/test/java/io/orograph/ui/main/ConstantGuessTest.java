package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The word on data that a network knows no more of than a constant. */
@NeedsDisplay
final class ConstantGuessTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/orograph/cli/field");

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    /** The network has another order of the classes than the alphabet: its loss is 3.33 where guessing has 1.07. */
    @Test
    void classesInAnotherOrderAreNoticed() {
        Fx.run(() -> ui.models()
                .workspace()
                .open(FOLDER.resolve("n_cls.onnx"), DataSource.of(FOLDER.resolve("n_order.csv"))));
        Fx.await(
                "the notice is there",
                () -> ui.models()
                        .evaluation()
                        .noticeProperty()
                        .get()
                        .startsWith("The loss at θ₀, 3.33, is not below that of guessing"));
        assertThat(ui.text("#evaluation-notice")).endsWith("which array is which).");
        ui.openSample(WindowExtension.SMALL);
        assertThat(ui.text("#evaluation-notice")).isEmpty();
    }
}
