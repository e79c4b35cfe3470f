package io.orograph.ui.slices;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.Slice;
import io.orograph.plot.Theme;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.heatmap.SyntheticLandscapes;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class SlicesViewTest {

    private final DisplaySettings settings = new DisplaySettings();
    private final SlicesModel model = new SlicesModel(settings);
    private final Landscape bowl = SyntheticLandscapes.bowl(1, 31);
    private SlicesView view;

    @Start
    void start(Stage stage) {
        view = new SlicesView(model);
        stage.setScene(new Scene(view, 420, 320));
        stage.show();
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    private long[] countLossAndAccuracy(FxRobot robot) {
        long[] counts = new long[2];
        robot.interact(() -> {
            WritableImage image = view.snapshot(null, null);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    Color color = image.getPixelReader().getColor(x, y);
                    counts[0] += color.equals(FxPen.color(Theme.LIGHT.loss())) ? 1 : 0;
                    counts[1] += near(color, FxPen.color(Theme.LIGHT.accuracy())) ? 1 : 0;
                }
            }
        });
        return counts;
    }

    private static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 0.15
                && Math.abs(one.getGreen() - other.getGreen()) < 0.15
                && Math.abs(one.getBlue() - other.getBlue()) < 0.15;
    }

    @Test
    void goThroughTheOriginUntilThereIsACrosshair(FxRobot robot) throws Exception {
        assertThat(view.getAccessibleText()).isEqualTo("Slices appear when a landscape is evaluated");
        robot.interact(() -> model.landscapeProperty().set(bowl));
        waitFor(() -> view.getAccessibleText().startsWith("Loss along α through θ₀: from 0.3 to 1.3."));
        robot.interact(() -> settings.crosshairProperty().set(new Crosshair(0.25, -0.5)));
        waitFor(() -> view.getAccessibleText().startsWith("Loss along α at β = −0.500"));
        assertThat(view.getAccessibleText()).contains("Loss along β at α = 0.250");
        assertThat(model.plot(true).slice(Slice.Direction.BETA).at()).isEqualTo(0.25);
        robot.interact(() -> model.landscapeProperty().set(null));
        waitFor(() -> view.getAccessibleText().startsWith("Slices appear"));
    }

    /** What follows the pointer is not in the file; all else is the same display list. */
    @Test
    void theWindowDrawsWhatAFileHolds(FxRobot robot) {
        RecordingPen window = new RecordingPen();
        RecordingPen file = new RecordingPen();
        Rect area = new Rect(0, 0, 420, 320);
        PlotStyle style = PlotStyle.screen(Theme.LIGHT);
        robot.interact(() -> {
            model.landscapeProperty().set(bowl);
            view.draw(window, area, style);
            view.shown().orElseThrow().plot().draw(file, area.inset(8), style);
        });
        assertThat(window.drawn()).isNotEmpty().isEqualTo(file.drawn());
    }

    @Test
    void drawBothLinesAndRedrawOnAnUpdate(FxRobot robot) throws Exception {
        robot.interact(() -> model.landscapeProperty().set(bowl));
        waitFor(() -> view.getAccessibleText().startsWith("Loss along α"));
        long[] whole = countLossAndAccuracy(robot);
        // Two lines of about 250 pixels' length and 2 pixels' width, the accuracy's with gaps.
        assertThat(whole[0]).isGreaterThan(400);
        assertThat(whole[1]).isGreaterThan(150);
        Landscape half =
                SyntheticLandscapes.of(Grid.square(1, 31), (a, b) -> a > 0 ? Double.NaN : 1 + a + b, cell -> true);
        robot.interact(() -> model.landscapeProperty().set(half));
        waitFor(() -> model.plot(true).slice(Slice.Direction.ALPHA).valueAt(0.5) == null);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(countLossAndAccuracy(robot)[0]).isLessThan(whole[0]);
    }

    @Test
    void shareTheScaleOfTheOtherViews(FxRobot robot) {
        robot.interact(() -> model.landscapeProperty().set(bowl));
        assertThat(model.scaleProperty().get().low()).isEqualTo(bowl.min());
        assertThat(model.scaleProperty().get().high()).isEqualTo(bowl.max());
        robot.interact(() -> {
            settings.logarithmicProperty().set(true);
            settings.clipPercentileProperty().set(50);
        });
        assertThat(model.scaleProperty().get().logarithmic()).isTrue();
        assertThat(model.scaleProperty().get().high()).isLessThan(bowl.max());
    }
}
