package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plane.Section;
import io.orograph.plot.Overlay;
import io.orograph.plot.PlotFrame;
import io.orograph.plot.Theme;
import io.orograph.plot.Viewport;
import io.orograph.provenance.Provenance;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class HeatmapViewTest {

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final DisplaySettings settings = new DisplaySettings();
    private final HeatmapModel model = new HeatmapModel(settings, background);
    private final Landscape bowl = SyntheticLandscapes.bowl(1, 31);
    private final Grid grid = bowl.grid();
    private HeatmapView view;

    @Start
    void start(Stage stage) {
        view = new HeatmapView(model);
        stage.setScene(new Scene(view, 620, 560));
        stage.setX(20);
        stage.setY(20);
        stage.show();
        stage.toFront();
    }

    @AfterEach
    void stop() throws InterruptedException {
        background.shutdown();
        assertThat(background.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    private void show(FxRobot robot, Landscape landscape) throws Exception {
        robot.interact(() -> model.landscapeProperty().set(landscape));
        waitForPicture(landscape);
    }

    private void waitForPicture(Landscape landscape) throws Exception {
        waitFor(() -> model.isUpToDate()
                && model.pictureProperty().get() != null
                && model.pictureProperty().get().data().landscape() == landscape
                && isOf(model.pictureProperty().get().request()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean isOf(HeatmapPicture.Request request) {
        return request.width() == view.getWidth()
                && request.height() == view.getHeight()
                && request.style()
                        .theme()
                        .equals(Theme.of(settings.darkProperty().get()))
                && request.seen().equals(model.viewportProperty().get());
    }

    private Point2D screen(double alpha, double beta) {
        PlotFrame frame = view.frame();
        return view.localToScreen(frame.xOf(alpha), frame.yOf(beta));
    }

    private int[] snapshot(FxRobot robot) {
        int[][] pixels = new int[1][];
        robot.interact(() -> {
            WritableImage image = view.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            pixels[0] = new int[width * height];
            PixelReader reader = image.getPixelReader();
            reader.getPixels(
                    0, 0, width, height, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels[0], 0, width);
        });
        return pixels[0];
    }

    private static long count(int[] pixels, IntPredicate wanted) {
        return IntStream.of(pixels).filter(wanted).count();
    }

    private static Set<Integer> colours(int[] pixels) {
        return IntStream.of(pixels).boxed().collect(Collectors.toSet());
    }

    @Test
    void saysWhatToDoWhenThereIsNothing(FxRobot robot) {
        assertThat(view.getAccessibleText()).isEqualTo("The heatmap appears when a landscape is evaluated");
        // Letters on a plain ground: greys only.
        assertThat(colours(snapshot(robot))).hasSizeBetween(2, 200);
    }

    @Test
    void showsTheMapColoursAndGoesEmptyAgain(FxRobot robot) throws Exception {
        show(robot, bowl);
        Set<Integer> seen = colours(snapshot(robot));
        long ofMap = IntStream.of(model.settings().colorMapProperty().get().table())
                .filter(seen::contains)
                .count();
        assertThat(ofMap).isGreaterThan(250);
        robot.interact(() -> model.landscapeProperty().set(null));
        waitFor(() -> view.getAccessibleText().startsWith("The heatmap appears"));
        assertThat(colours(snapshot(robot))).hasSizeLessThan(200);
    }

    @Test
    void hoveringReadsTheLossThere(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.moveTo(screen(0.4, -0.6));
        waitFor(() -> model.readingProperty().get() != null);
        Reading reading = model.readingProperty().get();
        double halfCell = grid.alpha().step() / 2;
        assertThat(reading.alpha()).isCloseTo(0.4, within(halfCell));
        assertThat(reading.beta()).isCloseTo(-0.6, within(halfCell));
        // Off by a bilinear error of at most (2 + 4) · step² / 8.
        double exact = SyntheticLandscapes.bowl(reading.alpha(), reading.beta());
        assertThat(reading.loss())
                .isCloseTo(exact, within(6 * grid.alpha().step() * grid.alpha().step() / 8));
        assertThat(settings.crosshairProperty().get()).isEqualTo(new Crosshair(reading.alpha(), reading.beta()));
        waitFor(() -> view.getAccessibleText()
                .contains("loss " + ReadingText.of(reading, bowl).loss()));

        robot.moveTo(view.localToScreen(5, 5));
        waitFor(() -> settings.crosshairProperty().get() == null);
    }

    @Test
    void crispPixelsReadTheirCell(FxRobot robot) throws Exception {
        robot.interact(() -> model.smoothProperty().set(false));
        show(robot, bowl);
        robot.moveTo(screen(
                grid.alpha().value(20) + 0.3 * grid.alpha().step(), grid.beta().value(7)));
        waitFor(() -> model.readingProperty().get() != null);
        assertThat(model.readingProperty().get().loss()).isEqualTo(bowl.loss(20, 7));
    }

    @Test
    void keysMoveTheCrosshairCellByCell(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.interact(view::requestFocus);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        waitFor(() -> new Crosshair(0, 0).equals(settings.crosshairProperty().get()));
        assertThat(model.readingProperty().get().loss()).isEqualTo(bowl.centerLoss());
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.UP, KeyCode.LEFT, KeyCode.DOWN, KeyCode.DOWN);
        Crosshair moved = new Crosshair(grid.alpha().value(16), grid.beta().value(14));
        waitFor(() -> moved.equals(settings.crosshairProperty().get()));
        robot.type(KeyCode.ESCAPE);
        waitFor(() -> settings.crosshairProperty().get() == null);
    }

    @Test
    void theWheelZoomsAboutThePointerAndZeroResets(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.moveTo(screen(0.5, 0.25));
        waitFor(() -> settings.crosshairProperty().get() != null);
        Crosshair under = settings.crosshairProperty().get();
        Point2D at = new Point2D(view.frame().xOf(under.alpha()), view.frame().yOf(under.beta()));
        robot.scroll(3, VerticalDirection.UP);
        waitFor(() -> model.magnification() > 1.4);
        waitForPicture(bowl);
        PlotFrame frame = view.frame();
        // The point under the pointer stays there to a hundredth of a pixel: rounding only.
        assertThat(frame.alphaAt(at.getX())).isCloseTo(under.alpha(), within(0.01 / frame.width()));
        assertThat(frame.betaAt(at.getY())).isCloseTo(under.beta(), within(0.01 / frame.height()));

        robot.interact(view::requestFocus);
        robot.type(KeyCode.DIGIT0);
        waitFor(() -> model.magnification() == 1);
        robot.type(KeyCode.PLUS);
        waitFor(() -> model.magnification() > 1.1);
        robot.doubleClickOn(screen(0.2, 0.2), MouseButton.PRIMARY);
        waitFor(() -> model.magnification() == 1);
        assertThat(model.pinnedProperty().get()).isFalse();
    }

    @Test
    void draggingPansAZoomedView(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.interact(() -> model.zoom(4, 0, 0));
        waitForPicture(bowl);
        PlotFrame frame = view.frame();
        Viewport before = frame.viewport();
        robot.moveTo(screen(0, 0));
        robot.press(MouseButton.PRIMARY);
        robot.moveBy(60, 0);
        robot.release(MouseButton.PRIMARY);
        double moved = 60 / frame.width() * before.alphaSpan();
        double pixel = before.alphaSpan() / frame.width();
        // The first few pixels tell a drag from a click and are not lost.
        waitFor(() -> Math.abs(before.alphaFrom()
                        - moved
                        - model.viewportProperty().get().alphaFrom())
                <= 1.5 * pixel);
        assertThat(model.viewportProperty().get().betaFrom()).isCloseTo(before.betaFrom(), within(1.5 * pixel));
        assertThat(model.pinnedProperty().get()).isFalse();
    }

    @Test
    void aClickPinsTheCrosshairAndAnotherFreesIt(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.clickOn(screen(0.5, 0.5));
        waitFor(() -> model.pinnedProperty().get());
        Crosshair pinned = settings.crosshairProperty().get();
        robot.moveTo(screen(-0.5, -0.5));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(settings.crosshairProperty().get()).isEqualTo(pinned);
        robot.clickOn(screen(-0.5, -0.5));
        waitFor(() -> !model.pinnedProperty().get());
        assertThat(settings.crosshairProperty().get().alpha()).isCloseTo(-0.5, within(0.02));
    }

    @Test
    void aHoleIsDrawnAndAnUpdateIsRedrawn(FxRobot robot) throws Exception {
        int hole = 0xff000000 | 0xf1f2f4;
        show(robot, bowl);
        long before = count(snapshot(robot), pixel -> pixel == hole);
        Landscape holed = SyntheticLandscapes.of(
                grid, (a, b) -> a > 0.5 && b > 0.5 ? Double.NaN : SyntheticLandscapes.bowl(a, b), cell -> true);
        show(robot, holed);
        long after = count(snapshot(robot), pixel -> pixel == hole);
        PlotFrame frame = view.frame();
        // The hole is 7.5 by 7.5 of 30 by 30 steps; over a quarter of it lies between the lines of the hatch.
        assertThat(after - before).isGreaterThan((long) (frame.width() * frame.height() / 16 / 4));
    }

    @Test
    void aNewSizeGetsNewPixels(FxRobot robot) throws Exception {
        show(robot, bowl);
        robot.interact(() -> {
            view.getScene().getWindow().setHeight(500);
            view.getScene().getWindow().setWidth(420);
        });
        waitFor(() -> view.getWidth() < 430);
        waitForPicture(bowl);
        PlotFrame frame = view.frame();
        assertThat(frame.right()).isLessThan(view.getWidth());
        assertThat(frame.width()).isEqualTo(frame.height());
    }

    @Test
    void darkAndLightAreDifferentAndBothShowTheMap(FxRobot robot) throws Exception {
        show(robot, bowl);
        int[] light = snapshot(robot);
        robot.interact(() -> settings.darkProperty().set(true));
        waitForPicture(bowl);
        int[] dark = snapshot(robot);
        assertThat(light[2]).isEqualTo(0xffffffff);
        assertThat(dark[2]).isEqualTo(0xff1c2026);
        assertThat(colours(dark))
                .contains(model.settings().colorMapProperty().get().argb(0.5));
    }

    @Test
    void pathsAndMarksLieOverTheColoursInsideThePlot(FxRobot robot) throws Exception {
        show(robot, bowl);
        int pink = 0xffff2fb0;
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isZero();
        double[] alpha = {-0.5, 3};
        Overlay.Line line = new Overlay.Line("Adam", pink, alpha, new double[] {0.3, 0.3}, new double[0]);
        robot.interact(() -> settings.overlays().put(this, new Overlay(List.of(line), List.of())));
        WaitForAsyncUtils.waitForFxEvents();
        int[] pixels = snapshot(robot);
        PlotFrame frame = view.frame();
        int width = (int) view.getWidth();
        int row = (int) Math.round(frame.yOf(0.3));
        int left = (int) Math.ceil(frame.xOf(-0.45));
        assertThat(isPink(pixels[row * width + left])).isTrue();
        assertThat(isPink(pixels[row * width + (int) frame.xOf(-0.6)])).isFalse();
        for (int x = (int) Math.ceil(frame.right()) + 1; x < width; x++) {
            assertThat(isPink(pixels[row * width + x])).as("right of the plot").isFalse();
        }
        robot.interact(() -> settings.overlays().put(this, Overlay.NONE));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isZero();
    }

    /** The picture of another plane takes a moment: until it is there, what lies on that plane is not drawn over the old one. */
    @Test
    void whatLiesOnAPlaneComesWithItsPicture(FxRobot robot) throws Exception {
        show(robot, bowl);
        Section other = new Section("another", Provenance.NONE, Optional.empty(), Optional.empty(), List.of());
        BitSet all = new BitSet();
        all.set(0, grid.cells());
        Landscape.Cells cells = new Landscape.Cells(bowl.losses(), bowl.standardErrors(), null, bowl.accuracies(), all);
        Landscape next = new Landscape(other, grid, cells, bowl.provenance());
        Overlay.Line line =
                new Overlay.Line("", 0xffff2fb0, new double[] {-0.5, 0.5}, new double[] {0.3, 0.3}, new double[0]);
        CountDownLatch busy = new CountDownLatch(1);
        background.execute(() -> await(busy));
        robot.interact(() -> {
            model.landscapeProperty().set(next);
            settings.overlays().put(this, new Overlay(List.of(line), List.of()));
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isZero();
        busy.countDown();
        waitForPicture(next);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isPositive();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** While the picture of a nearer view is made, a path stays where it is on the one that is seen. */
    @Test
    void whatLiesOverAPictureZoomsWithIt(FxRobot robot) throws Exception {
        show(robot, bowl);
        Overlay.Line line =
                new Overlay.Line("", 0xffff2fb0, new double[] {-0.5, 0.5}, new double[] {0.3, 0.3}, new double[0]);
        robot.interact(() -> settings.overlays().put(this, new Overlay(List.of(line), List.of())));
        WaitForAsyncUtils.waitForFxEvents();
        long before = count(snapshot(robot), HeatmapViewTest::isPink);
        CountDownLatch busy = new CountDownLatch(1);
        background.execute(() -> await(busy));
        robot.interact(() -> model.zoom(2, 0, 0));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isEqualTo(before);
        busy.countDown();
        waitForPicture(bowl);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count(snapshot(robot), HeatmapViewTest::isPink)).isGreaterThan(before * 3 / 2);
    }

    @Test
    void theCheckpointsOfAPathAreDots(FxRobot robot) throws Exception {
        show(robot, bowl);
        Overlay.Line line = new Overlay.Line(
                "", 0xffff2fb0, new double[] {-0.5, 0, 0.5}, new double[] {0.3, 0.3, 0.3}, new double[0]);
        robot.interact(() -> settings.overlays().put(this, new Overlay(List.of(line), List.of())));
        WaitForAsyncUtils.waitForFxEvents();
        long plain = count(snapshot(robot), HeatmapViewTest::isPink);
        robot.interact(() -> settings.overlays().put(this, new Overlay(List.of(line.withDots()), List.of())));
        WaitForAsyncUtils.waitForFxEvents();
        int[] pixels = snapshot(robot);
        assertThat(count(pixels, HeatmapViewTest::isPink)).isBetween(plain / 2, plain - 10);
        PlotFrame frame = view.frame();
        int middle = (int) Math.round(frame.yOf(0.3)) * (int) view.getWidth() + (int) Math.round(frame.xOf(0));
        assertThat(isPink(pixels[middle])).isFalse();
    }

    /** The middle of the line may lie between two pixels, so that its colour is mixed with a little of the rim's. */
    private static boolean isPink(int argb) {
        return (argb >> 16 & 255) > 200 && (argb >> 8 & 255) < 90 && (argb & 255) > 130;
    }
}
