package io.orograph.ui.data;

import io.orograph.model.OpenedModel;
import io.orograph.network.Port;
import io.orograph.objective.L2Penalty;
import io.orograph.objective.LossOptions;
import io.orograph.objective.OutputKind;
import io.orograph.ui.form.ChoiceField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** How outputs and targets are read for the loss, where a person wants it otherwise than found; hidden at first. */
final class LossDetails extends VBox {

    private static final String TITLE = "How outputs and targets are read";

    private static final String FOUND = "Detect";

    private final Workspace workspace;
    private final TitledComboBox<String> output =
            new TitledComboBox<>("output", withNull(List.of()), name -> name == null ? FOUND : name);
    private final Field outputField = new Field("Output", output);
    private final TitledComboBox<OutputKind> outputs = new TitledComboBox<>(
            "output-kind", withNull(OutputKind.all()), kind -> kind == null ? FOUND : kind.title());
    private final TitledComboBox<Integer> classAxis =
            new TitledComboBox<>("class-axis", withNull(List.of(1, 2, 3, -1)), LossDetails::axisText);
    private final ChoiceField ignored =
            new ChoiceField("ignore-index", "detect", "The target of what is left out, such as -100");
    private final ChoiceField firstLabel =
            new ChoiceField("labels-from", "detect", "The label of the first class, 0 or 1");
    private final ChoiceField smoothing =
            new ChoiceField("label-smoothing", "0", "Label smoothing as in training, such as 0.1");
    private final ChoiceField classWeights =
            new ChoiceField("class-weights", "1 each", "How much each class counts, one number each: 1, 2.5, 0.5");
    private final ChoiceField l2 =
            new ChoiceField("l2", "none", "λ of an L2 penalty λ/2·‖θ‖² that the loss includes, such as 0.0005");
    private final TitledComboBox<L2Penalty.Over> l2Over =
            new TitledComboBox<>("l2-over", L2Penalty.Over.all(), L2Penalty.Over::title);
    private final WrappedText problem = new WrappedText("loss-details-problem", "problem");
    private final Field l2OverField = new Field("Penalty counts", l2Over);
    private final Button anew = new Button("Detect loss and reading anew");
    private boolean showing;

    LossDetails(Workspace workspace) {
        this.workspace = workspace;
        setId("loss-details");
        setSpacing(6);
        getChildren()
                .addAll(
                        outputField,
                        new Field("Outputs are", outputs),
                        new Field("Class axis", classAxis),
                        new Field("Left out", ignored),
                        new Field("First label", firstLabel),
                        new Field("Smoothing", smoothing),
                        new Field("Class weights", classWeights),
                        new Field("L2 penalty λ", l2),
                        l2OverField,
                        problem,
                        new ReadingDetails(workspace),
                        anew);
        anew.setId("detect-anew");
        anew.setTooltip(
                new Tooltip("Forget what is chosen here, the loss and which arrays are read, and find all again"));
        anew.setOnAction(event -> workspace.detectAnew());
        anew.disableProperty().bind(workspace.dataProperty().isNull());
        output.valueProperty().addListener((property, old, now) -> choose());
        outputs.valueProperty().addListener((property, old, now) -> choose());
        classAxis.valueProperty().addListener((property, old, now) -> choose());
        l2Over.valueProperty().addListener((property, old, now) -> choose());
        for (ChoiceField text : texts()) {
            text.onChoice(this::choose);
        }
        workspace.lossDetailsProperty().addListener((property, old, now) -> show(now));
        workspace.modelProperty().addListener((property, old, now) -> showOutputs(now));
        showOutputs(workspace.modelProperty().get());
        show(workspace.lossDetailsProperty().get());
    }

    /** Returns the button that shows and hides them. */
    ToggleButton button() {
        ToggleButton button = new ToggleButton("⋯");
        button.setId("show-loss-details");
        button.setTooltip(new Tooltip(TITLE));
        button.setAccessibleText(TITLE);
        visibleProperty().bind(button.selectedProperty());
        managedProperty().bind(button.selectedProperty());
        return button;
    }

    private List<ChoiceField> texts() {
        return List.of(ignored, firstLabel, smoothing, classWeights, l2);
    }

    private static <T> List<T> withNull(List<T> values) {
        List<T> choices = new ArrayList<>();
        choices.add(null);
        choices.addAll(values);
        return choices;
    }

    private static String axisText(Integer axis) {
        return axis == null ? FOUND : axis < 0 ? "The last" : axis + (axis == 1 ? ", behind the samples'" : "");
    }

    /** Takes what stands in the fields; what cannot be is marked and said, and nothing changes. */
    private void choose() {
        if (showing) {
            return;
        }
        say("");
        texts().forEach(ChoiceField::unmark);
        try {
            workspace.lossDetailsProperty().set(chosen());
        } catch (IllegalArgumentException e) {
            say(e.getMessage());
        }
    }

    private void say(String sentence) {
        problem.setText(sentence);
        Shown.set(problem, !sentence.isEmpty());
    }

    private LossOptions chosen() {
        return new LossOptions(
                Optional.empty(),
                Optional.ofNullable(output.getValue()),
                Optional.ofNullable(outputs.getValue()),
                classAxis.getValue() == null ? OptionalInt.empty() : OptionalInt.of(classAxis.getValue()),
                whole(ignored),
                whole(firstLabel),
                smoothing.getText().isBlank() ? 0 : number(smoothing, smoothing.getText()),
                classWeights.getText().isBlank()
                        ? List.of()
                        : Arrays.stream(classWeights.getText().split("[;,\\s]+"))
                                .map(part -> number(classWeights, part))
                                .toList(),
                new L2Penalty(l2.getText().isBlank() ? 0 : number(l2, l2.getText()), l2Over.getValue()));
    }

    private static OptionalLong whole(ChoiceField field) {
        if (field.getText().isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(field.getText().strip()));
        } catch (NumberFormatException e) {
            throw field.wrong("a whole number");
        }
    }

    private static double number(ChoiceField field, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw field.wrong("numbers, with a point");
        }
    }

    /** Offers the outputs of a network that has several. */
    private void showOutputs(OpenedModel model) {
        List<String> names = model == null
                ? List.of()
                : model.network().outputs().stream().map(Port::name).toList();
        showing = true;
        output.getItems().setAll(withNull(names));
        output.setValue(workspace.lossDetailsProperty().get().output().orElse(null));
        showing = false;
        Shown.set(outputField, names.size() > 1);
    }

    private void show(LossOptions options) {
        showing = true;
        output.setValue(options.output().orElse(null));
        outputs.setValue(options.outputs().orElse(null));
        classAxis.setValue(options.classAxis().isPresent() ? options.classAxis().getAsInt() : null);
        ignored.setText(text(options.ignored()));
        firstLabel.setText(text(options.firstLabel()));
        smoothing.setText(options.smoothing() == 0 ? "" : Double.toString(options.smoothing()));
        classWeights.setText(
                options.classWeights().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        l2.setText(options.l2().isNone() ? "" : Double.toString(options.l2().lambda()));
        l2Over.setValue(options.l2().over());
        Shown.set(l2OverField, !options.l2().isNone());
        say("");
        showing = false;
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }
}
