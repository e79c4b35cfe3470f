package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Paths and marks over the surface, with the 3-D pipeline and without. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class SurfaceOverlayTest {

    /** A colour that neither the colour map nor the theme has. */
    private static final int PINK = 0xffff2fb0;

    private final DisplaySettings settings = new DisplaySettings();
    private final SurfaceModel model = new SurfaceModel(settings, Runnable::run, Runnable::run);

    @Start
    void start(Stage stage) {
        model.landscapeProperty()
                .set(SyntheticLandscapes.of(Grid.square(1, 41), (a, b) -> Math.exp(-6 * (a * a + b * b))));
        stage.setScene(new Scene(new SurfaceView(model), 300, 200));
        stage.show();
    }

    private long pink(boolean solid, Overlay overlay) {
        int[] argb = SurfaceViewTest.onFx(() -> {
            settings.overlays().put(this, overlay);
            return new SurfaceView(model, solid).snapshot(640, 480).argb();
        });
        return Arrays.stream(argb)
                .filter(pixel -> Math.abs((pixel >> 16 & 255) - 255) < 30
                        && Math.abs((pixel >> 8 & 255) - 0x2f) < 40
                        && Math.abs((pixel & 255) - 0xb0) < 40)
                .count();
    }

    /** Along β at some α; the peak stands in the middle and hides what is behind it. */
    private static Overlay line(double alpha, double... residuals) {
        double[] beta = new double[residuals.length == 0 ? 2 : residuals.length];
        double[] alphas = new double[beta.length];
        for (int i = 0; i < beta.length; i++) {
            alphas[i] = alpha;
            beta[i] = -0.9 + 1.8 * i / (beta.length - 1);
        }
        return new Overlay(List.of(new Overlay.Line("", PINK, alphas, beta, residuals)), List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPathLiesOnTheSurface(boolean solid) {
        assertThat(pink(solid, Overlay.NONE)).isZero();
        long seen = pink(solid, line(0.6));
        assertThat(seen).isGreaterThan(120);
        assertThat(pink(solid, line(1.5))).as("outside of the grid").isZero();
        // Three times thinner at 0.8 off the plane; the pixels at its edges are mixed with the rim and do not count.
        assertThat(pink(solid, line(0.6, 0.8, 0.8))).as("off the plane").isLessThan(seen / 2);
    }

    /** Dots have the colour of the rim, so that they take away from the line's own; those without room are left out. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDottedPathShowsItsPoints(boolean solid) {
        Overlay.Line few = line(0.6, 0, 0, 0, 0, 0, 0).lines().get(0);
        Overlay.Line many = line(0.6, new double[300]).lines().get(0);
        long plain = pink(solid, new Overlay(List.of(few), List.of()));
        long dotted = pink(solid, new Overlay(List.of(few.withDots()), List.of()));
        long dense = pink(solid, new Overlay(List.of(many.withDots()), List.of()));
        assertThat(dotted).isBetween(plain / 2, plain - 10);
        assertThat(dense).isBetween(plain / 4, dotted - 10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMarkStandsInTheViewAndIsFaintBehindTheSurface(boolean solid) {
        assertThat(pink(solid, mark(0.2, -0.8))).isGreaterThan(40);
        // Seen from the start, the peak at θ₀ stands between the viewer and what is right behind it.
        Projection seen =
                new Projection(Orbit.START, model.geometryProperty().get().box(), 640, 480, 1);
        double[] behind = hidden(seen);
        assertThat(pink(solid, mark(behind[0], behind[1]))).isZero();
    }

    private double[] hidden(Projection projection) {
        SurfaceGeometry geometry = model.geometryProperty().get();
        for (double angle = 0; angle < 2 * Math.PI; angle += 0.1) {
            double alpha = 0.35 * Math.cos(angle);
            double beta = 0.35 * Math.sin(angle);
            Point2D at = projection.screen(geometry.surfacePoint(alpha, beta).subtract(0, 2, 0));
            Crosshair seen = SightLine.pick(geometry, projection, at.getX(), at.getY());
            if (seen != null && Math.hypot(seen.alpha() - alpha, seen.beta() - beta) > 0.2) {
                return new double[] {alpha, beta};
            }
        }
        throw new AssertionError("the peak hides nothing");
    }

    private static Overlay mark(double alpha, double beta) {
        return new Overlay(List.of(), List.of(new Overlay.Mark("", PINK, OverlaySymbol.DOT, alpha, beta)));
    }
}
