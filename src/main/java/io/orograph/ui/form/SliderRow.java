package io.orograph.ui.form;

import java.util.function.DoubleUnaryOperator;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A slider under its caption and value. The value's label has a fixed width, so that nothing moves while a person
 * drags. The slider runs over positions 0 to 1; a {@link Scale} turns these into values.
 */
public final class SliderRow extends VBox {

    /**
     * A scale that relates positions along the slider, 0 to 1, to values.
     *
     * @param values from position to value
     * @param positions from value to position
     */
    public record Scale(DoubleUnaryOperator values, DoubleUnaryOperator positions) {

        double value(double position) {
            return values.applyAsDouble(position);
        }

        double position(double value) {
            return positions.applyAsDouble(value);
        }

        /** Returns a scale of even steps from low to high. */
        public static Scale linear(double low, double high) {
            return even(low, high, position -> low + position * (high - low));
        }

        /** Returns a scale of even ratios from low to high, rounded to two significant digits. */
        public static Scale logarithmic(double low, double high) {
            return new Scale(
                    position -> {
                        double exact = low * Math.pow(high / low, position);
                        double unit = Math.pow(10, Math.floor(Math.log10(exact)) - 1);
                        return Math.max(low, Math.min(high, Math.rint(exact / unit) * unit));
                    },
                    value -> Math.log(value / low) / Math.log(high / low));
        }

        /** Returns a scale of odd whole numbers from low to high, both odd. */
        public static Scale odd(int low, int high) {
            return even(low, high, position -> low + 2 * Math.rint(position * (high - low) / 2));
        }

        /** Returns a scale of whole numbers from low to high. */
        public static Scale whole(int low, int high) {
            return even(low, high, position -> Math.rint(low + position * (high - low)));
        }

        /** Returns a scale along which values lie evenly, perhaps rounded. */
        private static Scale even(double low, double high, DoubleUnaryOperator values) {
            return new Scale(values, value -> (value - low) / (high - low));
        }
    }

    /** Writes a value as the person reads it. */
    @FunctionalInterface
    public interface Format {
        String text(double value);
    }

    private static final double KEY_STEP = 0.02;

    private final DoubleProperty value = new SimpleDoubleProperty(this, "value");
    private final Slider slider = new Slider(0, 1, 0);
    private boolean moving;

    /**
     * @param id of the slider, for style sheets and tests
     */
    public SliderRow(String id, String caption, Scale scale, Format format) {
        Label name = new Label(caption);
        name.setLabelFor(slider);
        name.getStyleClass().add("caption");
        Label shown = new Label();
        shown.getStyleClass().add("slider-value");
        shown.textProperty().bind(value.map(number -> format.text(number.doubleValue())));
        shown.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(6, name, gap, shown);
        head.setAlignment(Pos.BASELINE_LEFT);
        slider.setId(id);
        slider.setAccessibleText(caption);
        slider.setBlockIncrement(KEY_STEP);
        getStyleClass().add("slider-row");
        getChildren().addAll(head, slider);
        slider.valueProperty().addListener((property, old, now) -> {
            if (!moving) {
                value.set(scale.value(now.doubleValue()));
            }
        });
        value.addListener((property, old, now) -> {
            if (!slider.isValueChanging() && scale.value(slider.getValue()) != now.doubleValue()) {
                moving = true;
                slider.setValue(scale.position(now.doubleValue()));
                moving = false;
            }
        });
    }

    /** Returns the value, in its own unit. */
    public DoubleProperty valueProperty() {
        return value;
    }

    /** Joins this row to a property, which keeps its value. */
    public SliderRow bound(javafx.beans.property.Property<Number> property) {
        value.bindBidirectional(property);
        return this;
    }

    public Slider slider() {
        return slider;
    }
}
