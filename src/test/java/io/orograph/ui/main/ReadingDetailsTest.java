package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the inputs are read is chosen in the window as on the command line, and remembered with model and data. */
@NeedsDisplay
class ReadingDetailsTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private void openDetails() {
        if (!ui.isShown("#loss-details")) {
            ui.clickOn("#show-loss-details");
        }
    }

    private void type(String field, String text) {
        openDetails();
        Fx.run(() -> {
            TextField box = ui.find(field, TextField.class);
            box.setText(text);
            box.fireEvent(new javafx.event.ActionEvent());
        });
    }

    private static String prepared(Landscape landscape) {
        return landscape.provenance().text(Key.PREPARED);
    }

    @Test
    void whatIsChosenIsTakenSaidAndRemembered() throws IOException {
        Sample digits = WindowExtension.sample("digits-mlp-tanh");
        Path own = Files.copy(digits.model(), ui.folder().resolve("own.onnx"));
        Fx.run(() -> ui.window().openFiles(List.of(own, digits.test())));
        ui.awaitWhole(any -> true);
        type("#input-scale", "1/16");
        ui.awaitWhole(shown -> prepared(shown).equals("scale 0.0625"));
        type("#std", "0.5");
        Landscape both = ui.awaitWhole(shown -> prepared(shown).equals("scale 0.0625, std 0.5"));
        assertThat(both.provenance().text(Key.COMMAND)).contains("--scale 0.0625", "--std 0.5");
        ui.close();
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(own, digits.test())));
        ui.awaitWhole(shown -> prepared(shown).equals("scale 0.0625, std 0.5"));
        openDetails();
        assertThat(Fx.get(() -> ui.find("#std", TextField.class).getText())).isEqualTo("0.5");
        type("#std", "");
        type("#input-scale", "");
        ui.awaitWhole(shown -> prepared(shown).isEmpty());
    }

    @Test
    void whatCannotBeIsSaidAndNotTaken() {
        Landscape before = ui.openSample(WindowExtension.SMALL);
        type("#std", "0");
        assertThat(ui.text("#reading-problem")).isEqualTo("The std needs numbers above 0, between commas.");
        type("#std", "");
        type("#size", "32");
        assertThat(ui.text("#reading-problem")).isEqualTo("The size needs two sides, between commas.");
        type("#size", "wide");
        assertThat(ui.text("#reading-problem")).endsWith(": takes numbers, with a point.");
        assertThat(ui.landscape()).isSameAs(before);
    }

    @Test
    void aSampleStaysASample() {
        ui.openSample("digits-mlp-tanh");
        type("#input-scale", "0.5");
        ui.awaitWhole(shown -> prepared(shown).equals("scale 0.5"));
        assertThat(ui.isShown("#sample-description")).isTrue();
    }
}
