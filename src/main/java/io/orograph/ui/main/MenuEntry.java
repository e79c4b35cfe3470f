package io.orograph.ui.main;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;

/** Makes the entries of menus. */
final class MenuEntry {

    private MenuEntry() {}

    /**
     * Returns an entry that does something.
     *
     * @param key its accelerator; null for none
     */
    static MenuItem item(String text, String key, Runnable action) {
        MenuItem item = accelerated(new MenuItem(text), key);
        item.setOnAction(event -> action.run());
        return item;
    }

    /**
     * Returns an entry that is on or off.
     *
     * @param key its accelerator; null for none
     */
    static CheckMenuItem check(String text, String key) {
        return accelerated(new CheckMenuItem(text), key);
    }

    private static <T extends MenuItem> T accelerated(T item, String key) {
        if (key != null) {
            item.setAccelerator(KeyCombination.valueOf(key));
        }
        return item;
    }
}
