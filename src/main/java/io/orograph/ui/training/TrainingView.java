package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.plot.Ticks;
import io.orograph.study.TrainingPlot;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.TrainingPoint;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.LongWorkQuestion;
import io.orograph.ui.form.LongWorkWatch;
import io.orograph.ui.form.Refusing;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.form.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The settings of a training, its losses while it runs, and what can be done with it. */
final class TrainingView extends VBox {

    private final TrainingModel model;
    private final TrainingChoices choices;
    private final CurvePlot plot;
    private final WrappedText numbers = new WrappedText("training-numbers");
    private final SharpnessCurve sharpness;

    /** The fields that hold numbers. */
    private final List<Refusing> fields = new ArrayList<>();

    private final StringBinding refused;

    /**
     * What is done elsewhere.
     *
     * @param save asks where to save what was trained
     * @param showRuns shows the list of runs
     * @param use takes weights as θ₀
     */
    record Actions(Runnable save, Runnable showRuns, Consumer<Weights> use) {}

    TrainingView(TrainingModel model, Actions actions, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.choices = model.choices();
        this.plot = new CurvePlot("training-losses", new CurvePlot.Words("Training", "epoch", "loss"), dark);
        this.sharpness = new SharpnessCurve("training-sharpness", "step", dark);
        getStyleClass().add("pane-content");
        VBox settings = settings();
        this.refused = Refusing.first(fields);
        WrappedText wrong = new WrappedText("training-refused", "problem");
        wrong.follow(refused);
        settings.disableProperty().bind(model.runningProperty());
        RunningRow running = new RunningRow(model.runningProperty(), model.progressProperty());
        WrappedText notice = new WrappedText("training-notice", "notice");
        notice.follow(model.noticeProperty());
        LongWorkQuestion question = new LongWorkQuestion("long-training");
        new LongWorkWatch(question, "This training", seconds -> List.of(), model::cancel)
                .follow(model.runningProperty(), model.progressProperty());
        WrappedText status = new WrappedText("training-status");
        status.follow(model.statusProperty());
        getChildren()
                .addAll(
                        new Heading("Train the open network"),
                        settings,
                        notice,
                        wrong,
                        buttons(actions.save()),
                        use(actions.use()),
                        runs(actions.showRuns()),
                        question,
                        running,
                        status,
                        plot,
                        numbers,
                        sharpness);
        model.sharpnessProperty().addListener((property, old, now) -> sharpness.show(now));
        model.pointsProperty().addListener((property, old, now) -> show(now));
        show(List.of());
    }

    private VBox settings() {
        TitledComboBox<BaseOptimizer> base = new TitledComboBox<>(
                        "train-optimizer", BaseOptimizer.all(), TrainingView::text)
                .bound(choices.baseProperty())
                .explained("Momentum and Nesterov momentum are of stochastic gradient descent, SGD");
        TitledComboBox<Ascent> ascent = new TitledComboBox<>(
                        "train-ascent",
                        List.of(Ascent.values()),
                        value -> value == Ascent.NONE ? "none" : value.title())
                .bound(choices.ascentProperty())
                .explained("SAM and ASAM go down the gradient at the worst point within ρ");
        Field radius = new Field(
                "Radius ρ",
                decimal(
                        "Radius ρ",
                        new DecimalField(
                                "train-rho",
                                choices.radiusProperty(),
                                v -> v >= 0 && v < 1e6,
                                "From 0 to below 1,000,000")));
        choices.ascentProperty().addListener((property, old, now) -> Shown.set(radius, now != Ascent.NONE));
        Shown.set(radius, false);
        TitledComboBox<LearningRateSchedule.Shape> schedule = new TitledComboBox<>(
                        "train-schedule", List.of(LearningRateSchedule.Shape.values()), TrainingView::text)
                .bound(choices.scheduleProperty());
        Switch fresh = new Switch("train-fresh", "Begin with fresh weights");
        fresh.selectedProperty().bindBidirectional(choices.freshProperty());
        Switch batches = new Switch("train-batch-norm", "Normalise by each batch");
        batches.selectedProperty().bindBidirectional(choices.batchStatisticsProperty());
        batches.setTooltip(
                new Tooltip("Batch normalisation uses the statistics of each batch and moves its running ones;"
                        + " switched off, it keeps those of the model"));
        model.normalizesProperty().addListener((property, was, is) -> Shown.set(batches, is));
        Shown.set(batches, model.normalizesProperty().get());
        Switch followed = new Switch("train-follow", "Follow it on the landscape");
        followed.selectedProperty().bindBidirectional(choices.followedProperty());
        followed.setTooltip(
                new Tooltip("A point moves where the training is, and now and then the plane is fitted to its"
                        + " way so far, which takes a fifth of the time at most"));
        Switch measured = new Switch("train-sharpness", "Measure λmax and noise");
        measured.selectedProperty().bindBidirectional(choices.sharpnessProperty());
        measured.setTooltip(new Tooltip("At recorded steps, beside the training, which takes the same steps:"
                + " the largest eigenvalue of the Hessian on all training samples, with the line up to which full-batch"
                + " steps of the optimiser settle (Cohen et al. 2021), and the noise scale of the minibatch gradients"
                + " (McCandlish et al. 2018)"));
        WholeNumberSpinner every = whole("Record every", "train-record", choices.recordEveryProperty(), 0, 100_000);
        every.setTooltip(new Tooltip("Steps between two recorded points; 0 records once an epoch"));
        return new VBox(
                6,
                new Field("Optimiser", base),
                new Field("SAM", ascent),
                radius,
                new Field(
                        "Learning rate",
                        decimal(
                                "Learning rate",
                                new DecimalField(
                                        "train-rate",
                                        choices.learningRateProperty(),
                                        v -> v > 0 && v < 1e6,
                                        "Above 0 and below 1,000,000"))),
                new Field("Schedule", schedule),
                new Field("Batch", whole("Batch", "train-batch", choices.batchProperty(), 1, 1_000_000)),
                new Field("Epochs", whole("Epochs", "train-epochs", choices.epochsProperty(), 1, 100_000)),
                new Field(
                        "Weight decay",
                        decimal(
                                "Weight decay",
                                new DecimalField(
                                        "train-decay",
                                        choices.weightDecayProperty(),
                                        v -> v >= 0 && v < 1e6,
                                        "From 0 to below 1,000,000"))),
                new Field(
                        "Held out",
                        decimal(
                                "Held out",
                                new DecimalField(
                                        "train-validation",
                                        choices.validationProperty(),
                                        v -> v >= 0 && v < 1,
                                        "Share of the samples to validate with, from 0 to below 1"))),
                new Field("Seed", whole("Seed", "train-seed", choices.seedProperty(), 0, 999_999)),
                new Field("Record every", every),
                followed,
                measured,
                batches,
                fresh);
    }

    /** Returns as much of the title as tells it from the others: the whole does not fit beside the caption. */
    private static String text(BaseOptimizer optimizer) {
        if (optimizer.equals(BaseOptimizer.MOMENTUM)) {
            return "Momentum";
        }
        return optimizer.equals(BaseOptimizer.NESTEROV) ? "Nesterov" : optimizer.title();
    }

    private static String text(LearningRateSchedule.Shape shape) {
        return switch (shape) {
            case CONSTANT -> "constant";
            case STEP -> "÷ 10 at ⅓ and at ⅔";
            case COSINE -> "cosine down to 0";
        };
    }

    private DecimalField decimal(String called, DecimalField field) {
        fields.add(field.refusing(called));
        return field;
    }

    private WholeNumberSpinner whole(String called, String id, IntegerProperty property, int low, int high) {
        WholeNumberSpinner spinner = new WholeNumberSpinner(id).refusing(called);
        fields.add(spinner);
        spinner.setRange(low, high, property.get(), 1);
        spinner.valueProperty().addListener((observable, old, now) -> property.set(now));
        property.addListener((observable, old, now) -> spinner.getValueFactory().setValue(now.intValue()));
        return spinner;
    }

    private HBox buttons(Runnable save) {
        Button train = new Button();
        train.setId("train");
        train.textProperty().bind(model.runningProperty().map(running -> running ? "Stop" : "Train"));
        train.setOnAction(event -> {
            if (model.runningProperty().get()) {
                model.stop();
            } else {
                model.start();
            }
        });
        BooleanBinding wrong = refused.isNotEmpty().and(model.runningProperty().not());
        train.disableProperty().bind(model.readyProperty().not().or(wrong));
        Button on = new Button("Go on");
        on.setId("train-on");
        on.setTooltip(
                new Tooltip(
                        "Trains on from there: with the same settings as if it had not stopped, with others from the same weights with a new optimiser"));
        on.setOnAction(event -> model.goOn());
        Button keep = new Button("Save…");
        keep.setId("train-save");
        keep.setOnAction(event -> save.run());
        on.disableProperty().bind(model.endedProperty().isNull().or(wrong));
        keep.disableProperty().bind(model.endedProperty().isNull());
        for (Button button : List.of(train, on, keep)) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        return new HBox(6, train, on, keep);
    }

    private static Button runs(Runnable show) {
        Button button = new Button("Runs…");
        button.setId("train-runs");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip("All trainings of this window beside each other: curves, planes, comparisons"));
        button.setOnAction(event -> show.run());
        return button;
    }

    private Button use(Consumer<Weights> use) {
        Button button = new Button("Use the trained weights as θ₀");
        button.setId("train-use");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip("Planes, sharpness, curvature and trainings are then of these weights"));
        button.setOnAction(event -> use.accept(model.trained()));
        model.endedProperty().addListener((property, old, now) -> Shown.set(button, now != null));
        Shown.set(button, false);
        return button;
    }

    private void show(List<TrainingPoint> points) {
        Shown.set(plot, !points.isEmpty());
        Shown.set(numbers, !points.isEmpty());
        if (points.isEmpty()) {
            return;
        }
        TrainingPoint last = points.get(points.size() - 1);
        plot.show(TrainingPlot.losses(points));
        numbers.setText("Epoch " + Ticks.number(last.epoch(), 4) + ": " + text(last.train()) + heldOut(last));
    }

    private static String heldOut(TrainingPoint point) {
        return point.validation() == null ? "" : "; held out: " + text(point.validation());
    }

    private static String text(Evaluation evaluation) {
        String loss = String.format(Locale.ROOT, "loss %.4g", evaluation.loss());
        return Double.isNaN(evaluation.accuracy())
                ? loss
                : loss + String.format(Locale.ROOT, ", accuracy %.1f\u00a0%%", 100 * evaluation.accuracy());
    }
}
