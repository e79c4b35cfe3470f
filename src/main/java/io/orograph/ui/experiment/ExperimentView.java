package io.orograph.ui.experiment;

import io.orograph.study.ComparisonModel;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweepReport.Row;
import io.orograph.study.sweep.SweepRun;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** An experiment: what is varied, how far it is, its settings as a table, what it shows, and its plots. */
final class ExperimentView extends BorderPane {

    private static final double FORM_WIDTH = 300;
    private static final int FEWEST_COMPARED = 2;

    private final ExperimentModel model;
    private final ExperimentActions actions;
    private final ExperimentForm form = new ExperimentForm();
    private final ExperimentTable table = new ExperimentTable();
    /** What a ready experiment filled in; null for none. What was changed since is another question. */
    private SweepChoices filled;

    private boolean filledOfOpen;
    private final WrappedText question = new WrappedText("experiment-question");
    private final WrappedText findings = new WrappedText("experiment-findings");
    private final WrappedText notices = new WrappedText("experiment-notices", "notice");
    private final WrappedText problem = new WrappedText("experiment-problem", "problem");
    private final Button compare = button("experiment-compare", "Compare landscapes", this::compare);
    private final Button list = button("experiment-list", "List among runs", this::list);
    private final Button export = button("experiment-export", "Export results…", this::export);

    ExperimentView(ExperimentModel model, ExperimentActions actions, ObservableValue<Boolean> dark) {
        this.model = model;
        this.actions = actions;
        getStyleClass().add("orograph");
        form.disableProperty().bind(model.runningProperty());
        setLeft(left());
        SplitPane right = new SplitPane(new VBox(table, results()), new ExperimentPlots(model, dark));
        VBox.setVgrow(table, Priority.ALWAYS);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.45);
        setCenter(right);
        setBottom(foot());
        InvalidationListener changed = observed -> show();
        model.results().outcomesProperty().addListener(changed);
        model.runningProperty().addListener(changed);
        model.readyProperty().addListener(changed);
        table.getSelectionModel().getSelectedItems().addListener(changed);
        table.whenOpened(() -> {
            if (!list.isDisabled()) {
                list();
            }
        });
        model.results().reportProperty().addListener((property, old, now) -> table.show(now));
        show();
    }

    /** Fills the form in. */
    void fill(boolean ofOpen, SweepChoices choices) {
        form.fill(ofOpen, choices);
        filledOfOpen = form.isOfOpen();
        filled = form.choices();
    }

    private ScrollPane left() {
        VBox asked = new VBox(question);
        asked.setPadding(new Insets(8, 10, 0, 10));
        VBox left = new VBox(8, asked, form, places(), start());
        left.setPadding(new Insets(0, 8, 10, 0));
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(FORM_WIDTH);
        scroll.setMinWidth(FORM_WIDTH);
        scroll.getStyleClass().add("side");
        return scroll;
    }

    private VBox places() {
        Label folder = hint();
        folder.setId("experiment-folder-name");
        folder.textProperty()
                .bind(model.folderProperty()
                        .map(at -> at.getFileName().toString())
                        .orElse("kept by Orograph"));
        Button choose = button("experiment-folder", "Folder of the runs…", actions::chooseFolder);
        choose.setTooltip(new Tooltip("A new one, or one of the same experiment, which then goes on"));
        Label test = hint();
        test.textProperty()
                .bind(model.testProperty()
                        .map(source -> source.path().getFileName().toString())
                        .orElse("no test data: no gap"));
        Button others = button("experiment-test", "Test data…", actions::chooseTest);
        VBox places = new VBox(4, choose, folder, others, test);
        places.setPadding(new Insets(0, 0, 0, 10));
        places.disableProperty().bind(model.runningProperty());
        return places;
    }

    private static Label hint() {
        Label label = new Label();
        label.getStyleClass().add("hint");
        return label;
    }

    private VBox start() {
        Button start = button("experiment-start", "", this::startOrPause);
        start.setMaxWidth(Double.MAX_VALUE);
        start.textProperty().bind(model.runningProperty().map(running -> running ? "Pause" : "Start"));
        start.getStyleClass().add("main-action");
        Button elsewhere =
                button("experiment-elsewhere", "Measure trained models…", () -> actions.measureOthers(form.choices()));
        elsewhere.setMaxWidth(Double.MAX_VALUE);
        elsewhere.setTooltip(
                new Tooltip(
                        "Trains nothing: models or weights of a folder, as they were trained, with the open data and test data"));
        elsewhere
                .disableProperty()
                .bind(model.runningProperty().or(model.experimentProperty().isNull()));
        StringBinding refused = form.refused();
        WrappedText wrong = new WrappedText("experiment-refused", "problem");
        wrong.follow(refused);
        start.disableProperty()
                .bind(refused.isNotEmpty().and(model.runningProperty().not()));
        Shown.set(problem, false);
        VBox box = new VBox(6, wrong, problem, start, elsewhere);
        box.setPadding(new Insets(0, 0, 0, 10));
        return box;
    }

    private void startOrPause() {
        if (model.runningProperty().get()) {
            model.pause();
            return;
        }
        SweepChoices asked = form.choices();
        String obstacle = model.obstacle(form.isOfOpen(), asked);
        problem.setText(obstacle);
        Shown.set(problem, !obstacle.isEmpty());
        if (obstacle.isEmpty()) {
            if (form.isOfOpen() != filledOfOpen || !asked.equals(filled)) {
                model.makeOwn();
            }
            model.start(form.isOfOpen(), asked);
        }
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private VBox results() {
        compare.setTooltip(
                new Tooltip("The landscapes of two to four settings beside each other: those that are chosen in"
                        + " the table, else the first and the last; of each the first run"));
        list.setTooltip(new Tooltip("The runs of the chosen settings, or all, in the list of runs"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, compare, list, space, export);
        buttons.setAlignment(Pos.CENTER_LEFT);
        notices.follow(model.results().noticesProperty());
        VBox results = new VBox(6, buttons, notices, findings);
        results.setPadding(new Insets(6, 10, 6, 10));
        return results;
    }

    /** Returns the settings that are chosen in the table; empty for none. */
    private List<Row> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private Stream<SweptOutcome> runs(Row setting) {
        return model.results().outcomesProperty().get().stream()
                .filter(outcome -> outcome.run().place().equals(setting.place()));
    }

    private Optional<ComparisonModel> ended(Row setting, Path folder) {
        return runs(setting)
                .filter(outcome -> outcome.end() != SweptOutcome.End.DIVERGED)
                .flatMap(outcome -> outcome.run() instanceof SweepRun run ? Stream.of(run) : Stream.empty())
                .findFirst()
                .map(run -> run.ended(folder));
    }

    private List<ComparisonModel> compared() {
        List<Row> all = table.getItems();
        List<Row> rows = chosen();
        if (rows.size() < FEWEST_COMPARED) {
            rows = all.size() < FEWEST_COMPARED ? List.of() : List.of(all.get(0), all.get(all.size() - 1));
        }
        List<Row> settings = rows;
        return model.shownFolder()
                .map(folder -> settings.stream()
                        .flatMap(row -> ended(row, folder).stream())
                        .toList())
                .orElse(List.of());
    }

    private void compare() {
        actions.compare().accept(compared());
    }

    private void list() {
        List<Row> rows = chosen().isEmpty() ? table.getItems() : chosen();
        model.shownFolder()
                .ifPresent(folder -> actions.list()
                        .accept(rows.stream()
                                .flatMap(this::runs)
                                .flatMap(outcome ->
                                        outcome.run() instanceof SweepRun run ? Stream.of(run) : Stream.empty())
                                .map(run -> run.folder(folder))
                                .toList()));
    }

    private void export() {
        actions.export();
    }

    private HBox foot() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.results().progressProperty());
        bar.setAccessibleText("Share of the runs that is done");
        Label status = new Label();
        status.setId("experiment-status");
        status.textProperty().bind(model.results().statusProperty());
        HBox foot = new HBox(8, bar, status);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setPadding(new Insets(4, 10, 8, 10));
        return foot;
    }

    private void show() {
        ReadyExperiment ready = model.readyProperty().get();
        question.setText(ready == null ? "" : ready.title() + ". " + ready.question());
        SweepReport report = model.results().reportProperty().get();
        boolean rests = report != null && !model.runningProperty().get();
        String shows = report == null
                ? ""
                : report.findings().map(found -> found.text()).orElse("");
        boolean whole = rests && ready != null && !report.outcomes().isEmpty();
        Shown.set(findings, !shows.isEmpty());
        findings.setText(whole && !shows.isEmpty() ? shows + "\n" + ready.limits() : shows);
        compare.setDisable(!rests || compared().size() < FEWEST_COMPARED);
        list.setDisable(!rests || model.shownFolder().isEmpty());
        export.setDisable(report == null);
    }
}
