package io.orograph.ui.form;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;

/**
 * A small round button that explains a number: its formula and where that comes from, as a tooltip under the pointer
 * and, on a click or a key, as a pop-over that stays.
 */
public final class Help extends Button {

    private static final double WIDTH = 340;

    /**
     * @param subject what is explained
     * @param formula the definition
     * @param source the paper or book
     */
    public Help(String subject, String formula, String source) {
        super("?");
        getStyleClass().add("help-button");
        setAccessibleText("What is " + subject + "?");
        String text = formula + "\n\nSource: " + source;
        Tooltip tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        tooltip.setShowDuration(Duration.INDEFINITE);
        setTooltip(tooltip);
        setOnAction(event -> {
            tooltip.hide();
            Label content = new Label(text);
            content.setWrapText(true);
            content.setMaxWidth(WIDTH);
            VBox box = new VBox(content);
            box.getStyleClass().add("help-content");
            PopOver popOver = new PopOver(box);
            popOver.setTitle(Character.toUpperCase(subject.charAt(0)) + subject.substring(1));
            // Unlike other pop-ups, this one does not take over the window's style sheets.
            popOver.getRoot().getStylesheets().addAll(getScene().getStylesheets());
            popOver.setHeaderAlwaysVisible(true);
            popOver.setDetachable(false);
            popOver.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
            popOver.show(this);
        });
    }
}
