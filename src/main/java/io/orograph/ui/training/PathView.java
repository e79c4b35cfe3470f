package io.orograph.ui.training;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.PlanePath;
import io.orograph.plot.LinesPlot;
import io.orograph.ui.evaluation.StatisticsField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Reveal;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WrappedText;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The path that is shown: how much of it the plane holds, its losses, a scrubber along it, and whose arrays it is of. */
public final class PathView extends VBox {

    private final PathModel model;
    private final WrappedText summary = new WrappedText("path-summary");
    private final Label statistics = Hint.withId("path-statistics");
    private final WrappedText point = new WrappedText("path-point");
    private final CurvePlot plot;
    private final Slider slider = new Slider(0, 1, 0);
    private final VBox content;
    private final MatchView match;

    /**
     * Makes a path view.
     *
     * @param chooseCheckpoints asks the person for files
     * @param use takes weights as θ₀
     * @param dark whether the dark look is on
     */
    public PathView(PathModel model, Runnable chooseCheckpoints, Consumer<Weights> use, ObservableValue<Boolean> dark) {
        super(8);
        this.model = model;
        this.match = new MatchView(model::choose);
        this.plot = new CurvePlot(
                "path-losses", new CurvePlot.Words("Losses along a path", "point of the path", "loss"), dark);
        getStyleClass().add("pane-content");
        Button choose = new Button("Path of checkpoints…");
        choose.setId("open-checkpoints");
        choose.setMaxWidth(Double.MAX_VALUE);
        choose.setOnAction(event -> chooseCheckpoints.run());
        Hint hint = new Hint("Choose several checkpoints, or one for all of its folder: "
                + String.join(", ", Formats.all().endings(Role.WEIGHTS)));
        RunningRow running = new RunningRow(model.runningProperty(), model.progressProperty())
                .withCancel("path-cancel", model::cancel);
        content = new VBox(
                8,
                summary,
                statistics,
                plot,
                scrubber(),
                point,
                use(use),
                passes(),
                new PathSharpnessView(model, dark));
        match.setId("path-match");
        match.setExpanded(false);
        match.setAnimated(false);
        Field choice = StatisticsField.of(
                "path-batch-norm",
                List.of(StatisticsPolicy.values()),
                "each point's",
                "every point of the path as it was when it was recorded; the surface, and the losses in the plane, with those"
                        + " of the last point",
                model.statisticsProperty(),
                model.normalizesProperty());
        getChildren().addAll(new Heading("The path of a training"), choose, hint, choice, running, content, match);
        model.shownProperty().addListener((property, old, now) -> show(now));
        model.positionProperty().addListener((property, old, now) -> showPoint());
        model.openedProperty().addListener((property, old, now) -> {
            match.show(now);
            boolean isNew = now != null && (old == null || !old.files().equals(now.files()));
            if (isNew && !model.isOfSession()) {
                Reveal.bringForward(this);
            }
        });
        show(model.shownProperty().get());
    }

    private Button use(Consumer<Weights> use) {
        Button button = new Button("Use this point as θ₀");
        button.setId("path-use");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip("Planes, sharpness, curvature and trainings are then of these weights"));
        button.setOnAction(event -> model.weightsAtMarker(use));
        return button;
    }

    private VBox passes() {
        Switch drawn = new Switch("path-passes", "Draw SAM's two passes here");
        drawn.setTooltip(new Tooltip("With the learning rate and ρ of the training where they are known"));
        drawn.selectedProperty().bindBidirectional(model.passes().wantedProperty());
        WrappedText words = new WrappedText("path-passes-words", "hint");
        words.follow(model.passes().wordsProperty());
        return new VBox(4, drawn, words);
    }

    private HBox scrubber() {
        Button play = new Button();
        play.setId("path-play");
        play.setMinWidth(60);
        play.textProperty().bind(model.playingProperty().map(playing -> playing ? "Pause" : "Play"));
        play.setOnAction(
                event -> model.playingProperty().set(!model.playingProperty().get()));
        slider.setId("path-slider");
        slider.setAccessibleText("Point of the path");
        slider.setBlockIncrement(1);
        slider.valueProperty()
                .addListener((property, old, now) -> model.positionProperty().set((int) Math.round(now.doubleValue())));
        HBox.setHgrow(slider, Priority.ALWAYS);
        return new HBox(8, play, slider);
    }

    private void show(ShownPath now) {
        Shown.set(content, now != null);
        if (now == null) {
            return;
        }
        PlanePath path = now.path();
        double[] explained = path.explained().orElseThrow();
        summary.setText(String.format(
                Locale.ROOT,
                "%s: the plane holds %.1f %% + %.1f %% of the path's variance; off-plane share up to %.0f %%",
                now.title(),
                100 * explained[0],
                100 * explained[1],
                100 * path.largestResidual()));
        statistics.setText(
                now.statistics().map(text -> "Batch normalisation by " + text).orElse(""));
        Shown.set(statistics, now.statistics().isPresent());
        double[] index = IntStream.range(0, path.size()).asDoubleStream().toArray();
        double[] loss = path.points().stream().mapToDouble(p -> p.loss().loss()).toArray();
        double[] planeLoss =
                path.points().stream().mapToDouble(p -> p.planeLoss().loss()).toArray();
        plot.show(List.of(
                new LinesPlot.Curve("true loss", index, loss, false),
                new LinesPlot.Curve("in the plane", index, planeLoss, true)));
        slider.setMax(path.size() - 1);
        showPoint();
    }

    private void showPoint() {
        ShownPath now = model.shownProperty().get();
        int position = model.positionProperty().get();
        if (now == null || position >= now.path().size()) {
            return;
        }
        slider.setValue(position);
        plot.showCursor(position);
        PlanePath.Point at = now.path().points().get(position);
        point.setText(String.format(
                Locale.ROOT,
                "%s: loss %.5g, in the plane %.5g, %.1f %% off the plane",
                at.name(),
                at.loss().loss(),
                at.planeLoss().loss(),
                100 * at.place().residual()));
    }
}
