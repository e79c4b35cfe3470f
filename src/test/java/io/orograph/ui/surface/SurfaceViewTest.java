package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Rect;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.heatmap.Reading;
import io.orograph.ui.heatmap.ReadingText;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleBinaryOperator;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.TriangleMesh;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The view in a window with the 3-D pipeline; {@link SurfaceFallbackTest} is its counterpart without. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class SurfaceViewTest {

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final DisplaySettings settings = new DisplaySettings();
    private SurfaceModel model;
    private SurfaceView view;

    @Start
    void start(Stage stage) {
        model = new SurfaceModel(settings, background);
        view = new SurfaceView(model);
        stage.setScene(new Scene(view, 640, 480));
        // The stage is shared: it keeps the size another test gave it unless it is told otherwise.
        stage.sizeToScene();
        stage.show();
    }

    @BeforeEach
    void threeDimensionsAreThere() {
        assertThat(Platform.isSupported(ConditionalFeature.SCENE3D)).isTrue();
        assertThat(view.isSolid()).isTrue();
    }

    @AfterEach
    void joinTheWorker() throws InterruptedException {
        onFx(() -> {
            model.landscapeProperty().set(null);
            return null;
        });
        background.shutdown();
        assertThat(background.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("it did not come about within 20 s", e);
        }
    }

    static <T> T onFx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, action);
    }

    private void open(int count, DoubleBinaryOperator loss) {
        open(SyntheticLandscapes.of(Grid.square(1, count), loss));
    }

    private void open(Landscape landscape) {
        onFx(() -> {
            model.landscapeProperty().set(landscape);
            return null;
        });
        await(() -> {
            SurfaceGeometry geometry = model.geometryProperty().get();
            return geometry != null
                    && geometry.landscape() == landscape
                    && view.projection() != null
                    && view.projection().box() == geometry.box();
        });
    }

    private int[] pixels() {
        return onFx(() -> pixels(view));
    }

    static int[] pixels(SurfaceView view) {
        view.getScene().getRoot().applyCss();
        view.getScene().getRoot().layout();
        WritableImage image = view.getScene().snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }

    static long colors(int[] argb) {
        return Arrays.stream(argb).distinct().count();
    }

    static double shareChanged(int[] before, int[] after) {
        int changed = 0;
        for (int i = 0; i < before.length; i++) {
            changed += before[i] == after[i] ? 0 : 1;
        }
        return (double) changed / before.length;
    }

    private TriangleMesh mesh() {
        MeshView shown = ((SurfaceScene) view.pane().picture()).surfaceView();
        return (TriangleMesh) shown.getMesh();
    }

    private Point2D onScreen(double x, double y) {
        return onFx(() -> view.localToScreen(x, y));
    }

    @Test
    void withoutALandscapeItSaysWhatToDo() {
        Label message = (Label) view.lookup(".surface-message");
        await(() -> message.isVisible() && message.getText().startsWith("Open a model"));
        assertThat(view.getAccessibleText()).isEqualTo(message.getText());
    }

    /** A 3-D view that fails to draw is one colour; this one is shaded, in the palette's colours and more. */
    @Test
    void aLandscapeIsDrawnInManyColors() {
        open(41, SyntheticLandscapes::rugged);
        assertThat(colors(pixels())).isGreaterThan(2000);
        assertThat(onFx(() -> view.lookup(".surface-message").isVisible())).isFalse();
        assertThat(view.getAccessibleText()).contains("41 by 41");
    }

    /** Our projection against JavaFX's own camera, which draws. */
    @Test
    void labelsStandWhereTheCameraDraws() {
        open(21, SyntheticLandscapes::bowl);
        MeshView surface = ((SurfaceScene) view.pane().picture()).surfaceView();
        for (Orbit orbit : new Orbit[] {
            Orbit.START, new Orbit(-110, 65, 1.6, 4, -3), new Orbit(0, 90, 0.7, 0, 0), new Orbit(200, 0, 1, 0, 5)
        }) {
            onFx(() -> {
                model.orbitProperty().set(orbit);
                view.layout();
                for (Point3D corner : view.projection().box().corners()) {
                    Point3D drawn = surface.localToScene(corner, true);
                    Point2D ours = view.projection().screen(corner);
                    // A tenth of a pixel: JavaFX computes with floats in places.
                    assertThat(drawn.getX()).isCloseTo(ours.getX(), within(0.1));
                    assertThat(drawn.getY()).isCloseTo(ours.getY(), within(0.1));
                }
                return null;
            });
        }
    }

    @Test
    void draggingTurnsIt(FxRobot robot) {
        open(41, SyntheticLandscapes::rugged);
        int[] before = pixels();
        Orbit start = model.orbitProperty().get();
        Point2D middle = onScreen(320, 240);
        robot.drag(middle, MouseButton.PRIMARY).dropTo(middle.add(120, 30));
        await(() -> model.orbitProperty().get().azimuth() > start.azimuth() + 10);
        assertThat(model.orbitProperty().get().elevation()).isGreaterThan(start.elevation());
        assertThat(shareChanged(before, pixels())).isGreaterThan(0.05);
        robot.drag(middle, MouseButton.PRIMARY).dropTo(middle.add(0, -230));
        await(() -> model.orbitProperty().get().elevation() == 0);
    }

    @Test
    void draggingWithTheRightButtonMovesIt(FxRobot robot) {
        open(21, SyntheticLandscapes::bowl);
        Point2D before = onFx(() ->
                view.projection().screen(new Point3D(0, view.projection().box().middleY(), 0)));
        Point2D middle = onScreen(320, 240);
        robot.drag(middle, MouseButton.SECONDARY).dropTo(middle.add(50, 20));
        await(() -> {
            Point2D after = view.projection()
                    .screen(new Point3D(0, view.projection().box().middleY(), 0));
            // The middle goes along with the mouse, to the pixel or two of rounding on the way.
            return after.distance(before.add(50, 20)) < 3;
        });
        assertThat(model.orbitProperty().get().azimuth()).isEqualTo(Orbit.START.azimuth());
    }

    @Test
    void scrollingZoomsAndADoubleClickResets(FxRobot robot) {
        open(21, SyntheticLandscapes::bowl);
        int[] before = pixels();
        robot.moveTo(onScreen(320, 240)).scroll(5, VerticalDirection.UP);
        await(() -> model.orbitProperty().get().zoom() != 1);
        double zoom = model.orbitProperty().get().zoom();
        assertThat(shareChanged(before, pixels())).isGreaterThan(0.05);
        robot.scroll(10, VerticalDirection.DOWN);
        await(() -> zoom > 1
                ? model.orbitProperty().get().zoom() < 1
                : model.orbitProperty().get().zoom() > 1);
        robot.doubleClickOn(onScreen(320, 240));
        await(() -> model.orbitProperty().get().equals(Orbit.START));
    }

    @Test
    void keysTurnZoomChooseAViewAndReset(FxRobot robot) {
        open(21, SyntheticLandscapes::bowl);
        onFx(() -> {
            view.requestFocus();
            return null;
        });
        robot.type(KeyCode.RIGHT, 3);
        await(() -> model.orbitProperty().get().azimuth() == Orbit.START.azimuth() + 18);
        robot.type(KeyCode.UP);
        await(() -> model.orbitProperty().get().elevation() == Orbit.START.elevation() - 6);
        robot.type(KeyCode.EQUALS);
        await(() -> model.orbitProperty().get().zoom() > 1);
        robot.type(KeyCode.DIGIT2);
        await(() -> model.orbitProperty().get().elevation() == 90
                && model.orbitProperty().get().azimuth() == 0);
        robot.type(KeyCode.DIGIT4);
        await(() -> model.orbitProperty().get().azimuth() == ViewPreset.SIDE.azimuth());
        robot.type(KeyCode.HOME);
        await(() -> model.orbitProperty().get().equals(Orbit.START));
    }

    /** A preset shows the whole box in a view that gets another size; what a person moved stays where it is. */
    @Test
    void aPresetStaysFittedInAViewOfAnotherSize(FxRobot robot) {
        open(11, SyntheticLandscapes::bowl);
        onFx(() -> {
            view.show(ViewPreset.TOP);
            return null;
        });
        await(() -> model.orbitProperty().get().equals(top()));
        Orbit before = onFx(() -> model.orbitProperty().get());
        onFx(() -> {
            view.getScene().getWindow().setHeight(800);
            return null;
        });
        await(() -> view.getHeight() > 700 && model.orbitProperty().get().equals(top()));
        assertThat(onFx(() -> model.orbitProperty().get())).isNotEqualTo(before);
        Orbit moved = onFx(() -> {
            model.orbitProperty().set(model.orbitProperty().get().zoomed(1.5));
            view.getScene().getWindow().setHeight(500);
            return model.orbitProperty().get();
        });
        await(() -> view.projection() != null && view.projection().height() < 600);
        assertThat(onFx(() -> model.orbitProperty().get())).isEqualTo(moved);
    }

    /** Returns where the whole box is seen from above in the view as it is now. */
    private Orbit top() {
        return Projection.fitted(
                ViewPreset.TOP, model.geometryProperty().get().box(), view.getWidth(), view.getHeight());
    }

    @Test
    void thePointUnderTheMouseBecomesTheCrosshair(FxRobot robot) {
        open(41, SyntheticLandscapes::bowl);
        int[] before = pixels();
        Point2D at = onFx(
                () -> view.projection().screen(model.geometryProperty().get().surfacePoint(0.3, 0.2)));
        robot.moveTo(onScreen(at.getX(), at.getY()));
        await(() -> settings.crosshairProperty().get() != null);
        Crosshair point = settings.crosshairProperty().get();
        // The mouse is on a whole pixel, about a hundredth of the range.
        assertThat(point.alpha()).isCloseTo(0.3, within(0.03));
        assertThat(point.beta()).isCloseTo(0.2, within(0.03));
        assertThat(shareChanged(before, pixels())).isGreaterThan(0.0005);
        Label reading = (Label) view.lookup(".surface-reading");
        Landscape landscape = model.landscapeProperty().get();
        assertThat(onFx(reading::isVisible)).isTrue();
        assertThat(onFx(reading::getText))
                .isEqualTo(
                        ReadingText.of(Reading.at(landscape, point), landscape).sentence());
    }

    /** From above the view is a map: a slope has the colours of its losses, whichever way it falls. */
    @Test
    void fromAboveColourIsLoss() {
        open(41, (alpha, beta) -> 3 + 2 * alpha + beta * beta);
        onFx(() -> {
            settings.showContoursProperty().set(false);
            settings.showAxesProperty().set(false);
            model.orbitProperty()
                    .set(Projection.fitted(ViewPreset.TOP, view.projection().box(), 640, 480));
            return null;
        });
        await(() -> view.projection() != null && view.projection().orbit().elevation() == 90);
        int[] argb = pixels();
        // On its own thread: while it is laid out there is none.
        Projection seen = onFx(view::projection);
        SurfaceGeometry geometry = model.geometryProperty().get();
        int[] palette = settings.colorMapProperty().get().table();
        int near = 0;
        int points = 0;
        for (double alpha = -0.83; alpha < 0.9; alpha += 0.11) {
            for (double beta = -0.83; beta < 0.9; beta += 0.11) {
                Point2D at = seen.screen(geometry.surfacePoint(alpha, beta));
                int drawn = argb[((int) at.getY()) * 640 + ((int) at.getX())];
                int wanted = palette[(int) Math.round(255 * geometry.scale().share(3 + 2 * alpha + beta * beta))];
                near += distance(drawn, wanted) <= 8 ? 1 : 0;
                points++;
            }
        }
        // The net of thin lines and the pin cover some; shading would move nearly all by more than 8 of 255.
        assertThat((double) near / points).isGreaterThan(0.75);
    }

    private static int distance(int one, int other) {
        int largest = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            largest = Math.max(largest, Math.abs((one >> shift & 255) - (other >> shift & 255)));
        }
        return largest;
    }

    /** Through what is not evaluated the ground shines; once all is, heights change in place. */
    @Test
    void aLandscapeInTheMakingIsSeenThrough() {
        Landscape whole = SyntheticLandscapes.of(Grid.square(1, 33), SyntheticLandscapes::rugged);
        open(SyntheticLandscapes.coarse(whole, 8));
        int[] faint = pixels();
        assertThat(onFx(this::mesh)).isNull();
        open(whole);
        assertThat(shareChanged(faint, pixels())).isGreaterThan(0.05);
        TriangleMesh mesh = onFx(this::mesh);
        assertThat(onFx(() -> mesh.getFaces().size())).isEqualTo(32 * 32 * 2 * 9);
        float[] before = onFx(() -> mesh.getPoints().toArray(null));
        open(SyntheticLandscapes.of(Grid.square(1, 33), SyntheticLandscapes::funnel));
        assertThat(onFx(this::mesh)).isSameAs(mesh);
        assertThat(onFx(() -> mesh.getPoints().toArray(null))).isNotEqualTo(before);
    }

    /** Waiting for a landscape to be complete, or for the hand to come to rest, gives smooth edges back. */
    @Test
    void edgesAreSmoothAtRestAlone() {
        SurfaceScene picture = (SurfaceScene) view.pane().picture();
        Landscape whole = SyntheticLandscapes.of(Grid.square(1, 33), SyntheticLandscapes::rugged);
        open(whole);
        assertThat(onFx(picture::isAntialiased)).isTrue();
        onFx(() -> {
            model.orbitProperty().set(model.orbitProperty().get().turned(20, 0));
            view.layout();
            assertThat(picture.isAntialiased()).isFalse();
            return null;
        });
        assertThat(colors(pixels())).isGreaterThan(500);
        await(picture::isAntialiased);
        assertThat(colors(pixels())).isGreaterThan(500);
    }

    @Test
    void otherGridsAndHolesAreShownInTurn() {
        open(33, SyntheticLandscapes::rugged);
        assertThat(onFx(() -> mesh().getFaces().size())).isEqualTo(32 * 32 * 2 * 9);
        open(11, (a, b) -> a > 0.5 ? Double.NaN : SyntheticLandscapes.bowl(a, b));
        assertThat(onFx(() -> mesh().getFaces().size())).isEqualTo(7 * 10 * 2 * 9);
        assertThat(onFx(() -> ((SurfaceScene) view.pane().picture())
                        .surfaceView()
                        .getBoundsInLocal()
                        .getWidth()))
                .isFinite();
        assertThat(colors(pixels())).isGreaterThan(500);
        open(21, (a, b) -> Double.NaN);
        Label message = (Label) view.lookup(".surface-message");
        await(() -> message.isVisible() && message.getText().contains("NaN"));
        // A smaller range would not help where the model itself has no loss.
        assertThat(onFx(message::getText)).contains("the model's own loss is").doesNotContain("range");
        open(33, SyntheticLandscapes::rugged);
        await(() -> !message.isVisible());
        assertThat(onFx(() -> mesh().getFaces().size())).isEqualTo(32 * 32 * 2 * 9);
    }

    @Test
    void labelsNeverOverlapNorLeaveTheViewNorGetSmall() {
        open(21, SyntheticLandscapes::funnel);
        onFx(() -> {
            for (double elevation = 0; elevation <= 90; elevation += 15) {
                for (double azimuth = -180; azimuth < 180; azimuth += 20) {
                    model.orbitProperty().set(new Orbit(azimuth, elevation, 1, 0, 0));
                    view.layout();
                    assertApart();
                }
            }
            return null;
        });
    }

    private void assertApart() {
        List<io.orograph.plot.Label> labels = view.pane().flat().labels();
        assertThat(labels.size()).isGreaterThan(4);
        Rect all = new Rect(0, 0, view.getWidth(), view.getHeight());
        for (int i = 0; i < labels.size(); i++) {
            assertThat(labels.get(i).style().size()).isGreaterThanOrEqualTo(11);
            assertThat(all.contains(labels.get(i).bounds().bounds()))
                    .as(labels.get(i).text() + " is in the view")
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(labels.get(i).bounds().overlaps(labels.get(j).bounds()))
                        .as(labels.get(i).text() + " on " + labels.get(j).text())
                        .isFalse();
            }
        }
    }

    @Test
    void darkLogarithmicAndBareLooksDiffer() {
        open(31, SyntheticLandscapes::funnel);
        int[] light = pixels();
        onFx(() -> {
            settings.darkProperty().set(true);
            return null;
        });
        int[] dark = pixels();
        assertThat(shareChanged(light, dark)).isGreaterThan(0.4);
        onFx(() -> {
            settings.showAxesProperty().set(false);
            settings.showContoursProperty().set(false);
            return null;
        });
        await(() -> model.geometryProperty().get().contours().faces().length == 0);
        assertThat(onFx(() -> {
                    view.layout();
                    return view.pane().flat().labels().size();
                }))
                .isEqualTo(1);
        int[] bare = pixels();
        assertThat(shareChanged(dark, bare)).isGreaterThan(0.01);
        onFx(() -> {
            settings.logarithmicProperty().set(true);
            return null;
        });
        await(() -> model.geometryProperty().get().scale().logarithmic());
        assertThat(shareChanged(bare, pixels())).isGreaterThan(0.05);
    }

    @Test
    void aSnapshotHasTheWantedSizeAndLeavesTheViewAlone() {
        open(21, SyntheticLandscapes::rugged);
        int[] before = pixels();
        for (int[] size : new int[][] {{400, 300}, {1200, 500}, {4800, 3600}}) {
            SurfaceSnapshot picture = onFx(() -> view.snapshot(size[0], size[1]));
            assertThat(picture.width()).isEqualTo(size[0]);
            assertThat(picture.height()).isEqualTo(size[1]);
            assertThat(picture.argb()).hasSize(size[0] * size[1]);
            assertThat(colors(picture.argb())).isGreaterThan(2000);
            assertThat(Arrays.stream(picture.argb()).allMatch(pixel -> pixel >>> 24 == 255))
                    .isTrue();
        }
        assertThat(shareChanged(before, pixels())).isZero();
        assertThatThrownBy(() -> SurfaceSnapshot.of(view, 4801, 3600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4801");
    }
}
