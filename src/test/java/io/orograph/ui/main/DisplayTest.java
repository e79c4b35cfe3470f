package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.Arrays;
import java.util.List;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the window shows a landscape, and what a person does with it by mouse and keys. */
@NeedsDisplay
class DisplayTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @BeforeEach
    void openASample() {
        ui.openSample(WindowExtension.SMALL);
        Fx.await("the surface is drawn", () -> colors(pixels(".surface-view")) > 200);
    }

    private int[] pixels(String selector) {
        return Fx.get(() -> {
            Node node = ui.stage().getScene().lookup(selector);
            WritableImage image = node.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] argb = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
            return argb;
        });
    }

    private static long colors(int[] argb) {
        return Arrays.stream(argb).distinct().count();
    }

    private static long changed(int[] before, int[] after) {
        long count = 0;
        for (int i = 0; i < before.length; i++) {
            count += before[i] == after[i] ? 0 : 1;
        }
        return count;
    }

    /** Waits until a part of a view looks different: enough of it that it is not a tick label. */
    private void awaitChange(String selector, int[] before) {
        Fx.await(selector + " is drawn anew", () -> changed(before, pixels(selector)) > before.length / 100);
    }

    @Test
    void theSurfaceTurnsUnderTheMouseAndComesBack() {
        assertThat(Fx.get(() -> Platform.isSupported(ConditionalFeature.SCENE3D)))
                .isTrue();
        int[] before = pixels(".surface-view");
        ui.drag(".surface-view").moveBy(80, 20).drop();
        awaitChange(".surface-view", before);
        int[] turned = pixels(".surface-view");
        ui.shortcut("Shortcut+2");
        awaitChange(".surface-view", turned);
        int[] above = pixels(".surface-view");
        ui.shortcut("Shortcut+0");
        awaitChange(".surface-view", above);
    }

    @Test
    void pointingAtTheHeatmapMarksThePointEverywhere() {
        ui.moveTo(".heatmap-view").moveBy(5, 5);
        Fx.await(
                "there is a crosshair",
                () -> ui.models().display().crosshairProperty().get() != null);
        int[] before = pixels(".slices-view");
        ui.moveBy(40, 30);
        Fx.await("the slices follow", () -> changed(before, pixels(".slices-view")) > 0);
    }

    @Test
    void coloursAndScale() {
        int[] before = pixels(".surface-view");
        int[] heatmap = pixels(".heatmap-view");
        Fx.run(() -> ui.find("#color-map", ComboBox.class).getSelectionModel().select(3));
        awaitChange(".surface-view", before);
        awaitChange(".heatmap-view", heatmap);
        // What the landscape suggests is not what this is about.
        int[] suggested = pixels(".surface-view");
        if (Fx.get(() -> ui.models().display().logarithmicProperty().get())) {
            Fx.run(() -> ui.models().display().chooseLogarithmic(false));
            awaitChange(".surface-view", suggested);
        }
        int[] linear = pixels(".surface-view");
        ui.clickOn("#log");
        assertThat(Fx.get(() -> ui.models().display().logarithmicProperty().get()))
                .isTrue();
        awaitChange(".surface-view", linear);
        // A second press on the chosen side of a switch leaves it chosen.
        ui.clickOn("#log");
        assertThat(Fx.get(() -> ui.models().display().logarithmicProperty().get()))
                .isTrue();
        ui.clickOn("Linear");
        assertThat(Fx.get(() -> ui.models().display().logarithmicProperty().get()))
                .isFalse();
    }

    @Test
    void everyTextStandsOutFromItsGroundInBothLooks() {
        for (boolean dark : List.of(false, true)) {
            Fx.run(() -> ui.models().display().darkProperty().set(dark));
            Fx.run(() -> ui.stage().getScene().getRoot().applyCss());
            for (String selector :
                    List.of(".headline", ".status-bar", ".menu-bar", ".tool-bar", ".in-words", ".side")) {
                int[] argb = pixels(selector);
                int ground = argb[argb.length / 2];
                double best = Arrays.stream(argb)
                        .distinct()
                        .mapToDouble(color -> contrast(color, ground))
                        .max()
                        .orElse(0);
                // WCAG 2.1, 1.4.3: at least 4.5 for text.
                assertThat(best).as("%s, dark: %s", selector, dark).isGreaterThan(4.5);
            }
        }
    }

    /** The contrast ratio of WCAG 2.1: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int argb) {
        return 0.2126 * linear(argb >> 16 & 255) + 0.7152 * linear(argb >> 8 & 255) + 0.0722 * linear(argb & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void darkReachesMenusAndDialogs() {
        ui.shortcut("Shortcut+Shift+D");
        Fx.await("it is dark", () -> ui.models().display().darkProperty().get());
        ui.clickOn("Help").clickOn("About Orograph");
        Fx.await("the box is shown", () -> window("about") != null);
        Scene about = Fx.get(() -> window("about").getScene());
        String text = Fx.get(() -> ((Labeled) about.lookup(".content.label")).getText());
        assertThat(text).contains("workers").contains("samples at once").contains("JavaFX 21");
        int[] argb = Fx.get(() -> {
            WritableImage image = about.snapshot(null);
            int[] row = new int[(int) image.getWidth()];
            image.getPixelReader().getPixels(0, 3, row.length, 1, PixelFormat.getIntArgbInstance(), row, 0, row.length);
            return row;
        });
        assertThat(luminance(argb[argb.length / 2])).isLessThan(0.1);
        Fx.run(() -> window("about").hide());
    }

    private static Window window(String rootId) {
        return Window.getWindows().stream()
                .filter(candidate ->
                        rootId.equals(candidate.getScene().getRoot().getId()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void theSurfaceAloneAndBack() {
        SplitPane columns = ui.find("#columns", SplitPane.class);
        double[] before = Fx.get(columns::getDividerPositions);
        double width = Fx.get(
                () -> ui.find(".surface-view", Node.class).getLayoutBounds().getWidth());
        ui.shortcut("F5");
        Fx.await("the surface has all the room", () -> ui.stage().getScene().lookup(".heatmap-view") == null);
        Fx.await(
                "it fills the window",
                () -> ui.find(".surface-view", Node.class).getLayoutBounds().getWidth()
                        > 0.95 * ui.stage().getScene().getWidth());
        ui.shortcut("F5");
        Fx.await(
                "it has its old size",
                () -> Math.abs(ui.find(".surface-view", Node.class)
                                        .getLayoutBounds()
                                        .getWidth()
                                - width)
                        <= 2);
        assertThat(Fx.get(columns::getDividerPositions))
                .usingComparatorWithPrecision(0.01)
                .containsExactly(before);
    }

    @Test
    void everyControlIsReachedByTheTabKey() {
        Fx.run(() -> ui.find(".surface-view", Node.class).requestFocus());
        java.util.Set<String> reached = new java.util.LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            ui.push(KeyCode.TAB);
            Node focused = Fx.get(() -> ui.stage().getScene().getFocusOwner());
            reached.add(focused.getId() == null ? focused.getStyleClass().toString() : focused.getId());
        }
        assertThat(reached)
                .contains(
                        "color-map",
                        "contours",
                        "axes",
                        "vertical-scale",
                        "clip",
                        "parameter-table",
                        "open-model",
                        "loss")
                .contains("samples", "open-data", "normalization", "include-bias", "seed", "new-directions")
                .contains("range", "resolution", "evaluate", "sigma", "draws", "tolerance", "radius")
                // The chosen side of the switch for the scale, whichever the landscape suggests.
                .anyMatch(name -> name.equals("log") || name.contains("pill"))
                .anyMatch(name -> name.contains("help-button"))
                .anyMatch(name -> name.contains("heatmap-view"))
                .anyMatch(name -> name.contains("surface-view"));
    }
}
