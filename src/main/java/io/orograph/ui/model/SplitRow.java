package io.orograph.ui.model;

import io.orograph.ui.form.ChoiceField;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.Workspace;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Splits the chosen parameter into parts that are parameters of their own, or joins the parts: there while a parameter is
 * chosen. Where layers show in it, one click does; else the parts are written into a field.
 */
final class SplitRow extends VBox {

    private static final String HINT = "Its parts: 3, or q,k,v, or 0:64,64 (axis and sizes)";

    private final Workspace workspace;
    private final ReadOnlyObjectProperty<ParameterTable.Row> chosen;
    private final Button split = new Button();
    private final Button join = new Button("Join");
    private final ChoiceField into = new ChoiceField("split-into", "3, or q,k,v, or 0:64,64", HINT);
    private final WrappedText problem = new WrappedText("split-problem", "problem");

    SplitRow(Workspace workspace, ReadOnlyObjectProperty<ParameterTable.Row> chosen) {
        super(6);
        this.workspace = workspace;
        this.chosen = chosen;
        split.setId("split");
        split.setAccessibleText("Split the parameter that is chosen in the table");
        split.setMnemonicParsing(false);
        split.setOnAction(event -> split());
        join.setId("join");
        join.setOnAction(event -> workspace.join(chosen.get().tensor()));
        join.setTooltip(new Tooltip("Make one parameter of the parts again"));
        into.setOnAction(event -> splitInto());
        getChildren().addAll(new HBox(6, split, join), into, problem);
        chosen.addListener((property, old, now) -> show(now));
        show(chosen.get());
    }

    private void show(ParameterTable.Row row) {
        boolean isParameter = row != null && !row.isConstant();
        Shown.set(this, isParameter);
        Shown.set(join, isParameter && row.isPart());
        Shown.set(into, false);
        say("");
        if (isParameter) {
            split.setText(row.parts().isEmpty() ? "Split into…" : "Split into " + row.parts());
            split.setTooltip(new Tooltip(
                    "Each part becomes a parameter of its own: directions are normalised, and the table and the"
                            + " curvature counted, by parts"));
        }
    }

    private void split() {
        if (chosen.get().parts().isEmpty()) {
            Shown.set(into, true);
            into.setText("");
            into.requestFocus();
        } else {
            split(chosen.get().tensor());
        }
    }

    private void splitInto() {
        if (!into.getText().isBlank()) {
            split(chosen.get().tensor() + "=" + into.getText().strip());
        }
    }

    private void split(String words) {
        try {
            workspace.split(words);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            say(message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".");
        }
    }

    private void say(String sentence) {
        problem.setText(sentence);
        Shown.set(problem, !sentence.isEmpty());
    }
}
