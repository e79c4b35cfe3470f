package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorField;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.Label;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.PatchRaster;
import io.orograph.plot.Patches;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotParts;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.SurfacePlot;
import io.orograph.plot.Theme;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

/** What is drawn without the 3-D pipeline is the picture that a file holds, at the place where the 3-D scene has it. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class SurfaceCanvasTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final PlotStyle STYLE = PlotStyle.screen(Theme.LIGHT);
    private static final Overlay OVERLAY = new Overlay(
            List.of(new Overlay.Line(
                    "path", 0xffff2fb0, new double[] {-0.8, 0, 0.6}, new double[] {0.7, 0.1, -0.5}, new double[0])),
            List.of(
                    new Overlay.Mark("end", 0xffff2fb0, OverlaySymbol.DOT, 0.6, -0.5),
                    new Overlay.Mark("start", 0xff2fb0ff, OverlaySymbol.DOT, -0.8, 0.7)));

    private static SurfaceGeometry geometry(Landscape landscape) {
        return SurfaceGeometry.of(landscape, new SurfaceGeometry.Options(false, 1, 100, true, 0.2, null, 101), null);
    }

    private static SurfaceGeometry rugged(int count) {
        DoubleBinaryOperator holed =
                (a, b) -> Math.hypot(a - 0.5, b) < 0.2 ? Double.NaN : SyntheticLandscapes.rugged(a, b);
        return geometry(SyntheticLandscapes.of(Grid.square(1, count), holed));
    }

    /** What the window draws. */
    private static RecordingPen window(SurfaceGeometry geometry, Orbit orbit, Crosshair crosshair) {
        return SurfaceViewTest.onFx(() -> {
            SurfaceCanvas canvas = new SurfaceCanvas();
            canvas.colors(ColorMap.standard(), false);
            canvas.show(geometry);
            canvas.showOverlay(OVERLAY);
            canvas.showCrosshair(crosshair);
            canvas.look(new Projection(orbit, geometry.box(), WIDTH, HEIGHT, 1));
            RecordingPen pen = new RecordingPen();
            canvas.draw(pen);
            return pen;
        });
    }

    /** What a file of the same holds. */
    private static RecordingPen file(SurfaceGeometry geometry, Orbit orbit) {
        PlotParts parts = new PlotParts(true, true, false, true, true);
        LandscapePlot plot = new LandscapePlot(
                geometry.data(),
                PlaneLook.of(ColorMap.standard()).with(OVERLAY).with(parts),
                FigureVariant.SURFACE,
                orbit.view(1));
        RecordingPen pen = new RecordingPen();
        plot.draw(pen, new Rect(0, 0, WIDTH, HEIGHT), STYLE);
        return pen;
    }

    private static Patches surface(RecordingPen pen) {
        return pen.drawn().stream()
                .filter(RecordingPen.Surface.class::isInstance)
                .map(what -> ((RecordingPen.Surface) what).patches())
                .findFirst()
                .orElseThrow();
    }

    /** One picture, enlarged and moved: the surface, the lines before and after it in their order, and the texts. */
    @ParameterizedTest
    @CsvSource({"32,28", "-110,50", "0,90", "200,5"})
    void theWindowShowsWhatAFileHolds(double azimuth, double elevation) {
        SurfaceGeometry geometry = rugged(41);
        Orbit orbit = new Orbit(azimuth, elevation, 1, 0, 0);
        RecordingPen shown = window(geometry, orbit, null);
        RecordingPen kept = file(geometry, orbit);
        Patches one = surface(shown);
        Patches other = surface(kept);
        assertThat(one.argb()).isEqualTo(other.argb());
        assertThat(one.sides()).isEqualTo(other.sides());
        Rect small = one.bounds();
        Rect large = other.bounds();
        double ratio = large.width() / small.width();
        for (int i = 0; i < one.x().length; i++) {
            // Pixels; both are computed from the same numbers by a few roundings.
            assertThat(large.x() + ratio * (one.x()[i] - small.x())).isCloseTo(other.x()[i], within(1e-6));
            assertThat(large.y() + ratio * (one.y()[i] - small.y())).isCloseTo(other.y()[i], within(1e-6));
        }
        assertThat(kinds(shown)).isEqualTo(kinds(kept));
        assertThat(shown.labels()).extracting(Label::text).contains("θ₀", "start", "end", "path");
    }

    /** Kinds and colours of what is drawn, but for texts and ticks, of which a smaller box has fewer. */
    private static List<String> kinds(RecordingPen pen) {
        return pen.drawn().stream()
                .filter(what -> what instanceof RecordingPen.Area || what instanceof RecordingPen.Surface)
                .map(what ->
                        what instanceof RecordingPen.Area area ? area.color().hex() : "surface")
                .toList();
    }

    /** The line of sight, which knows nothing of patches, meets the surface just where it is drawn. */
    @ParameterizedTest
    @CsvSource({"32,28", "0,90", "0,6", "-90,6", "140,0", "-145,50", "75,15"})
    void theSurfaceIsDrawnWhereItIsSeen(double azimuth, double elevation) {
        SurfaceGeometry geometry = rugged(41);
        Projection seen = new Projection(new Orbit(azimuth, elevation, 1.3, 5, -3), geometry.box(), 200, 150, 1);
        Rect area = new Rect(0, 0, 200, 150);
        Patches patches = SurfacePlot.placed(
                        STYLE, geometry.data(), PlaneLook.of(ColorMap.standard()), seen.seen(), area)
                .patches();
        int[] pixels = PatchRaster.picture(patches, area, 1, 1).argb();
        int differing = 0;
        int covered = 0;
        for (int row = 0; row < 150; row++) {
            for (int column = 0; column < 200; column++) {
                boolean drawn = pixels[row * 200 + column] >>> 24 > 128;
                boolean sighted = SightLine.pick(geometry, seen, column + 0.5, row + 0.5) != null;
                covered += drawn ? 1 : 0;
                differing += drawn == sighted ? 0 : 1;
            }
        }
        assertThat(covered).isGreaterThan(2000);
        // Rims of the surface and of the hole run through pixels.
        assertThat(differing).isLessThan(covered / 12);
    }

    /** What is not evaluated is drawn so that one sees through, in the window as in a file. */
    @Test
    void oneSeesThroughWhatIsNotEvaluated() {
        Landscape whole = SyntheticLandscapes.of(Grid.square(1, 41), SyntheticLandscapes::rugged);
        SurfaceGeometry coarse = geometry(SyntheticLandscapes.coarse(whole, 4));
        for (Patches surface :
                List.of(surface(window(coarse, Orbit.START, null)), surface(file(coarse, Orbit.START)))) {
            assertThat(surface.argb())
                    .hasSameSizeAs(surface(file(geometry(whole), Orbit.START)).argb());
            for (int argb : surface.argb()) {
                assertThat(argb >>> 24).isEqualTo((int) Math.round(255 * ColorField.FAINT));
            }
        }
    }

    /** Lines on the floor lie under the surface, the ball over it; no file has them. */
    @Test
    void theCrosshairHasItsLinesUnderTheSurfaceAndItsBallOnIt() {
        SurfaceGeometry geometry = rugged(41);
        List<RecordingPen.Drawn> without = window(geometry, Orbit.START, null).drawn();
        List<RecordingPen.Drawn> with =
                window(geometry, Orbit.START, new Crosshair(-0.4, -0.4)).drawn();
        int surface = indexOfSurface(with);
        assertThat(surface).isEqualTo(indexOfSurface(without) + 2);
        assertThat(with.size()).isGreaterThan(without.size() + 4);
        assertThat(with.subList(0, surface - 2)).isEqualTo(without.subList(0, surface - 2));
        assertThat(window(geometry, Orbit.START, new Crosshair(0.5, 0)).drawn())
                .as("over a hole")
                .isEqualTo(without);
    }

    private static int indexOfSurface(List<RecordingPen.Drawn> drawn) {
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i) instanceof RecordingPen.Surface) {
                return i;
            }
        }
        throw new AssertionError("no surface");
    }
}
