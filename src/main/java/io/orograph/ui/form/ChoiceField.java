package io.orograph.ui.form;

import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/** A field for a choice that is written, taken when it is entered or left; what cannot be taken is marked. */
public final class ChoiceField extends TextField {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final String meaning;

    /**
     * Makes an empty one.
     *
     * @param prompt what holds while it is empty
     * @param meaning what it is for, as its tooltip says it
     */
    public ChoiceField(String id, String prompt, String meaning) {
        this.meaning = meaning;
        setId(id);
        setPromptText(prompt);
        setTooltip(new Tooltip(meaning));
    }

    /** Names what takes the choice. */
    public void onChoice(Runnable choose) {
        setOnAction(event -> choose.run());
        focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                choose.run();
            }
        });
    }

    /** Takes the mark away. */
    public void unmark() {
        pseudoClassStateChanged(WRONG, false);
    }

    /**
     * Marks it.
     *
     * @param wanted what it takes
     * @return an exception whose message is a sentence that says so
     */
    public IllegalArgumentException wrong(String wanted) {
        pseudoClassStateChanged(WRONG, true);
        return new IllegalArgumentException(meaning + ": takes " + wanted + ".");
    }
}
