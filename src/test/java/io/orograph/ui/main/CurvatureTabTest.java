package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.Effort;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.DirectionKind;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.heatmap.HeatmapModel;
import io.orograph.ui.heatmap.HeatmapView;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Curvature in the window: a study of the Hessian, and planes along its eigenvectors. */
@NeedsDisplay
class CurvatureTabTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private CurvatureModel curvature() {
        return ui.models().curvature();
    }

    @Test
    void aStudyFillsTheTab() {
        ui.openSample(WindowExtension.SMALL);
        ui.selectTab("Curvature");
        assertThat(ui.text("#trace")).isEqualTo("–");
        Fx.run(() -> {
            curvature().effortProperty().set(Effort.QUICK);
            curvature().samplesProperty().set(100);
            curvature().largestProperty().set(2);
        });
        ui.clickOn("#measure-curvature");
        Fx.await(
                "the study is over",
                () -> !curvature().runningProperty().get()
                        && curvature().statusProperty().get().startsWith("Measured at θ₀ on 100 samples"));
        assertThat(ui.text("#largest-eigenvalues").lines()).hasSize(2).allMatch(line -> line.contains(" ± "));
        assertThat(ui.text("#smallest-eigenvalues").lines()).hasSize(3);
        assertThat(ui.text("#trace")).contains(" ± ");
        assertThat(ui.text("#curvature-verdict"))
                .matches("(Minimum|Maximum|Saddle|Plateau|Not a critical point|Undecided).*\\.");
        assertThat(ui.text("#curvature-evidence"))
                .startsWith("· steps tried lower the loss ")
                .contains("· gradient norm ", "· population: not asked");
        assertThat(ui.text("#density-words")).contains("of the curvature is negative");
        int parameters = Fx.get(() -> ui.models()
                .workspace()
                .experimentProperty()
                .get()
                .layout()
                .parameters()
                .size());
        int rows =
                Fx.get(() -> ui.find("#layer-table", TableView.class).getItems().size());
        assertThat(rows).isEqualTo(parameters);
    }

    @Test
    void directionsOfTheHessianAreChosenFromTheList() {
        ui.openSample(WindowExtension.SMALL);
        Button other = ui.find("#new-directions", Button.class);
        assertThat(Fx.get(other::isDisabled)).isFalse();
        Fx.run(() -> choose(DirectionKind.HESSIAN));
        Landscape along = ui.awaitWhole(landscape -> hasDirections(landscape, "Hessian"));
        assertThat(Fx.get(other::isDisabled)).isTrue();
        assertThat(ui.text("#cosine")).isEqualTo("cos(d₁, d₂) = 0");

        Fx.run(() -> choose(DirectionKind.GRADIENT));
        ui.awaitWhole(landscape -> landscape != along && !hasDirections(landscape, "Hessian"));
        assertThat(Fx.get(other::isDisabled)).isFalse();
    }

    /** Measured when asked for; other directions take it away, a finer grid over the same ones does not. */
    @Test
    void aMapOfConvexityLiesOnTheHeatmap() {
        ui.openSample(WindowExtension.SMALL);
        ui.selectTab("Curvature");
        Fx.run(() -> ui.models().convexity().cellsProperty().set(3));
        Fx.run(() -> ui.find("#measure-convexity", Button.class).fire());
        Fx.await("the map is there", () -> map() != null);
        assertThat(Fx.get(() -> map().ratios())).hasSize(9);
        assertThat(Fx.get(() -> map().grid().alpha().to())).isEqualTo(1);
        assertThat(ui.text("#convexity-status")).startsWith("On the heatmap: ");

        // Measured anew, the last one stays, in grey, and after a cancel in its colours.
        ConvexityMap first = Fx.get(this::map);
        HeatmapModel heatmap = ui.find(".heatmap-view", HeatmapView.class).model();
        Fx.run(() -> {
            ui.models().convexity().startOrCancel();
            assertThat(heatmap.convexityStaleProperty().get()).isTrue();
            assertThat(heatmap.convexityProperty().get()).isSameAs(first);
            ui.models().convexity().startOrCancel();
            assertThat(heatmap.convexityStaleProperty().get()).isFalse();
            assertThat(heatmap.convexityProperty().get()).isSameAs(first);
        });

        Fx.run(() -> ui.models().evaluation().resolutionProperty().set(13));
        ui.awaitWhole(landscape -> landscape.grid().nx() == 13);
        assertThat(Fx.get(this::map)).isNotNull();
        Fx.run(() -> ui.find("#new-directions", Button.class).fire());
        ui.awaitWhole(landscape -> landscape.provenance().text(Key.SEED).equals("1"));
        assertThat(Fx.get(this::map)).isNull();

        Fx.run(() -> {
            ui.models().convexity().startOrCancel();
            ui.models().convexity().startOrCancel();
            assertThat(ui.models().convexity().runningProperty().get()).isFalse();
        });
        assertThat(ui.text("#convexity-status")).isEqualTo("Cancelled");
    }

    private ConvexityMap map() {
        return ui.models().convexity().mapProperty().get();
    }

    @SuppressWarnings("unchecked")
    private void choose(DirectionKind kind) {
        ((ComboBox<DirectionKind>) ui.stage().getScene().lookup("#directions")).setValue(kind);
    }

    private static boolean hasDirections(Landscape landscape, String word) {
        return landscape.provenance().text(Key.DIRECTIONS).contains(word);
    }
}
