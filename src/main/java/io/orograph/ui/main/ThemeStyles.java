package io.orograph.ui.main;

import io.orograph.ui.display.DisplaySettings;
import java.util.List;
import javafx.scene.Scene;

/**
 * Puts the light or the dark look on a scene: one style sheet names the colours, another uses them. Menus, tooltips and
 * other pop-ups are scenes of their own that take over their owner's style sheets, but not its pseudo-classes.
 */
final class ThemeStyles {

    private static final String LIGHT = sheet("light");
    private static final String DARK = sheet("dark");
    private static final String WINDOW = sheet("orograph");

    private ThemeStyles() {}

    static void follow(Scene scene, DisplaySettings display) {
        display.darkProperty().addListener((property, was, is) -> apply(scene, is));
        apply(scene, display.darkProperty().get());
    }

    private static void apply(Scene scene, boolean dark) {
        scene.getStylesheets().setAll(List.of(dark ? DARK : LIGHT, WINDOW));
    }

    private static String sheet(String name) {
        return ThemeStyles.class.getResource("/css/" + name + ".css").toExternalForm();
    }
}
