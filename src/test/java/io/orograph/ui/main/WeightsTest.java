package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.export.ResultNpz;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.Key;
import io.orograph.study.Experiment;
import io.orograph.study.Outputs;
import io.orograph.study.WeightsFile;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other weights as θ₀, and landscapes that are looked at without a model. */
@NeedsDisplay
class WeightsTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private Experiment experiment() {
        return Fx.get(() -> ui.models().workspace().experimentProperty().get());
    }

    private MenuItem item(String text) {
        return Fx.get(() -> ui.find(".menu-bar", MenuBar.class).getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow());
    }

    private boolean isDisabled(MenuItem item) {
        return Fx.get(item::isDisable);
    }

    /** Every sentence and every number is of the point then, and the pin, which was a place of the plane before, goes. */
    @Test
    void aPinnedPointBecomesTheOrigin() {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        MenuItem use = item("Use the pinned _point as θ₀");
        assertThat(isDisabled(use)).isTrue();
        Grid grid = first.grid();
        double alpha = grid.alpha().values()[2];
        double beta = grid.beta().values()[8];
        Fx.run(() -> ui.models().display().crosshairProperty().set(new Crosshair(alpha, beta)));
        assertThat(isDisabled(use)).isFalse();
        Fx.run(use::fire);
        Landscape second = ui.awaitWhole(
                landscape -> landscape.provenance().get(Key.WEIGHTS).isPresent());
        assertThat(experiment().weights().source()).isInstanceOf(WeightsSource.PlanePoint.class);
        // The same sums in single precision, in another order.
        assertThat(second.centerLoss())
                .isCloseTo(first.loss(2, 8), within(1e-5 * first.loss(2, 8)))
                .isNotEqualTo(first.centerLoss());
        assertThat(Fx.get(() -> ui.models().display().crosshairProperty().get()))
                .isNull();
        String name = experiment().weights().name();
        assertThat(ui.text("#headline")).contains("θ₀ = " + name);
        assertThat(ui.text("#weights-name")).contains(name);

        Fx.run(() -> item("_Back to the model file's").fire());
        Landscape back = ui.awaitWhole(
                landscape -> landscape.provenance().get(Key.WEIGHTS).isEmpty());
        assertThat(back.losses()).isEqualTo(first.losses());
        assertThat(ui.text("#headline")).doesNotContain("θ₀");
    }

    @Test
    void weightsOfAFileBecomeTheOrigin() throws IOException {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("moved.onnx");
        Experiment subject = experiment();
        double[] theta = subject.weights().theta().clone();
        theta[0] += 1;
        Outputs.WEIGHTS.write(file, new WeightsFile(subject, subject.layout(), theta));
        ui.files().answer(file);
        Fx.run(() -> item("_Open weights…").fire());
        Landscape second = ui.awaitWhole(
                landscape -> landscape.provenance().get(Key.WEIGHTS).isPresent());
        assertThat(experiment().weights().theta()[0]).isEqualTo((float) theta[0]);
        assertThat(second.centerLoss()).isNotEqualTo(first.centerLoss());
        assertThat(ui.text("#headline")).contains("moved");
    }

    @Test
    void anExportedLandscapeOpensWithoutItsModel() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("surface.npz");
        ResultNpz.write(
                file, Fx.get(() -> ui.models().evaluation().shownProperty().get()));
        Landscape exported = ui.landscape();
        ui.close();
        ui.open();
        ui.files().answer(file);
        Fx.run(() -> item("Open _landscape…").fire());
        Landscape opened = ui.awaitWhole(landscape -> true);
        assertThat(opened.losses()).isEqualTo(exported.losses());
        assertThat(opened.provenance().text(Key.MODEL_SHA256))
                .isEqualTo(exported.provenance().text(Key.MODEL_SHA256))
                .hasSize(64);
        assertThat(ui.text("#headline")).contains(exported.provenance().text(Key.MODEL));
        assertThat(experiment()).isNull();
        // Of a file there are cells but no vectors: none of them can be made θ₀.
        Fx.run(() -> ui.models().display().crosshairProperty().set(new Crosshair(0, 0)));
        assertThat(isDisabled(item("Use the pinned _point as θ₀"))).isTrue();
    }

    @Test
    void aLandscapeThatIsDroppedIsLookedAt() throws IOException {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("surface.npz");
        ResultNpz.write(
                file, Fx.get(() -> ui.models().evaluation().shownProperty().get()));
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Landscape opened = ui.awaitWhole(landscape -> landscape != first);
        assertThat(opened.losses()).isEqualTo(first.losses());
        assertThat(opened.section().plane()).isEmpty();
        // θ₀ is that of what is open, which the file may not be of.
        Fx.await("it is read", () -> ui.text("#plane-origin").equals("of the landscape that was opened"));
        assertThat(Fx.get(() -> ui.models().sharpness().planeProperty().get().origin()))
                .isEqualTo("its centre");
    }
}
