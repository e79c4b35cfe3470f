package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.evaluation.EvaluationModel;
import java.io.IOException;
import java.nio.file.Files;
import javafx.scene.control.SplitPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Closing, and coming back as the window was left. */
@NeedsDisplay
class ClosingTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void whileAnEvaluationRuns() {
        ui.openSample("digits-cnn");
        Fx.run(() -> {
            ui.models().evaluation().resolutionProperty().set(EvaluationModel.MAX_RESOLUTION);
            ui.models().evaluation().evaluate();
        });
        Fx.await(
                "it has begun",
                () -> !ui.models().evaluation().landscapeProperty().get().isComplete());
        assertThat(WindowExtension.threads()).isNotEmpty();
        ui.close();
        Fx.await("the workers end", () -> WindowExtension.threads().isEmpty());
    }

    @Test
    void whileSomethingIsOpened() {
        Fx.run(() -> ui.models().workspace().openSample(WindowExtension.sample("mnist-lenet-bn")));
        ui.close();
        Fx.await("the workers end", () -> WindowExtension.threads().isEmpty());
    }

    @Test
    void theWindowComesBackAsItWasLeft() {
        Fx.run(() -> {
            ui.stage().setWidth(1400);
            ui.stage().setHeight(820);
            ui.models().display().darkProperty().set(true);
            ui.models()
                    .display()
                    .colorMapProperty()
                    .set(io.orograph.plot.ColorMap.all().get(2));
        });
        SplitPane plots = ui.find("#plots", SplitPane.class);
        // By hand: where nobody has put it, it follows from the plots.
        ui.drag(Fx.get(() -> plots.lookup(".split-pane-divider")))
                .moveBy(-60, 0)
                .drop();
        double put = Fx.get(() -> plots.getDividerPositions()[0]);
        ui.close();
        ui.open();
        assertThat(Fx.get(() -> ui.stage().getWidth())).isEqualTo(1400);
        assertThat(Fx.get(() -> ui.stage().getHeight())).isEqualTo(820);
        assertThat(Fx.get(() -> ui.models().display().darkProperty().get())).isTrue();
        assertThat(Fx.get(() -> ui.models().display().colorMapProperty().get()))
                .isEqualTo(io.orograph.plot.ColorMap.all().get(2));
        assertThat(Fx.get(() -> ui.find("#plots", SplitPane.class).getDividerPositions()[0]))
                .isCloseTo(put, within(0.01));
    }

    @Test
    void whatTheSurfaceAloneHidIsRememberedToo() {
        double[] before = Fx.get(() -> ui.find("#columns", SplitPane.class).getDividerPositions());
        ui.shortcut("F5");
        ui.close();
        ui.open();
        assertThat(Fx.get(() -> ui.find("#columns", SplitPane.class).getDividerPositions()))
                .usingComparatorWithPrecision(0.02)
                .containsExactly(before);
    }

    @Test
    void damagedSettingsMeanDefaults() throws IOException {
        ui.close();
        Files.writeString(ui.settingsFile(), "{ \"width\": tru");
        ui.open();
        assertThat(Fx.get(() -> ui.models().display().darkProperty().get())).isFalse();
        assertThat(Fx.get(() -> ui.stage().isShowing())).isTrue();
    }
}
