package io.orograph.ui.form;

import javafx.scene.Node;
import javafx.scene.shape.SVGPath;

/** The signs on small buttons, as outlines in a square of 12 pixels: no font has all of them. */
public enum Icon {
    TO_THE_LEFT("M7 2 L3 6 L7 10 M11 2 L7 6 L11 10"),
    TO_THE_RIGHT("M1 2 L5 6 L1 10 M5 2 L9 6 L5 10"),
    /** Arrows out of two corners: to fill. */
    FILL("M7 1 L11 1 L11 5 M11 1 L7 5 M5 11 L1 11 L1 7 M1 11 L5 7"),
    /** Arrows into the middle: to go back to the former size. */
    SHRINK("M7 1 L7 5 L11 5 M7 5 L11 1 M1 7 L5 7 L5 11 M5 7 L1 11"),
    SWAP("M1 4 L11 4 M8 1 L11 4 L8 7 M11 8 L1 8 M4 5 L1 8 L4 11"),
    CLOSE("M2 2 L10 10 M10 2 L2 10");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    Node node() {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        shape.getStyleClass().add("icon");
        return shape;
    }
}
