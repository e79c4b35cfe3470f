package io.orograph.ui.runs;

import io.orograph.network.Weights;
import io.orograph.plot.LinesPlot;
import io.orograph.provenance.Provenance;
import io.orograph.study.runs.RunAxis;
import io.orograph.study.runs.RunQuantity;
import io.orograph.ui.dialog.FurtherWindow;
import io.orograph.ui.display.PlotView;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of runs, the curves of those that are ticked, and what can be asked of these. */
final class RunsView extends BorderPane {

    private static final double TABLE_SHARE = 0.45;

    /** As many colours as are told apart. */
    private static final int MOST_PATHS = 8;

    private final RunsModel model;
    private final RunsTable table;
    private final PlotView plot;
    private final WrappedText hint = new WrappedText("runs-hint");
    private final List<Asking> askings = new ArrayList<>();
    private final Button paths = new Button("Paths together");
    private final Button delete = new Button("Delete");
    private final Button back = new Button("Bring back");

    /** Puts the focus where the arrow keys choose a run. */
    void focus() {
        table.requestFocus();
    }

    /** A button that asks something of so many ticked runs. */
    private record Asking(Button button, int least, int most) {}

    RunsView(RunsModel model, RunsActions actions, ObservableValue<Boolean> dark) {
        this.model = model;
        this.table = new RunsTable(model);
        this.plot = new PlotView("Nothing of the ticked runs is known here", false, dark);
        getStyleClass().add("orograph");
        setTop(bar(actions));
        SplitPane middle = new SplitPane(table, curves());
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(TABLE_SHARE);
        setCenter(middle);
        setBottom(foot());
        InvalidationListener changed = observed -> show();
        model.runs().addListener(changed);
        model.quantityProperty().addListener(changed);
        model.axisProperty().addListener(changed);
        model.experimentProperty().addListener(changed);
        model.statusProperty().addListener(changed);
        show();
    }

    private ToolBar bar(RunsActions actions) {
        Button use = asking("runs-use", "Use as θ₀", "Take the weights where the ticked run ended as θ₀", 1, 1);
        use.setOnAction(event -> weights().ifPresent(of -> actions.use(of.get(0))));
        Button curve = asking(
                "runs-curve", "Curve between", "Train a curve of low loss between the ends of two ticked runs", 2, 2);
        curve.setOnAction(event -> weights().ifPresent(of -> inMainWindow(() -> actions.between(of))));
        Button plane = asking("runs-plane", "Plane through", "Lay a plane through the ends of three ticked runs", 3, 3);
        plane.setOnAction(event -> weights().ifPresent(of -> inMainWindow(() -> actions.between(of))));
        paths.setId("runs-paths");
        paths.setTooltip(new Tooltip(
                "Draw the paths of two to eight ticked runs in the plane of all their steps, each in" + " its colour"));
        paths.setOnAction(event -> model.paths().ifPresent(of -> inMainWindow(() -> actions.paths(of))));
        Button compare =
                asking("runs-compare", "Compare", "Set the ends of two to four ticked runs beside each other", 2, 4);
        compare.setOnAction(event -> weights().ifPresent(actions::compare));
        Button take = button("runs-import", "Import record…", actions::importRecord);
        take.setTooltip(new Tooltip("A folder that train --record made, or checkpoints of the open network"));
        take.disableProperty().bind(model.experimentProperty().map(open -> open == null));
        Button export = button("runs-export", "Export list…", actions::export);
        export.setTooltip(new Tooltip("All runs as a table: settings, and where each ended"));
        model.runs().addListener((InvalidationListener)
                observed -> export.setDisable(model.runs().isEmpty()));
        export.setDisable(model.runs().isEmpty());
        delete.setId("runs-delete");
        delete.setTooltip(new Tooltip("Take the ticked runs out of the list; a run that trains stays"));
        delete.setOnAction(event -> model.deleteTicked());
        back.setId("runs-bring-back");
        back.setTooltip(new Tooltip("List again what was deleted last"));
        back.setOnAction(event -> {
            model.bringBack();
            show();
        });
        HBox space = new HBox();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new ToolBar(use, curve, plane, paths, compare, space, back, delete, take, export);
    }

    /** Asks what the main window then draws, and gets out of its way. */
    private void inMainWindow(Runnable asking) {
        FurtherWindow.giveWay(getScene().getWindow());
        asking.run();
    }

    private Button asking(String id, String text, String meaning, int least, int most) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(meaning));
        askings.add(new Asking(button, least, most));
        return button;
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private VBox curves() {
        TitledComboBox<RunQuantity> quantity = TitledComboBox.of("runs-quantity", List.of(RunQuantity.values()))
                .bound(model.quantityProperty());
        TitledComboBox<RunAxis> axis =
                TitledComboBox.of("runs-axis", List.of(RunAxis.values())).bound(model.axisProperty());
        Label over = new Label("over");
        over.setLabelFor(axis);
        HBox choices = new HBox(8, quantity, over, axis);
        choices.setAlignment(Pos.CENTER_LEFT);
        plot.setId("runs-plot");
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.setMinHeight(120);
        VBox.setVgrow(plot, Priority.ALWAYS);
        VBox curves = new VBox(6, choices, plot);
        curves.setPadding(new Insets(8, 10, 4, 10));
        return curves;
    }

    private HBox foot() {
        HBox foot = new HBox(hint);
        HBox.setHgrow(hint, Priority.ALWAYS);
        foot.setPadding(new Insets(2, 10, 8, 10));
        return foot;
    }

    private Optional<List<Weights>> weights() {
        return model.weights();
    }

    private void show() {
        int ticked = model.ticked().size();
        boolean there = weights().isPresent();
        for (Asking asking : askings) {
            asking.button().setDisable(!there || ticked < asking.least() || ticked > asking.most());
        }
        paths.setDisable(ticked < 2 || ticked > MOST_PATHS || model.paths().isEmpty());
        delete.setDisable(ticked == 0);
        back.setDisable(!model.canBringBack());
        LinesPlot lines = model.plot();
        plot.show(lines.isEmpty() ? null : lines, provenance());
        plot.setAccessibleText(lines.title() + ": " + lines.up() + " over " + lines.across() + ", "
                + lines.curves().size() + " curves");
        hint.setText(hint(ticked, there, lines));
    }

    /** Says in the file of a figure what each of its curves is of. */
    private Provenance provenance() {
        List<Map<String, Object>> runs = model.ticked().stream()
                .map(each -> each.run())
                .map(run -> Map.<String, Object>of(
                        "name",
                        run.name(),
                        "settings",
                        run.settings().map(of -> of.text()).orElse("")))
                .toList();
        return runs.isEmpty() ? Provenance.NONE : new Provenance(Map.of("runs", runs));
    }

    private String hint(int ticked, boolean there, LinesPlot lines) {
        String obstacle = there ? "" : model.obstacle();
        if (!obstacle.isEmpty()) {
            return obstacle;
        }
        if (lines.isEmpty() && ticked > 0) {
            return model.quantityProperty().get().isMeasured()
                    ? "It was not measured in the ticked runs: Measure λmax as it trains, or train --sharpness-every"
                    : "The ticked runs have no such curve";
        }
        if (!model.statusProperty().get().isEmpty()) {
            return model.statusProperty().get();
        }
        // Of a run that was listed again the path may be gone.
        String together = paths.isDisabled() ? "or " : "their paths together, or ";
        return switch (ticked) {
            case 0 -> "";
            case 1 -> "One is ticked: its weights can become θ₀";
            case 2 -> "Two are ticked: a curve between them, " + together + "a comparison";
            case 3 -> "Three are ticked: a plane through them, " + together + "a comparison";
            case 4 -> "Four are ticked: " + (paths.isDisabled() ? "" : together) + "a comparison";
            default -> ticked + " are ticked: up to eight paths together, up to four in a comparison";
        };
    }
}
