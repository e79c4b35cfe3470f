package io.orograph.ui.model;

import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.model.ModelSummary;
import io.orograph.model.OpenedModel;
import io.orograph.network.Port;
import io.orograph.plot.Ticks;
import io.orograph.ui.form.OpenRow;
import io.orograph.ui.form.Plural;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.Workspace;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ObservableSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The view of the opened model, with the table of what may be held fixed. */
public final class ModelView extends VBox {

    private static final String NOTHING = "Drop an ONNX file here, open one, or choose a sample from the menu.";

    private final Label file = new Label();
    private final WrappedText summary = new WrappedText("model-summary");
    private final WrappedText notices = new WrappedText(null, "notice");
    private final TitledPane layers = new TitledPane("Layers, and what is held fixed", null);
    private final ParameterTable table;

    /**
     * Makes a model view.
     *
     * @param workspace holds the model and is told what its parameters are to be
     * @param open what the button does
     * @param held names of the parameters held fixed
     * @param weights says which weights are looked at
     */
    public ModelView(Workspace workspace, ObservableSet<String> held, Runnable open, Node weights) {
        super(6);
        getStyleClass().add("pane-content");
        table = new ParameterTable(held);
        file.getStyleClass().add("file-name");
        Button button = new Button("Open…");
        button.setId("open-model");
        button.setAccessibleText("Open a model");
        button.setOnAction(event -> open.run());
        layers.setId("layers");
        layers.setContent(new VBox(6, table, new SplitRow(workspace, table.chosenProperty()), choice(workspace)));
        layers.setAnimated(false);
        layers.getStyleClass().add("inner-fold");
        getChildren().addAll(new OpenRow(file, button), summary, notices, layers, weights);
        workspace.modelProperty().addListener((property, old, now) -> show(now));
        show(workspace.modelProperty().get());
    }

    /** Makes the chosen parameter a constant, or the other way round; there only while one is chosen. */
    private Button choice(Workspace workspace) {
        Button otherwise = new Button();
        otherwise.setId("choose-otherwise");
        otherwise.setOnAction(
                event -> workspace.chooseOtherwise(table.chosenProperty().get().tensor()));
        Shown.set(otherwise, false);
        table.chosenProperty().addListener((property, old, now) -> {
            Shown.set(otherwise, now != null);
            if (now != null) {
                otherwise.setText(now.isConstant() ? "Take as a parameter" : "Take as a constant");
                otherwise.setTooltip(new Tooltip(
                        now.isConstant()
                                ? now.name() + " becomes part of θ: directions, training and sharpness move it"
                                : now.name() + " stays as it is and no longer counts as a part of θ"));
            }
        });
        return otherwise;
    }

    /** Shows the table of layers, or its title alone where there is little room. */
    public void unfoldLayers(boolean unfolded) {
        layers.setExpanded(unfolded);
    }

    private void show(OpenedModel model) {
        boolean open = model != null;
        Shown.set(file, open);
        Shown.set(layers, open);
        Shown.set(notices, open && !model.notices().isEmpty());
        if (!open) {
            summary.setText(NOTHING);
            return;
        }
        file.setText(FileName.of(model.path()));
        file.setTooltip(new Tooltip(model.path() + "\n" + model.format() + "\nSHA-256 " + model.sha256()));
        ModelSummary content = ModelSummary.of(model);
        summary.setText(String.format(
                "%s%n%s%n%s → %s",
                model.format(),
                Plural.of(content.parameters(), "parameter"),
                ports(content.inputs()),
                ports(content.outputs())));
        notices.setText(String.join("\n", model.notices()));
        table.show(content);
    }

    private static String ports(List<Port> ports) {
        return ports.stream()
                .map(port -> Excerpt.of(port.name()) + " " + port.text())
                .collect(Collectors.joining(", "));
    }

    /** Returns a norm to four digits. */
    static String norm(double value) {
        return Ticks.number(value, 4);
    }
}
