package io.orograph.ui.form;

import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.util.StringConverter;

/**
 * A spinner for whole numbers that can be typed too. Nothing but digits can be typed; what is left empty or out of
 * range becomes a number in range when a person is done.
 */
public final class WholeNumberSpinner extends Spinner<Integer> {

    private static final String DIGITS = "\\d{0,9}";

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
        IntegerSpinnerValueFactory values = new IntegerSpinnerValueFactory(low, high, value, step);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return number == null ? "" : number.toString();
            }

            @Override
            public Integer fromString(String text) {
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

    /** Takes over what is typed, moved into the range. */
    public void commit() {
        if (getValueFactory() != null) {
            commitValue();
            getEditor().setText(getValue().toString());
        }
    }
}
