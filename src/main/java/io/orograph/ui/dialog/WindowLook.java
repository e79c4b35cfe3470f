package io.orograph.ui.dialog;

import javafx.collections.ListChangeListener;
import javafx.scene.Scene;

/** The look of a further window: that of the main one, also when it changes. */
public final class WindowLook {

    private WindowLook() {}

    /** Gives a scene the style sheets of another, now and whenever they change. */
    public static void follow(Scene scene, Scene main) {
        scene.getStylesheets().setAll(main.getStylesheets());
        main.getStylesheets().addListener((ListChangeListener<String>)
                change -> scene.getStylesheets().setAll(main.getStylesheets()));
    }
}
