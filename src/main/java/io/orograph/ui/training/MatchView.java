package io.orograph.ui.training;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** The view of which array of a checkpoint is which parameter, to look at and to correct. */
final class MatchView extends TitledPane {

    private final VBox rows = new VBox(6);
    private final BiConsumer<String, NamedArrays.Array> choose;
    private List<Path> files = List.of();

    /**
     * Makes a match view.
     *
     * @param choose takes another array for a parameter
     */
    MatchView(BiConsumer<String, NamedArrays.Array> choose) {
        this.choose = choose;
        setText("Arrays of parameters");
        // Its title would else make the whole column wider than its pane, which cuts off what does not fit.
        setMinWidth(0);
        setContent(rows);
        Shown.set(this, false);
    }

    /**
     * Opens by itself where arrays were taken for parameters by nothing but their place among others of the shape.
     *
     * @param now null for none
     */
    void show(PathModel.Opened now) {
        Shown.set(this, now != null);
        rows.getChildren().clear();
        if (now == null) {
            files = List.of();
            return;
        }
        long guessed = now.match().assignments().stream()
                .filter(each -> isGuessed(each, now.arrays()))
                .count();
        if (guessed > 0) {
            Hint label = new Hint(guessed + " of " + now.match().assignments().size()
                    + " were matched by nothing but their order among arrays of one shape. Look whether that is right: if it"
                    + " is not, the losses are of another network.");
            label.setId("path-match-guessed");
            rows.getChildren().add(label);
        }
        now.match().assignments().forEach(each -> rows.getChildren().add(row(each, now.arrays())));
        if (!now.files().equals(files)) {
            setExpanded(guessed > 0);
            files = now.files();
        }
    }

    private static boolean isGuessed(WeightMatch.Assignment assignment, List<NamedArrays.Array> arrays) {
        return assignment.basis() == WeightMatch.Basis.SHAPE_AND_ORDER
                && fitting(assignment, arrays).size() > 1;
    }

    private static List<NamedArrays.Array> fitting(WeightMatch.Assignment assignment, List<NamedArrays.Array> arrays) {
        return arrays.stream()
                .filter(array -> WeightMatch.fits(assignment.parameter(), array))
                .toList();
    }

    private VBox row(WeightMatch.Assignment assignment, List<NamedArrays.Array> arrays) {
        String parameter = assignment.parameter().name();
        TitledComboBox<NamedArrays.Array> choice = new TitledComboBox<>(
                "match-" + parameter, fitting(assignment, arrays), array -> Excerpt.of(array.name()));
        Optional<NamedArrays.Array> taken = choice.getItems().stream()
                .filter(array -> array.name().equals(assignment.array()))
                .findFirst();
        if (taken.isEmpty()) {
            // Put together from pieces of arrays, which none of them shows.
            NamedArrays.Array made = new NamedArrays.Array(
                    assignment.array(), "", assignment.parameter().shape());
            choice.getItems().add(0, made);
            taken = Optional.of(made);
        }
        choice.setValue(taken.get());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.valueProperty().addListener((property, old, array) -> choose.accept(parameter, array));
        Hint name = new Hint(
                Excerpt.of(parameter) + ", " + basis(assignment) + (assignment.transposed() ? ", transposed" : ""));
        return new VBox(2, name, choice);
    }

    private static String basis(WeightMatch.Assignment assignment) {
        String label = assignment.basis().label();
        return assignment.basis() == WeightMatch.Basis.CHOSEN ? label : "by " + label;
    }
}
