package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.surface.SurfaceView;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the window the surface gets, and what stays within reach. */
@NeedsDisplay
class RoomTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @BeforeEach
    void openASample() {
        ui.openSample(WindowExtension.SMALL);
    }

    private void size(double width, double height) {
        Fx.run(() -> {
            ui.stage().setWidth(width);
            ui.stage().setHeight(height);
        });
        Fx.await(
                "the scene has the size",
                () -> ui.stage().getScene().getWidth() == width
                        && ui.stage().getScene().getHeight() == height
                        && !ui.stage().getScene().getRoot().isNeedsLayout());
    }

    private SurfaceView surface() {
        return ui.find(".surface-view", SurfaceView.class);
    }

    /** The rectangle around the projected box at the camera where every view starts, as a share of the window. */
    private double share() {
        return Fx.get(() -> {
            ui.stage().getScene().getRoot().layout();
            Bounds box = surface().boxBounds();
            return box.getWidth()
                    * box.getHeight()
                    / ui.stage().getScene().getWidth()
                    / ui.stage().getScene().getHeight();
        });
    }

    private void shortcut(String keys) {
        ui.shortcut(keys);
        Fx.await("it is laid out", () -> !ui.stage().getScene().getRoot().isNeedsLayout());
    }

    /**
     * The last size is a screen of 2560 × 1440 at twice the scale. Of a lower window the bars and the margins for labels
     * take more.
     */
    @ParameterizedTest
    @CsvSource({"1600, 1000, 0.20, 0.45", "1366, 768, 0.14, 0.36", "1280, 720, 0.10, 0.34"})
    void theSurfaceHasItsShareOfTheWindow(double width, double height, double open, double folded) {
        size(width, height);
        assertThat(ui.isShown(".heatmap-view")).isTrue();
        assertThat(share()).as("all panels open").isGreaterThanOrEqualTo(open);
        shortcut("F6");
        shortcut("F7");
        shortcut("F5");
        Fx.await("the surface is alone", () -> !ui.isShown(".heatmap-view"));
        assertThat(share()).as("the panels folded").isGreaterThanOrEqualTo(folded);
    }

    @Test
    void aSideFoldsToItsTitlesAndComesBackAsItWas() {
        size(1440, 900);
        SplitPane columns = ui.find("#columns", SplitPane.class);
        double[] before = Fx.get(columns::getDividerPositions);
        ui.clickOn("#fold-settings").clickOn("#fold-readouts");
        Fx.await("the middle is wide", () -> width("#readouts-panel") <= 31 && width("#settings-panel") <= 31);
        assertThat(ui.isShown("#evaluate")).isFalse();
        ui.clickOn("#unfold-settings").clickOn("Training");
        Fx.await("they are as they were", () -> ui.isShown("#evaluate") && ui.isShown("#measures"));
        assertThat(Fx.get(() -> ui.find("#measures", TabPane.class)
                        .getSelectionModel()
                        .getSelectedItem()
                        .getText()))
                .isEqualTo("Training");
        Fx.await(
                "the dividers are back",
                () -> Math.abs(columns.getDividerPositions()[0] - before[0]) < 0.01
                        && Math.abs(columns.getDividerPositions()[1] - before[1]) < 0.01);
    }

    private double width(String selector) {
        return ui.find(selector, Node.class).getLayoutBounds().getWidth();
    }

    @Test
    void whatIsFoldedAndSwappedIsRemembered() {
        shortcut("F7");
        ui.clickOn("#swap-surface");
        ui.close();
        ui.open();
        Fx.await("the readouts are folded", () -> ui.models() != null && !ui.isShown("#measures"));
        assertThat(ui.isShown("#fold-settings")).isTrue();
        ui.openSample(WindowExtension.SMALL);
        Fx.await("the heatmap is the large one", () -> width(".heatmap-view") > width(".surface-view"));
        // Opened again, the side is as wide as it was before it was folded.
        shortcut("F7");
        assertThat(Fx.get(() -> width("#readouts-panel"))).isBetween(240.0, 320.0);
    }

    @Test
    void aPlotFillsTheMiddleAndGivesItBack() {
        ui.clickOn("#fill-heatmap");
        Fx.await("the heatmap is alone", () -> !ui.isShown(".surface-view") && ui.isShown(".heatmap-view"));
        assertThat(ui.isShown("#evaluate")).as("settings are there").isTrue();
        ui.push(KeyCode.ESCAPE);
        Fx.await("all are there", () -> ui.isShown(".surface-view") && ui.isShown(".slices-view"));
        double large = Fx.get(() -> width(".surface-view"));
        ui.clickOn("#swap-heatmap");
        Fx.await(
                "they have changed places",
                () -> Math.abs(width(".heatmap-view") - width(".surface-view")) > 50
                        && width(".heatmap-view") > width(".surface-view"));
        ui.clickOn("#swap-surface");
        Fx.await("and back", () -> Math.abs(width(".surface-view") - large) < 3);
        assertThat(Fx.get(() -> width(".surface-view"))).isCloseTo(large, within(3.0));
    }

    /** What a person turns and chooses while the surface has all of the room is there. */
    @Test
    void theControlsStayWithinReachOfTheSurfaceAlone() {
        shortcut("F5");
        Fx.await("the heatmap is gone", () -> !ui.isShown(".heatmap-view"));
        for (String control :
                new String[] {"#display-bar", "#unfold-settings", "#unfold-readouts", "#fill-surface", "#status"}) {
            assertThat(ui.isShown(control)).as(control).isTrue();
        }
        ui.clickOn("#fill-surface");
        Fx.await("everything is back", () -> ui.isShown(".heatmap-view") && ui.isShown("#evaluate"));
    }

    @ParameterizedTest
    @CsvSource({"1366, 768", "1024, 600"})
    void whatTheFirstLandscapeNeedsIsInSight(double width, double height) {
        ui.close();
        ui.open(width, height);
        ui.openSample(WindowExtension.SMALL);
        assertThat(Fx.get(() -> ui.stage().getScene().getHeight())).isEqualTo(height);
        assertThat(bottom("#status")).isLessThanOrEqualTo(height);
        double end = top("#evaluate");
        assertThat(end).isBetween(0.0, top("#status"));
        for (String id : new String[] {"#open-model", "#open-data", "#loss"}) {
            assertThat(top(id)).as(id).isPositive();
            assertThat(bottom(id)).as(id).isLessThanOrEqualTo(end);
        }
    }

    private double top(String selector) {
        return Fx.get(() -> ui.find(selector, Node.class).localToScene(0, 0).getY());
    }

    private double bottom(String selector) {
        return top(selector)
                + Fx.get(() -> ui.find(selector, Node.class).getLayoutBounds().getHeight());
    }
}
