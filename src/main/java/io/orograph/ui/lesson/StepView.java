package io.orograph.ui.lesson;

import io.orograph.lesson.Call;
import io.orograph.lesson.Claim;
import io.orograph.lesson.LessonAction;
import io.orograph.lesson.LessonQuestion;
import io.orograph.lesson.LessonStep;
import io.orograph.lesson.Outcome;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A step of a lesson: what was set up, what to look at, what to do, the question and its answer. */
final class StepView extends VBox {

    private static final double INDICATOR = 22;

    /** What is not told among what was set up. */
    private static final Set<LessonAction> UNSEEN = EnumSet.of(LessonAction.SHOW, LessonAction.NOTE);

    private final LessonModel model;
    private final WrappedText summary = new WrappedText("lesson-summary", "lesson-summary");
    private final WrappedText title = new WrappedText("lesson-step", "lesson-heading");
    private final WrappedText text = new WrappedText("lesson-text", "lesson-text");
    private final WrappedText task = new WrappedText("lesson-task", "lesson-task");
    private final WrappedText activity = new WrappedText("lesson-activity", "lesson-quiet");
    private final HBox running = running();
    private final WrappedText problem = new WrappedText("lesson-problem", "problem");
    private final WrappedText question = new WrappedText("lesson-question", "lesson-question");
    private final VBox choices = new VBox(6);
    private final WrappedText verdict = new WrappedText("lesson-verdict", "lesson-verdict");
    private final VBox findings = new VBox(8);
    private final WrappedText settings = new WrappedText("lesson-settings", "lesson-quiet");
    private final Button again = new Button("Set the scene again");

    /**
     * Makes a view.
     *
     * @param reveal scrolls to a node that is new
     */
    StepView(LessonModel model, Consumer<Node> reveal) {
        super(11);
        this.model = model;
        getStyleClass().add("lesson-content");
        again.setId("lesson-again");
        again.setOnAction(event -> model.setAgain());
        choices.setId("lesson-choices");
        findings.setId("lesson-findings");
        getChildren()
                .setAll(
                        summary, title, text, running, problem, task, question, choices, verdict, findings, settings,
                        again);
        activity.textProperty().bind(model.activityProperty());
        model.problemProperty().addListener((property, old, now) -> update());
        model.lessonProperty().addListener((property, old, now) -> update());
        model.stepProperty().addListener((property, old, now) -> update());
        model.runningProperty().addListener((property, was, is) -> update());
        model.answerProperty().addListener((property, old, now) -> {
            update();
            if (now != null) {
                reveal.accept(now.isJudged() ? findings : running);
            }
        });
    }

    private HBox running() {
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.setPrefSize(INDICATOR, INDICATOR);
        indicator.setMinSize(INDICATOR, INDICATOR);
        Button stop = new Button("Stop");
        stop.setId("lesson-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(event -> model.stop());
        activity.setMinWidth(0);
        activity.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(activity, Priority.ALWAYS);
        HBox row = new HBox(8, indicator, activity, stop);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void update() {
        if (model.lessonProperty().get() == null) {
            return;
        }
        LessonStep step =
                model.lessonProperty().get().steps().get(model.stepProperty().get());
        boolean busy = model.runningProperty().get();
        Answer answer = model.answerProperty().get();
        boolean first = model.stepProperty().get() == 0;
        show(summary, first ? model.lessonProperty().get().summary() : "");
        title.setText(step.title());
        text.setText(step.text());
        show(task, step.task().isEmpty() ? "" : "Try it: " + step.task());
        Shown.set(running, busy);
        show(problem, model.problemProperty().get());
        show(question, step.question().map(LessonQuestion::text).orElse(""));
        showChoices(step, answer, busy);
        show(verdict, answer == null ? "" : answer.verdict());
        showFindings(answer);
        String done = words(step);
        show(settings, done.isEmpty() ? "" : "Set up: " + done + ".");
        Shown.set(again, !busy);
    }

    private static String words(LessonStep step) {
        return step.actions().stream()
                .filter(call -> !UNSEEN.contains(call.word()))
                .map(Call::words)
                .collect(Collectors.joining(" · "));
    }

    private static void show(WrappedText label, String shown) {
        label.setText(shown);
        Shown.set(label, !shown.isEmpty());
    }

    private void showChoices(LessonStep step, Answer answer, boolean busy) {
        choices.getChildren().clear();
        Shown.set(choices, step.question().isPresent());
        if (step.question().isEmpty()) {
            return;
        }
        int count = step.question().get().choices().size();
        if (count == 0 && answer == null) {
            Button show = new Button("Show the answer");
            show.setId("lesson-answer");
            show.setDisable(busy);
            show.setOnAction(event -> model.answer(-1));
            choices.getChildren().add(show);
        }
        for (int i = 0; i < count; i++) {
            choices.getChildren().add(choice(step.question().get(), i, answer, busy));
        }
    }

    private Button choice(LessonQuestion asked, int number, Answer answer, boolean busy) {
        boolean right = answer != null && answer.isRight(number);
        boolean chosen = answer != null && answer.chosen() == number;
        String sign = right ? "✓  " : chosen && answer.isJudged() ? "✗  " : (number + 1) + "  ";
        Button button = new Button(sign + asked.choices().get(number).text());
        button.setId("lesson-choice-" + (number + 1));
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        button.setAccessibleText(
                "Answer " + (number + 1) + ": " + asked.choices().get(number).text());
        button.getStyleClass().add("lesson-choice");
        if (chosen) {
            button.getStyleClass().add("lesson-chosen");
        }
        if (right) {
            button.getStyleClass().add("lesson-right");
        }
        button.setMaxWidth(Double.MAX_VALUE);
        button.setDisable(busy || answer != null);
        button.setOnAction(event -> model.answer(number));
        return button;
    }

    private void showFindings(Answer answer) {
        findings.getChildren().clear();
        Shown.set(findings, answer != null && answer.isJudged());
        if (answer == null) {
            return;
        }
        for (Claim.Judgement judgement : answer.judgements()) {
            WrappedText sentence = new WrappedText(null, "lesson-finding");
            sentence.setText(judgement.sentence());
            if (judgement.outcome() != Outcome.HOLDS) {
                sentence.getStyleClass().add("lesson-fails");
            }
            findings.getChildren().add(sentence);
        }
    }
}
