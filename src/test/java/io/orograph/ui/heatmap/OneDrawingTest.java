package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.Theme;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/** The heatmap in the window and the one in a file are the same display list, but for what follows the pointer. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class OneDrawingTest {

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final DisplaySettings settings = new DisplaySettings();

    @AfterEach
    void stop() throws InterruptedException {
        background.shutdown();
        assertThat(background.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Landscape landscape() {
        return SyntheticLandscapes.of(
                Grid.square(1, 25),
                (a, b) -> a > 0.8 ? Double.NaN : SyntheticLandscapes.bowl(a, b),
                cell -> cell % 7 != 3);
    }

    @Test
    void theHeatmapOfTheWindowIsThatOfAFile() {
        Landscape landscape = landscape();
        HeatmapModel model = Fx.get(() -> new HeatmapModel(settings, background));
        HeatmapView view = Fx.get(() -> {
            HeatmapView made = new HeatmapView(model);
            new Scene(made, 520, 480);
            made.resize(520, 480);
            settings.overlays()
                    .put(
                            this,
                            new Overlay(
                                    List.of(new Overlay.Line(
                                            "SGD",
                                            0xffff0000,
                                            new double[] {0, 1},
                                            new double[] {0, 1},
                                            new double[0])),
                                    List.of(new Overlay.Mark("", 0xffffffff, OverlaySymbol.SADDLE, 0.3, -0.2))));
            settings.crosshairProperty().set(new Crosshair(0.25, 0.5));
            model.landscapeProperty().set(landscape);
            model.zoom(1.7, 0.2, 0.1);
            made.layout();
            return made;
        });
        Fx.await(
                "the picture is made",
                () -> model.isUpToDate() && model.pictureProperty().get() != null);
        RecordingPen file = new RecordingPen();
        RecordingPen over = new RecordingPen();
        Rect area = HeatmapLayout.plotArea(520, 480);
        PlotStyle style = PlotStyle.screen(Theme.LIGHT);
        Plot shown = Fx.get(() -> view.shown().orElseThrow().plot());
        shown.draw(file, area, style);
        Fx.run(() -> view.plot(model.pictureProperty().get()).drawOver(over, area));
        RecordingPen still = Fx.get(() -> model.pictureProperty().get().drawn());
        assertThat(over.drawn()).isNotEmpty();
        assertThat(file.drawn().subList(0, still.drawn().size())).isEqualTo(still.drawn());
        assertThat(file.drawn().subList(still.drawn().size(), file.drawn().size()))
                .isEqualTo(over.drawn());
    }
}
