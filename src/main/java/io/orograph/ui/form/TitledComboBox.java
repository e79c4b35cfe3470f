package io.orograph.ui.form;

import io.orograph.choice.Named;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;

/**
 * A combo box to choose one of several values, each of which reads by its title.
 *
 * @param <T> what is chosen
 */
public final class TitledComboBox<T> extends ComboBox<T> {

    private static final double TOOLTIP_WIDTH = 420;

    /**
     * @param id for style sheets and tests
     * @param values to choose from; null may be one of them
     * @param title how a value reads; asked for null only if that is one of the values
     */
    public TitledComboBox(String id, List<T> values, Function<T, String> title) {
        setId(id);
        getItems().setAll(values);
        boolean nullIsAChoice = getItems().contains(null);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null && !nullIsAChoice ? "" : title.apply(value);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("values are chosen, not typed");
            }
        });
    }

    /** Returns a combo box of named choices, each of which is explained when it is chosen. */
    public static <T extends Named> TitledComboBox<T> of(String id, List<T> choices) {
        return new TitledComboBox<>(id, choices, Named::title).explained(Named::description);
    }

    /** Joins what is chosen to a property, which keeps its value. */
    public TitledComboBox<T> bound(Property<T> property) {
        valueProperty().bindBidirectional(property);
        return this;
    }

    /** Explains the choice as a whole when the pointer rests on it. */
    public TitledComboBox<T> explained(String meaning) {
        tooltip().setText(meaning);
        return this;
    }

    /** Explains the value that is chosen when the pointer rests on it. */
    public TitledComboBox<T> explained(Function<T, String> meaning) {
        tooltip().textProperty().bind(valueProperty().map(meaning));
        return this;
    }

    private Tooltip tooltip() {
        Tooltip tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        setTooltip(tooltip);
        return tooltip;
    }
}
