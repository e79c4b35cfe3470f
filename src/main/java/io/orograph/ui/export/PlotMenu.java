package io.orograph.ui.export;

import io.orograph.export.PlotNumbers;
import io.orograph.ui.display.PlotSource;
import java.util.Optional;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;

/** The menu of every plot of a window: copy, export, enlarge. Opened by the right button or the menu key. */
public final class PlotMenu {

    private final ExportActions exports;
    private ContextMenu open;

    private PlotMenu(ExportActions exports) {
        this.exports = exports;
    }

    /** Gives all plots of a scene, now and later, their menu. */
    public static void install(Scene scene, ExportActions exports) {
        scene.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, new PlotMenu(exports)::asked);
    }

    private void asked(ContextMenuEvent event) {
        Node node = node(event.getTarget());
        while (node != null && !(node instanceof PlotSource)) {
            node = node.getParent();
        }
        if (!(node instanceof PlotSource source)) {
            return;
        }
        Optional<PlotSource.Shown> shown = source.shown();
        if (shown.isEmpty()) {
            return;
        }
        if (open != null) {
            open.hide();
        }
        open = menu(shown.get(), source.showsLandscape());
        open.show(node, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private static Node node(EventTarget target) {
        return target instanceof Node node ? node : null;
    }

    private ContextMenu menu(PlotSource.Shown shown, boolean isLandscape) {
        ContextMenu menu = new ContextMenu(
                item("plot-copy", "Copy", () -> exports.copy(shown)),
                item("plot-export", "Export figure…", () -> exports.export(shown)));
        numbers(shown, isLandscape)
                .ifPresent(action -> menu.getItems().add(item("plot-numbers", "Export numbers…", action)));
        menu.getItems().add(item("plot-enlarge", "Enlarge", () -> exports.enlarge(shown)));
        menu.setAutoHide(true);
        return menu;
    }

    private Optional<Runnable> numbers(PlotSource.Shown shown, boolean isLandscape) {
        return isLandscape
                ? Optional.of(() -> exports.exportNumbers())
                : PlotNumbers.of(shown.plot(), shown.provenance())
                        .map(numbers -> () -> exports.exportNumbers(numbers, shown.plot()));
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }
}
