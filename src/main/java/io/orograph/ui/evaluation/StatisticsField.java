package io.orograph.ui.evaluation;

import io.orograph.network.StatisticsPolicy;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import java.util.List;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;

/** Asks which statistics batch normalisation is evaluated with; only there for a network that has any. */
public final class StatisticsField {

    private StatisticsField() {}

    /**
     * Makes the field.
     *
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
        TitledComboBox<StatisticsPolicy> choices = new TitledComboBox<StatisticsPolicy>(
                        id, offered, value -> text(value, own))
                .bound(choice)
                .explained(explanation(offered, own, meaning));
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

    private static String explanation(List<StatisticsPolicy> offered, String own, String meaning) {
        StringBuilder text = new StringBuilder(
                "Batch normalisation subtracts a mean and divides by a deviation. Which means and deviations:");
        for (StatisticsPolicy choice : offered) {
            text.append("\n• ").append(text(choice, own)).append(": ").append(meaning(choice, meaning));
        }
        return text.toString();
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
