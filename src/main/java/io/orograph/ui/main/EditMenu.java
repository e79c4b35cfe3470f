package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.history.UndoModel;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What can be taken back, and done again; the landscapes of before. */
final class EditMenu extends Menu {

    EditMenu(UndoModel undo, HistoryModel history) {
        super("_Edit");
        getItems()
                .setAll(
                        named(item("_Undo", "Shortcut+Z", undo::undo), "_Undo", undo.undoNameProperty()),
                        named(item("_Redo", "Shortcut+Shift+Z", undo::redo), "_Redo", undo.redoNameProperty()),
                        new SeparatorMenuItem(),
                        stepping(item("_Previous landscape", "Alt+LEFT", () -> history.step(-1)), history),
                        stepping(item("_Next landscape", "Alt+RIGHT", () -> history.step(1)), history));
    }

    private static MenuItem stepping(MenuItem item, HistoryModel history) {
        item.disableProperty().bind(Bindings.size(history.entries()).lessThan(2));
        return item;
    }

    private static MenuItem named(MenuItem item, String verb, ObservableValue<String> name) {
        // Underscores in a name are no mnemonics.
        item.textProperty().bind(name.map(what -> what.isEmpty() ? verb : verb + " " + what.replace("_", "__")));
        item.disableProperty().bind(name.map(String::isEmpty));
        return item;
    }
}
