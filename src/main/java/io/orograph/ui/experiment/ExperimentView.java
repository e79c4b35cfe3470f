package io.orograph.ui.experiment;

import io.orograph.choice.Named;
import io.orograph.plot.ScatterPlot;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.sweep.Gap;
import io.orograph.study.sweep.GeneralizationPlot;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.ui.display.PlotView;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** An experiment: what is varied, how far it is, its settings as a table, and sharpness against generalisation. */
final class ExperimentView extends BorderPane {

    private static final double FORM_WIDTH = 290;

    private final ExperimentModel model;
    private final ExperimentForm form = new ExperimentForm();
    private final ExperimentTable table = new ExperimentTable();
    private final PlotView plot;
    private final WrappedText words = new WrappedText("experiment-words");
    private final WrappedText problem = new WrappedText("experiment-problem", "problem");
    private final ObjectProperty<SharpnessMeasure> measure = new SimpleObjectProperty<>(this, "measure", usual());
    private final ObjectProperty<Gap> gap = new SimpleObjectProperty<>(this, "gap", Gap.LOSS);

    ExperimentView(ExperimentModel model, ExperimentFiles files, ObservableValue<Boolean> dark) {
        this.model = model;
        this.plot = new PlotView("Runs with test data appear here as they end", false, dark);
        getStyleClass().add("orograph");
        form.disableProperty().bind(model.runningProperty());
        VBox left = new VBox(8, form, places(files), start());
        left.setPadding(new Insets(0, 8, 10, 0));
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(FORM_WIDTH);
        scroll.setMinWidth(FORM_WIDTH);
        scroll.getStyleClass().add("side");
        setLeft(scroll);
        SplitPane right = new SplitPane(table, scatter());
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.4);
        setCenter(right);
        setBottom(foot());
        InvalidationListener changed = observed -> show();
        model.outcomesProperty().addListener(changed);
        measure.addListener(changed);
        gap.addListener(changed);
        model.reportProperty().addListener((property, old, now) -> table.show(now));
        show();
    }

    private static SharpnessMeasure usual() {
        List<SharpnessMeasure> all = ExperimentModel.measures();
        return Named.find(all, "lambda-max").orElse(all.get(0));
    }

    private VBox places(ExperimentFiles files) {
        Label folder = new Label();
        folder.setId("experiment-folder-name");
        folder.getStyleClass().add("hint");
        folder.textProperty()
                .bind(model.folderProperty()
                        .map(at -> at.getFileName().toString())
                        .orElse("no folder yet"));
        Button choose = button("experiment-folder", "Folder of the runs…", files::chooseFolder);
        choose.setTooltip(new Tooltip("A new one, or one of the same experiment, which then goes on"));
        Label test = new Label();
        test.getStyleClass().add("hint");
        test.textProperty()
                .bind(model.testProperty()
                        .map(source -> source.path().getFileName().toString())
                        .orElse("no test data: no gap"));
        Button others = button("experiment-test", "Test data…", files::chooseTest);
        VBox places = new VBox(4, choose, folder, others, test);
        places.setPadding(new Insets(0, 0, 0, 10));
        places.disableProperty().bind(model.runningProperty());
        return places;
    }

    private VBox start() {
        Button start = button("experiment-start", "", this::startOrPause);
        start.setMaxWidth(Double.MAX_VALUE);
        start.textProperty().bind(model.runningProperty().map(running -> running ? "Pause" : "Start"));
        start.getStyleClass().add("primary");
        StringBinding refused = form.refused();
        WrappedText wrong = new WrappedText("experiment-refused", "problem");
        wrong.follow(refused);
        start.disableProperty()
                .bind(refused.isNotEmpty().and(model.runningProperty().not()));
        Shown.set(problem, false);
        VBox box = new VBox(6, wrong, problem, start);
        box.setPadding(new Insets(0, 0, 0, 10));
        return box;
    }

    private void startOrPause() {
        if (model.runningProperty().get()) {
            model.pause();
            return;
        }
        ExperimentModel.Asked asked = form.asked();
        String obstacle = model.obstacle(asked);
        problem.setText(obstacle);
        Shown.set(problem, !obstacle.isEmpty());
        if (obstacle.isEmpty()) {
            model.start(asked);
        }
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private VBox scatter() {
        TitledComboBox<SharpnessMeasure> measures = TitledComboBox.of("experiment-measure", ExperimentModel.measures())
                .bound(measure);
        TitledComboBox<Gap> gaps =
                TitledComboBox.of("experiment-gap", List.of(Gap.values())).bound(gap);
        Label against = new Label("against");
        against.setLabelFor(gaps);
        measures.setMaxWidth(260);
        HBox choices = new HBox(8, measures, against, gaps);
        choices.setAlignment(Pos.CENTER_LEFT);
        plot.setId("experiment-plot");
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.setMinHeight(140);
        VBox.setVgrow(plot, Priority.ALWAYS);
        VBox box = new VBox(6, choices, plot, words);
        box.setPadding(new Insets(8, 10, 4, 10));
        return box;
    }

    private HBox foot() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.progressProperty());
        bar.setAccessibleText("Share of the runs that is done");
        Label status = new Label();
        status.setId("experiment-status");
        status.textProperty().bind(model.statusProperty());
        HBox foot = new HBox(8, bar, status);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setPadding(new Insets(4, 10, 8, 10));
        return foot;
    }

    private void show() {
        List<SweptOutcome> outcomes = model.outcomesProperty().get();
        ScatterPlot scatter = GeneralizationPlot.of(outcomes, measure.get().label(), gap.get());
        plot.show(scatter.isEmpty() ? null : scatter);
        String said = GeneralizationPlot.words(outcomes, measure.get().label(), gap.get());
        words.setText(said);
        plot.setAccessibleText(measure.get().title() + " against " + gap.get().title() + ": " + said);
    }
}
