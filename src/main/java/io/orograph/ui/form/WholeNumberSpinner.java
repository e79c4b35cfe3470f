package io.orograph.ui.form;

import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.util.StringConverter;

/**
 * A spinner for whole numbers that can be typed too. Nothing but digits can be typed; what is left empty or out of
 * range becomes a number in range when a person is done, or stays and is refused: {@link #refusing}.
 */
public final class WholeNumberSpinner extends Spinner<Integer> implements Refusing {

    private static final String DIGITS = "\\d{0,9}";
    private static final int LONGEST = 20;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** What the number is called; empty where what is out of range is moved into it. */
    private String caption = "";

    private int low;
    private int high;

    /**
     * @param id for style sheets and tests
     */
    public WholeNumberSpinner(String id) {
        setId(id);
        setEditable(true);
        getEditor()
                .setTextFormatter(
                        new TextFormatter<>(change -> change.getControlNewText().matches(DIGITS) ? change : null));
        focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                commit();
            }
        });
    }

    /** Sets the numbers to choose from. */
    public void setRange(int low, int high, int value, int step) {
        this.low = low;
        this.high = high;
        IntegerSpinnerValueFactory values = new IntegerSpinnerValueFactory(low, high, value, step);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return number == null ? "" : number.toString();
            }

            @Override
            public Integer fromString(String text) {
                if (!caption.isEmpty()) {
                    return isRight(text) ? Integer.parseInt(text) : values.getValue();
                }
                int typed = text.isEmpty() ? values.getValue() : Integer.parseInt(text);
                return Math.max(low, Math.min(high, typed));
            }
        });
        setValueFactory(values);
    }

    /** Has it show a setting and change it, wherever else that is changed. */
    public void bind(IntegerProperty setting, int low, int high, int step) {
        setRange(low, high, setting.get(), step);
        valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                setting.set(now);
            }
        });
        setting.addListener((property, old, now) -> getValueFactory().setValue(now.intValue()));
    }

    private boolean isRight(String text) {
        return text.matches(DIGITS)
                && !text.isEmpty()
                && Integer.parseInt(text) >= low
                && Integer.parseInt(text) <= high;
    }

    /**
     * Has the spinner take any text and keep what cannot be used, so that what is done with the number waits for a right one.
     *
     * @param called what the number is called, in the sentence that says what is wrong
     */
    public WholeNumberSpinner refusing(String called) {
        caption = called;
        getEditor()
                .setTextFormatter(
                        new TextFormatter<>(change -> change.getControlNewText().length() <= LONGEST ? change : null));
        getEditor().textProperty().addListener((property, old, now) -> {
            boolean right = isRight(now);
            pseudoClassStateChanged(WRONG, !right);
            getEditor().pseudoClassStateChanged(WRONG, !right);
            problem.set(
                    right
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%s: a whole number from %,d to %,d, not “%s”",
                                    called,
                                    low,
                                    high,
                                    now));
        });
        return this;
    }

    @Override
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Takes over what is typed, moved into the range; what is refused stays as it is. */
    public void commit() {
        if (getValueFactory() != null && problem.get().isEmpty()) {
            commitValue();
            getEditor().setText(getValue().toString());
        }
    }
}
