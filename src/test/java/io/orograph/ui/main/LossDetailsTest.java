package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.objective.OutputKind;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How outputs and targets are read is chosen in the window as on the command line. */
@NeedsDisplay
class LossDetailsTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private static Object reading(Landscape landscape, String entry) {
        return landscape
                .provenance()
                .get(Key.LOSS_READING)
                .map(found -> found.get(entry))
                .orElse(null);
    }

    private void type(String field, String text) {
        Fx.run(() -> {
            TextField box = window.find(field, TextField.class);
            box.setText(text);
            box.fireEvent(new javafx.event.ActionEvent());
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void choicesAreTakenAndStandInTheProvenance() {
        window.openSample("digits-mlp-tanh");
        assertThat(window.isShown("#loss-details")).isFalse();
        window.clickOn("#show-loss-details");
        assertThat(window.isShown("#loss-details")).isTrue();
        type("#label-smoothing", "0.1");
        Landscape smoothed = window.awaitWhole(shown -> reading(shown, "label_smoothing") != null);
        assertThat(reading(smoothed, "label_smoothing")).isEqualTo(0.1);
        Fx.run(() ->
                ((ComboBox<OutputKind>) window.stage().getScene().lookup("#output-kind")).setValue(OutputKind.LOGITS));
        window.awaitWhole(shown -> "logits".equals(reading(shown, "output_kind")));
        assertThat(Fx.get(
                        () -> window.find("#loss-details-problem", Label.class).getText()))
                .isEmpty();
    }

    @Test
    void aPenaltyIsPartOfTheLoss() {
        window.openSample(WindowExtension.SMALL);
        window.clickOn("#show-loss-details");
        assertThat(window.isShown("#l2-over")).isFalse();
        type("#l2", "0.01");
        Landscape penalised = window.awaitWhole(shown -> reading(shown, "l2") != null);
        assertThat(reading(penalised, "l2")).isEqualTo(0.01);
        assertThat(penalised.provenance().text(Key.LOSS)).endsWith(" + L2 penalty");
        assertThat(window.isShown("#l2-over")).isTrue();
    }

    @Test
    void whatIsNoNumberIsSaidAndNotTaken() {
        window.openSample(WindowExtension.SMALL);
        window.clickOn("#show-loss-details");
        type("#class-weights", "1, two");
        assertThat(Fx.get(
                        () -> window.find("#loss-details-problem", Label.class).getText()))
                .endsWith("takes numbers, with a point.");
    }
}
