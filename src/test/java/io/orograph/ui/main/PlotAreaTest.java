package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the plots share a large and a small window. */
@NeedsDisplay
class PlotAreaTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private void size(double width, double height) {
        Fx.run(() -> {
            ui.stage().setWidth(width);
            ui.stage().setHeight(height);
        });
        Fx.await(
                "the scene has the size",
                () -> ui.stage().getScene().getWidth() <= width
                        && ui.stage().getScene().getWidth() > width - 20
                        && !ui.stage().getScene().getRoot().isNeedsLayout());
    }

    private SurfaceView surface() {
        return ui.find(".surface-view", SurfaceView.class);
    }

    @Test
    void aNarrowWindowHasATabForEachPlotAndAWideOneAllOfThem() {
        ui.openSample(WindowExtension.SMALL);
        size(1024, 700);
        Fx.await("the plots are under tabs", () -> ui.isShown("#plot-tabs"));
        assertThat(Fx.get(() -> surface().getWidth())).isGreaterThan(400);
        assertThat(Fx.get(() -> surface().getHeight())).isGreaterThan(300);
        Fx.run(() -> ui.find("#plot-tabs", TabPane.class).getSelectionModel().select(1));
        Fx.await(
                "the heatmap is as wide as the tab",
                () -> ui.find(".heatmap-view", HeatmapView.class).getWidth() > 400);

        size(1440, 900);
        Fx.await("the plots are side by side", () -> ui.isShown("#plots"));
        assertThat(ui.find("#plots", SplitPane.class).getItems()).hasSize(2);
        assertThat(ui.isShown(".slices-view")).isTrue();
    }

    @Test
    void theHeatmapIsNoHigherThanItsWidthLetsItUse() {
        ui.openSample(WindowExtension.SMALL);
        size(1440, 900);
        Fx.await("the heatmap is as high as useful", () -> {
            HeatmapView heatmap = ui.find(".heatmap-view", HeatmapView.class);
            // A pixel or two for the rounding of the divider's position.
            return Math.abs(heatmap.getHeight() - HeatmapView.usefulHeight(heatmap.getWidth())) < 4;
        });
        assertThat(Fx.get(() -> ui.find(".slices-view", SlicesView.class).getHeight()))
                .isGreaterThan(200);
    }

    /** The surface gets what the others do not need, and keeps its share once a person has given it one. */
    @Test
    void aNarrowerWindowTakesFromTheSurfaceWhatTheOthersNeed() {
        ui.openSample(WindowExtension.SMALL);
        size(1440, 900);
        Fx.await("the plots are side by side", () -> ui.isShown("#plots"));
        double small = Fx.get(() -> ui.find(".heatmap-view", HeatmapView.class).getWidth());
        size(1280, 720);
        Fx.await(
                "the heatmap is as readable as before",
                // The rounding of the divider's position.
                () -> Math.abs(ui.find(".heatmap-view", HeatmapView.class).getWidth() - small) < 4);
    }
}
