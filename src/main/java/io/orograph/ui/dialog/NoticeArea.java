package io.orograph.ui.dialog;

import io.orograph.ui.form.Icon;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/**
 * The place at the top of a stack pane where a {@link Notice} is shown: over plots, where no button is, and no wider than
 * they are. A sentence goes after the time that reading takes, unless the mouse is on it, or when it is closed.
 */
public final class NoticeArea extends HBox {

    static final String ID = "notices";

    private static final double WIDEST = 560;
    private static final double SECONDS = 5;
    /** Slow readers read about so many characters a second. */
    private static final double CHARACTERS_A_SECOND = 14;

    private final WrappedText text = new WrappedText("notice-text");
    private final PauseTransition time = new PauseTransition();

    /**
     * Makes an area.
     *
     * @param below the distance from the upper edge of the stack pane
     */
    public NoticeArea(double below) {
        super(10);
        setId(ID);
        getStyleClass().add("notice-area");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(text, new IconButton("close-notice", Icon.CLOSE, "Close", this::close));
        setAlignment(Pos.TOP_LEFT);
        setMaxSize(WIDEST, Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        StackPane.setAlignment(this, Pos.TOP_CENTER);
        StackPane.setMargin(this, new Insets(below, 12, 0, 12));
        time.setOnFinished(event -> close());
        hoverProperty().addListener((property, was, is) -> {
            if (is) {
                time.pause();
            } else if (isVisible()) {
                time.play();
            }
        });
        Shown.set(this, false);
    }

    void show(String sentence) {
        text.setText(sentence);
        setAccessibleText(sentence);
        Shown.set(this, true);
        time.stop();
        time.setDuration(Duration.seconds(SECONDS + sentence.length() / CHARACTERS_A_SECOND));
        time.play();
    }

    private void close() {
        time.stop();
        Shown.set(this, false);
    }
}
