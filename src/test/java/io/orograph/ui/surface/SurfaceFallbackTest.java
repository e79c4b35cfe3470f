package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.DisplaySettings;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The view as it is on a display without 3-D. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class SurfaceFallbackTest {

    private final SurfaceModel model = new SurfaceModel(new DisplaySettings(), Runnable::run, Runnable::run);
    private SurfaceView view;

    @Start
    void start(Stage stage) {
        view = new SurfaceView(model, false);
        model.landscapeProperty()
                .set(SyntheticLandscapes.of(
                        Grid.square(1, 41),
                        (a, b) -> Math.hypot(a - 0.5, b) < 0.2 ? Double.NaN : SyntheticLandscapes.rugged(a, b)));
        stage.setScene(new Scene(view, 640, 480));
        stage.show();
    }

    @Test
    void itSaysSoAndDrawsTheSurfaceOnACanvas() {
        assertThat(view.lookup(".surface-notice").isVisible()).isTrue();
        assertThat(view.pane().picture().node()).isInstanceOf(Canvas.class);
        int[] pixels = SurfaceViewTest.onFx(() -> SurfaceViewTest.pixels(view));
        assertThat(SurfaceViewTest.colors(pixels)).isGreaterThan(500);
    }

    @Test
    void whatItSaysIsDismissedOnce(FxRobot robot) {
        AtomicInteger dismissed = new AtomicInteger();
        view.whenNoticeDismissed(dismissed::incrementAndGet);
        robot.clickOn("#dismiss-notice");
        assertThat(view.lookup(".surface-notice").isVisible()).isFalse();
        assertThat(dismissed).hasValue(1);
    }

    @Test
    void itTurnsWithTheMouse(FxRobot robot) {
        int[] before = SurfaceViewTest.onFx(() -> SurfaceViewTest.pixels(view));
        Point2D middle = SurfaceViewTest.onFx(() -> view.localToScreen(320, 240));
        robot.drag(middle, MouseButton.PRIMARY).dropTo(middle.add(100, 0));
        SurfaceViewTest.await(() -> model.orbitProperty().get().azimuth() > Orbit.START.azimuth() + 10);
        int[] after = SurfaceViewTest.onFx(() -> SurfaceViewTest.pixels(view));
        assertThat(SurfaceViewTest.shareChanged(before, after)).isGreaterThan(0.05);
    }

    @Test
    void edgesAreSmoothWhenItHasComeToRest() {
        SurfaceViewTest.onFx(() -> {
            model.orbitProperty().set(new Orbit(50, 30, 1, 0, 0));
            view.layout();
            return null;
        });
        int[] moving = SurfaceViewTest.onFx(() -> SurfaceViewTest.pixels(view));
        SurfaceViewTest.await(() -> SurfaceViewTest.onFx(() -> {
            int[] now = SurfaceViewTest.pixels(view);
            return SurfaceViewTest.colors(now) > 1.2 * SurfaceViewTest.colors(moving);
        }));
    }

    /** Both ways show the same picture: the surface covers the same pixels but for its rim. */
    @Test
    void itShowsTheSamePlaceAsTheSolidView() {
        model.settings().showAxesProperty().set(false);
        model.settings().showContoursProperty().set(false);
        SurfaceSnapshot flat = SurfaceViewTest.onFx(() -> view.snapshot(400, 300));
        SurfaceSnapshot solid = SurfaceViewTest.onFx(() -> new SurfaceView(model, true).snapshot(400, 300));
        int differing = 0;
        for (int i = 0; i < flat.argb().length; i++) {
            differing += (flat.argb()[i] == 0xffffffff) == (solid.argb()[i] == 0xffffffff) ? 0 : 1;
        }
        assertThat((double) differing / flat.argb().length).isLessThan(0.02);
    }
}
