package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.dialog.Notice;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person expects of every program: keys, dialogs, notices, an end to what waits. */
@NeedsDisplay
class MannersTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void everyEntryOfAMenuHasALetterOfItsOwn() {
        MenuBar bar = ui.find(".menu-bar", MenuBar.class);
        Fx.run(() -> assertLetters("the bar", List.copyOf(bar.getMenus())));
    }

    private static void assertLetters(String name, List<MenuItem> items) {
        Set<Character> letters = new HashSet<>();
        for (MenuItem item : items) {
            boolean named = item instanceof SeparatorMenuItem || item instanceof CustomMenuItem;
            if (!named && item.isMnemonicParsing()) {
                int at = item.getText().indexOf('_');
                assertThat(at).as("%s: %s", name, item.getText()).isNotNegative();
                char letter = Character.toLowerCase(item.getText().charAt(at + 1));
                assertThat(letters.add(letter))
                        .as("%s: %s, taken", name, item.getText())
                        .isTrue();
            }
            if (item instanceof Menu menu) {
                assertLetters(menu.getText(), menu.getItems());
            }
        }
    }

    @Test
    void escapeClosesEveryDialog() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> ui.models().problems().report("It does not work", new IOException("for a test")));
        closeByEscape(WindowExtension::problem);
        ui.clickOn("Help").clickOn("About Orograph");
        closeByEscape(() -> WindowExtension.dialog("about"));
        ui.shortcut("Shortcut+E");
        closeByEscape(() -> WindowExtension.dialog("export-figure"));
    }

    private void closeByEscape(Supplier<DialogPane> dialog) {
        Fx.await(
                "the dialog is there",
                () -> dialog.get() != null
                        && dialog.get().getScene().getWindow().isFocused());
        ui.push(KeyCode.ESCAPE);
        Fx.await("it is closed", () -> dialog.get() == null);
    }

    @Test
    void aNoticeCoversNoButton() {
        ui.close();
        ui.open(1366, 768);
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> new Notice(ui.stage()).show("Not opened: ".repeat(20)));
        Fx.await(
                "it is shown",
                () -> ui.isShown("#notices") && !ui.stage().getScene().getRoot().isNeedsLayout());
        Bounds notice = bounds(ui.find("#notices", Node.class));
        Node close = ui.find("#close-notice", Node.class);
        for (Node button : ui.lookup((Node node) -> node instanceof Button && node.isVisible())
                .queryAll()) {
            if (button != close && ui.isShown("#" + button.getId())) {
                assertThat(bounds(button).intersects(notice)).as("%s", button).isFalse();
            }
        }
        ui.clickOn(close);
        Fx.await("it is gone", () -> !ui.isShown("#notices"));
    }

    private static Bounds bounds(Node node) {
        return Fx.get(() -> node.localToScene(node.getLayoutBounds()));
    }

    @Test
    void theWheelOfTheFirstEvaluationEndsWithItsCancel() {
        // Computed directions take a moment before the first cell.
        Fx.run(() -> ui.models().evaluation().resolutionProperty().set(201));
        Fx.run(() -> ui.models().workspace().openSample(WindowExtension.sample("digits-resnet")));
        Fx.await(
                "it is opened", () -> ui.models().evaluation().runningProperty().get());
        Fx.run(() -> {
            ui.models().evaluation().landscapeProperty();
            ui.models().evaluation().cancel();
        });
        Fx.await(
                "nothing runs",
                () -> !ui.models().evaluation().runningProperty().get());
        if (ui.landscape() == null) {
            assertThat(ui.isShown("#welcome-cancel-opening")).isFalse();
            assertThat(Fx.get(() -> ui.find("#welcome-heading", Label.class).getText()))
                    .isEqualTo("Ready to evaluate");
            assertThat(ui.isShown("#welcome-evaluate")).isTrue();
        }
    }
}
