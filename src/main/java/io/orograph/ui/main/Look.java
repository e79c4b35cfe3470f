package io.orograph.ui.main;

import io.orograph.ui.display.DisplaySettings;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Puts the light or the dark look on the whole scene: the root's pseudo-class {@code dark}. */
final class Look {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    Look(Scene scene, DisplaySettings display) {
        display.darkProperty().addListener((property, was, is) -> apply(scene, is));
        apply(scene, display.darkProperty().get());
    }

    private static void apply(Scene scene, boolean dark) {
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }
}
