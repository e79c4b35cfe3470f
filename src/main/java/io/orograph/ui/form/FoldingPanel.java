package io.orograph.ui.form;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A side of a split pane that folds to a strip with its titles. Its content stays in the scene, so that what is chosen,
 * scrolled to and typed there is the same when it unfolds.
 */
public final class FoldingPanel extends StackPane {

    /** The width of a folded panel. */
    public static final double STRIP = 30;

    /** A title on the strip, and what a click on it does besides unfolding. */
    public record Title(String text, Runnable chosen) {}

    /** The side of the window on which a panel is. */
    public enum Side {
        LEFT("settings", Icon.TO_THE_LEFT, Icon.TO_THE_RIGHT, "F6"),
        RIGHT("readouts", Icon.TO_THE_RIGHT, Icon.TO_THE_LEFT, "F7");

        private final String name;
        private final Icon fold;
        private final Icon unfold;
        private final String key;

        Side(String name, Icon fold, Icon unfold, String key) {
            this.name = name;
            this.fold = fold;
            this.unfold = unfold;
            this.key = key;
        }

        /** Returns the key that folds and unfolds. */
        public String key() {
            return key;
        }

        /** Returns what the panel holds. */
        public String title() {
            return name;
        }
    }

    private final Side side;
    private final double narrowest;
    private final Region content;
    private final IconButton fold;
    private final VBox strip;
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");

    /**
     * Makes an open panel.
     *
     * @param content with the {@link #button} in its title
     * @param narrowest the least width while it is open
     */
    public FoldingPanel(Side side, Region content, double narrowest, IconButton fold, List<Title> titles) {
        this.side = side;
        this.content = content;
        this.narrowest = narrowest;
        this.fold = fold;
        this.strip = strip(titles);
        setId(side.name + "-panel");
        getChildren().addAll(content, strip);
        fold.setOnAction(event -> folded.set(true));
        folded.addListener((property, was, is) -> show(is));
        show(false);
    }

    /** Returns the button that folds a panel, for the title of its content. */
    public static IconButton button(Side side) {
        return new IconButton(
                "fold-" + side.name, side.fold, "Fold the " + side.name + " away (" + side.key + ")", () -> {});
    }

    private VBox strip(List<Title> titles) {
        IconButton unfold = new IconButton(
                "unfold-" + side.name,
                side.unfold,
                "Show the " + side.name + " (" + side.key + ")",
                () -> folded.set(false));
        VBox box = new VBox(8, unfold);
        for (Title title : titles) {
            Button button = new Button(title.text());
            button.getStyleClass().add("strip-title");
            button.setRotate(-90);
            button.setOnAction(event -> {
                folded.set(false);
                title.chosen().run();
            });
            // The group has the size of the turned text.
            box.getChildren().add(new Group(button));
        }
        box.setAlignment(Pos.TOP_CENTER);
        box.getStyleClass().add("strip");
        return box;
    }

    /** Tells whether the panel is a strip. */
    public BooleanProperty foldedProperty() {
        return folded;
    }

    private void show(boolean isFolded) {
        boolean hadFocus = isFocusWithin();
        Shown.set(strip, isFolded);
        Shown.set(content, !isFolded);
        setMinWidth(isFolded ? STRIP : narrowest);
        setMaxWidth(isFolded ? STRIP : Double.MAX_VALUE);
        if (hadFocus) {
            (isFolded ? strip.getChildren().get(0) : fold).requestFocus();
        }
    }

    /** Returns a title row for content that has none. */
    public static BorderPane title(String text, IconButton fold) {
        BorderPane row = new BorderPane();
        row.setLeft(new Heading(text));
        row.setRight(fold);
        BorderPane.setAlignment(row.getLeft(), Pos.CENTER_LEFT);
        row.getStyleClass().add("panel-title");
        return row;
    }
}
