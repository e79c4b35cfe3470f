package io.orograph.ui.training;

import io.orograph.network.StatisticsPolicy;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import java.util.List;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;

/** Asks which statistics batch normalisation is evaluated with; only there for a network that has any. */
public final class StatisticsField {

    private static final double TOOLTIP_WIDTH = 420;

    private StatisticsField() {}

    /**
     * @param id for style sheets and tests
     * @param offered the choices
     * @param own what each of several has that are looked at, in a word or two: "each model's"
     * @param meaning of that, a sentence
     * @param normalizes whether the network has batch normalisations whose statistics can be chosen
     */
    public static Field of(
            String id,
            List<StatisticsPolicy> offered,
            String own,
            String meaning,
            Property<StatisticsPolicy> choice,
            ObservableValue<Boolean> normalizes) {
        ComboBox<StatisticsPolicy> choices = new ComboBox<>();
        choices.setId(id);
        choices.getItems().setAll(offered);
        choices.setConverter(new StringConverter<>() {
            @Override
            public String toString(StatisticsPolicy value) {
                return value == null ? "" : text(value, own);
            }

            @Override
            public StatisticsPolicy fromString(String typed) {
                throw new UnsupportedOperationException("a choice is not typed");
            }
        });
        choices.valueProperty().bindBidirectional(choice);
        choices.setTooltip(tooltip(offered, own, meaning));
        Field field = new Field("Batch norm", choices);
        normalizes.addListener((property, was, is) -> Shown.set(field, is));
        Shown.set(field, normalizes.getValue());
        return field;
    }

    private static String text(StatisticsPolicy choice, String own) {
        return switch (choice) {
            case OWN -> own;
            case HELD -> "the open file's";
            case RECOMPUTE -> "recomputed";
        };
    }

    private static Tooltip tooltip(List<StatisticsPolicy> offered, String own, String meaning) {
        StringBuilder text = new StringBuilder(
                "Batch normalisation subtracts a mean and divides by a deviation. Which means and deviations:");
        for (StatisticsPolicy choice : offered) {
            text.append("\n• ").append(text(choice, own)).append(": ").append(meaning(choice, meaning));
        }
        Tooltip tooltip = new Tooltip(text.toString());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        return tooltip;
    }

    private static String meaning(StatisticsPolicy choice, String own) {
        return switch (choice) {
            case OWN -> own;
            case HELD ->
                "those of the model file that is open, everywhere; other weights than its own are then judged by"
                        + " statistics that are not theirs";
            case RECOMPUTE ->
                "computed on the data anew for every point and cell, as a training there would find them;"
                        + " it costs a second pass over the data for each and takes several times as long";
        };
    }
}
