package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.evaluation.EvaluationModel;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A landscape that takes long is asked about where it is shown, with what would take less. */
@NeedsDisplay
class LongEvaluationTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void fewerCellsAreNamedAndTaken() {
        Fx.run(() -> {
            ui.models().evaluation().resolutionProperty().set(EvaluationModel.MAX_RESOLUTION);
            ui.models().workspace().openSample(WindowExtension.sample("mnist-lenet-bn"));
        });
        Fx.await("it is asked", () -> ui.isShown("#long-evaluation"));
        assertThat(ui.text("#long-evaluation-sentence"))
                .startsWith("40,401 cells over ")
                .contains(" samples take about ", " of memory.");
        assertThat(Fx.get(() -> ui.find("#long-evaluation-cells", Button.class).getText()))
                .matches("Use (\\d+)×\\1 cells");
        Fx.run(() -> ui.find("#long-evaluation-cells", Button.class).fire());
        assertThat(Fx.get(() -> ui.models().evaluation().resolutionProperty().get()))
                .isLessThan(EvaluationModel.MAX_RESOLUTION);
        Fx.run(() -> ui.models().evaluation().cancel());
        assertThat(ui.isShown("#long-evaluation")).isFalse();
    }
}
