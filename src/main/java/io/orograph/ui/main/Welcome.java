package io.orograph.ui.main;

import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.study.Sample;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.form.Shown;
import io.orograph.ui.workspace.Workspace;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The pane in the place of the plots while there is no landscape: says what is missing and offers it, or names what is
 * being opened.
 */
final class Welcome extends StackPane {

    private static final double WIDTH = 480;
    private static final double INDICATOR = 48;

    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final Label heading = new Label();
    private final Label next = new Label();
    private final Label activity = new Label();
    private final Button cancel = new Button("Cancel");
    private final Button openModel;
    private final Button evaluate;
    private final DataOffer data;
    private final VBox samples;
    private final VBox lessons;
    private final ScrollPane invitation;
    private final VBox waiting;

    Welcome(
            Workspace workspace,
            EvaluationModel evaluation,
            FileActions files,
            List<Sample> offered,
            Runnable showLessons) {
        this.workspace = workspace;
        this.evaluation = evaluation;
        this.evaluate = button("welcome-evaluate", "Evaluate", evaluation::evaluate);
        this.openModel = button("welcome-open-model", "Open a model…", files::chooseModel);
        this.data = new DataOffer(workspace, files);
        this.samples = samples(offered, files);
        this.lessons = lessons(showLessons);
        this.invitation = invitation();
        this.waiting = waiting();
        setId("welcome");
        getStyleClass().add("welcome");
        getChildren().addAll(invitation, waiting);
        evaluation.landscapeProperty().addListener((property, old, now) -> update());
        evaluation.runningProperty().addListener((property, was, is) -> update());
        evaluation.statusProperty().addListener((property, old, now) -> update());
        workspace.activityProperty().addListener((property, old, now) -> update());
        workspace.modelProperty().addListener((property, old, now) -> update());
        workspace.dataProperty().addListener((property, old, now) -> update());
        workspace.mismatchProperty().addListener((property, old, now) -> update());
        workspace.leftOverProperty().addListener((property, old, now) -> update());
        update();
    }

    static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("main-action");
        button.setOnAction(event -> action.run());
        return button;
    }

    private static VBox samples(List<Sample> offered, FileActions files) {
        Label or = new Label("Or look at a sample:");
        or.getStyleClass().add("section-heading");
        VBox list = new VBox(4, or);
        for (Sample sample : offered) {
            Button choice = new Button();
            choice.setId("welcome-" + sample.name());
            choice.setGraphic(new SampleText(sample));
            choice.setAccessibleText("Sample " + sample.title());
            choice.getStyleClass().add("sample-choice");
            choice.setMaxWidth(Double.MAX_VALUE);
            choice.setOnAction(event -> files.openSample(sample));
            list.getChildren().add(choice);
        }
        list.setPadding(new javafx.geometry.Insets(12, 0, 0, 0));
        return list;
    }

    private static VBox lessons(Runnable show) {
        Label or = new Label("Or learn what a loss landscape shows:");
        or.getStyleClass().add("section-heading");
        Button choice = new Button("Lessons: ten guided scenes, each answered by what this computer finds");
        choice.setId("welcome-lessons");
        choice.getStyleClass().add("sample-choice");
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setOnAction(event -> show.run());
        VBox part = new VBox(4, or, choice);
        part.setPadding(new javafx.geometry.Insets(12, 0, 0, 0));
        return part;
    }

    private ScrollPane invitation() {
        heading.setId("welcome-heading");
        heading.getStyleClass().add("welcome-heading");
        next.setId("welcome-next");
        for (Label label : List.of(heading, next)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox content = new VBox(10, heading, next, openModel, evaluate, data, lessons, samples);
        content.setMaxWidth(WIDTH);
        content.setAlignment(Pos.CENTER_LEFT);
        StackPane centred = new StackPane(content);
        centred.getStyleClass().add("welcome-content");
        ScrollPane scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("side");
        return scroll;
    }

    private VBox waiting() {
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.setPrefSize(INDICATOR, INDICATOR);
        activity.setWrapText(true);
        cancel.setId("welcome-cancel-opening");
        cancel.setOnAction(event -> cancel());
        VBox box = new VBox(12, indicator, activity, cancel);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void update() {
        boolean opening = !workspace.activityProperty().get().isEmpty();
        boolean hasModel = workspace.modelProperty().get() != null;
        boolean hasData = workspace.dataProperty().get() != null;
        boolean mismatch = !workspace.mismatchProperty().get().isEmpty();
        Shown.set(this, evaluation.landscapeProperty().get() == null);
        boolean prepared = hasModel && hasData && !mismatch;
        boolean idle = evaluation.readyProperty().get()
                && !evaluation.runningProperty().get();
        boolean drawing = prepared && !idle;
        Shown.set(waiting, opening || drawing);
        Shown.set(invitation, !opening && !drawing);
        activity.setText(opening ? workspace.activityProperty().get() : "Drawing directions…");
        Shown.set(evaluate, prepared);
        Shown.set(openModel, !hasModel || mismatch);
        Shown.set(data, !hasData || mismatch);
        data.update();
        Shown.set(lessons, !hasModel);
        Shown.set(samples, !hasModel && samples.getChildren().size() > 1);
        if (prepared) {
            heading.setText("Ready to evaluate");
            String ended = evaluation.statusProperty().get();
            next.setText((ended.isEmpty() ? "There is no loss to show yet" : ended) + ".");
        } else {
            invite(hasModel, hasData);
        }
    }

    private void cancel() {
        if (workspace.activityProperty().get().isEmpty()) {
            evaluation.cancel();
        } else {
            workspace.cancelOpening();
        }
    }

    private void invite(boolean hasModel, boolean hasData) {
        if (hasModel && hasData) {
            heading.setText("Model, data and loss do not go together");
            next.setText(workspace.mismatchProperty().get());
        } else if (hasModel) {
            heading.setText("Now open its data");
            String name = FileName.of(workspace.modelProperty().get().path());
            next.setText("The loss of " + name + " is measured on data: those that it was trained on, or test data. "
                    + "Orograph reads " + Formats.all().listed(Role.DATA) + "; you can also drop them here.");
        } else {
            heading.setText(hasData ? "Now open a model" : "See the loss landscape of a trained network");
            next.setText("Open a trained model (" + Formats.all().names(Role.MODEL)
                    + ") and the data that its loss is measured on, or drop the "
                    + "files here. Nothing leaves this computer.");
        }
    }
}
