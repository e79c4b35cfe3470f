package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.form.Shown;
import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sample shows its landscape at once, and a small plot the window. */
@NeedsDisplay
class ShippedLandscapeTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void theFirstSampleComesWithItsLandscapeAndItsSettings() {
        Fx.run(() -> {
            ui.models().evaluation().seedProperty().set(7);
            ui.window().openFirstSample();
        });
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.grid().cells()).isEqualTo(41 * 41);
        assertThat(Fx.get(() -> ui.models().evaluation().seedProperty().get())).isZero();
        assertThat(Fx.get(() -> ui.models().evaluation().noticeProperty().getValue()))
                .contains("came with the sample");
        assertThat(Fx.get(() -> ui.models().evaluation().statusProperty().get()))
                .startsWith("All 1,681 cells were known ·");
        assertThat(ui.isShown("#sample-description")).isTrue();
        Fx.run(() -> {
            ui.models().evaluation().resolutionProperty().set(11);
            ui.models().evaluation().rangeProperty().set(0.5);
        });
        // What it says of the landscape is not true of another.
        assertThat(ui.isShown("#sample-description")).isFalse();
        Landscape other = ui.awaitWhole(any -> any.grid().cells() == 11 * 11);
        assertThat(other.grid().alpha().to()).isEqualTo(0.5);
        assertThat(Fx.get(() -> ui.models().evaluation().noticeProperty().getValue()))
                .doesNotContain("came with");
    }

    @Test
    void ofOtherWeightsTheSampleSaysNothing() {
        ui.openSample(WindowExtension.SMALL);
        assertThat(ui.isShown("#sample-description")).isTrue();
        Weights own = Fx.get(() -> ui.models().weights().currentProperty().get());
        double[] moved = Arrays.stream(own.theta()).map(weight -> 2 * weight).toArray();
        Fx.run(() -> ui.models()
                .weights()
                .use(Weights.of("moved", new WeightsSource.Training("SGD", 1), moved, moved.length)));
        ui.awaitWhole(shown -> shown.provenance().get(Key.WEIGHTS).isPresent());
        assertThat(ui.isShown("#sample-description")).isFalse();
    }

    @Test
    void aCurveFillsTheWindowAndGoesBack() {
        ui.openSample(WindowExtension.SMALL);
        ui.selectTab("Training");
        Node plot = ui.find("#training-losses", Node.class);
        Parent home = Fx.get(plot::getParent);
        int place = Fx.get(() -> home.getChildrenUnmodifiable().indexOf(plot));
        // There before the first training, for this test.
        Fx.run(() -> Shown.set(plot, true));
        ui.press("#training-losses", KeyCode.ENTER);
        Fx.await(
                "it is large",
                () -> plot.getLayoutBounds().getWidth() > 0.9 * ui.stage().getWidth()
                        && plot.getLayoutBounds().getHeight() > 0.8 * ui.stage().getHeight());
        ui.press("#training-losses", KeyCode.ESCAPE);
        assertThat(Fx.get(plot::getParent)).isSameAs(home);
        assertThat(Fx.get(() -> home.getChildrenUnmodifiable().indexOf(plot))).isEqualTo(place);
    }
}
