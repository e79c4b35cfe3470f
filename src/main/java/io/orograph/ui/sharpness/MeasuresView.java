package io.orograph.ui.sharpness;

import io.orograph.plot.Ticks;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.Rescaling;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.study.InvarianceStudy;
import io.orograph.ui.form.EvidenceText;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.WrappedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.MapChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A row for each measure of sharpness: what it is, its value with its standard error, and a way to take it. */
public final class MeasuresView extends VBox {

    private static final int DIGITS = 4;
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final MeasuresModel model;
    private final Map<SharpnessMeasure, Label> values = new LinkedHashMap<>();
    private final Map<SharpnessMeasure, Label> details = new LinkedHashMap<>();
    private final Map<SharpnessMeasure, Hyperlink> links = new LinkedHashMap<>();

    public MeasuresView(MeasuresModel model) {
        super(10);
        this.model = model;
        Button everything = new Button();
        everything.setId("measure-all");
        everything.setMaxWidth(Double.MAX_VALUE);
        everything.textProperty().bind(model.runningProperty().map(running -> running ? "Cancel" : "Measure all"));
        everything.disableProperty().bind(model.readyProperty().not());
        everything.setOnAction(event -> {
            if (model.runningProperty().get()) {
                model.cancel();
            } else {
                model.measureAll();
            }
        });
        getChildren().addAll(everything, relative(), invariance());
        model.all().forEach(measure -> getChildren().add(row(measure)));
        model.readings().addListener((MapChangeListener<SharpnessMeasure, MeasuresModel.Reading>)
                change -> show(change.getKey()));
        model.progressProperty().addListener((property, old, now) -> model.all().forEach(this::showDetail));
        model.all().forEach(this::show);
    }

    /** Makes the lines that say sharp or flat, only ever relative to other models: no number says it by itself. */
    private VBox relative() {
        WrappedText words = new WrappedText("relative-words", "in-words");
        words.setMaxWidth(Double.MAX_VALUE);
        Hint evidence = Hint.withId("relative-evidence");
        words.textProperty().bind(model.verdictsProperty().map(MeasuresView::words));
        evidence.follow(model.verdictsProperty().map(MeasuresView::evidence));
        return new VBox(6, words, evidence);
    }

    /** The claims of the measures, tried on the open network itself. */
    private VBox invariance() {
        Button check = new Button();
        check.setId("check-invariance");
        check.setMaxWidth(Double.MAX_VALUE);
        check.textProperty()
                .bind(model.checkingProperty().map(checking -> checking ? "Cancel the check" : "Check invariance"));
        check.disableProperty().bind(model.readyProperty().not());
        check.setOnAction(event -> model.checkInvariance());
        Hint found = Hint.withId("invariance-found");
        found.follow(model.invarianceProperty().map(MeasuresView::moved).orElse(""));
        RunningRow running = new RunningRow(model.checkingProperty(), model.checkProgressProperty());
        return new VBox(6, check, running, found);
    }

    private static String moved(InvarianceStudy.Result result) {
        String sentences = result.rescaled().stream()
                .map(at -> "· " + EvidenceText.typeset(result.inWords(at)))
                .collect(Collectors.joining("\n"));
        return "The network was rescaled without a change of its function, and measured again.\n" + sentences;
    }

    private static String words(List<RelativeVerdict> verdicts) {
        return verdicts.isEmpty()
                ? "Sharp or flat is relative. Measure another model on the same data too, and those measures of the two"
                        + " that no rescaling of units changes are compared here."
                : verdicts.stream()
                        .map(verdict -> Character.toUpperCase(verdict.words().charAt(0))
                                + verdict.words().substring(1) + ".")
                        .collect(Collectors.joining("\n"));
    }

    private static String evidence(List<RelativeVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.evidence().stream())
                .map(line -> "· " + EvidenceText.typeset(line))
                .collect(Collectors.joining("\n"));
    }

    private VBox row(SharpnessMeasure measure) {
        WrappedText title = new WrappedText(null, "caption");
        title.setText(Character.toUpperCase(measure.title().charAt(0))
                + measure.title().substring(1));
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Help help = new Help(measure.title(), measure.formula() + "\n\n" + invariance(measure), measure.source());
        HBox head = new HBox(6, title, help);
        head.setAlignment(Pos.TOP_LEFT);
        Label value = new Label();
        value.setId("measure-" + measure.label());
        value.getStyleClass().add("readout");
        Hint detail = new Hint("");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Hyperlink link = new Hyperlink("Measure");
        link.setId("take-" + measure.label());
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.disableProperty().bind(model.readyProperty().not());
        link.setOnAction(event -> {
            link.setVisited(false);
            model.measure(measure);
        });
        // Below the value, which with its error takes the width of the pane.
        HBox line = new HBox(6, detail, gap, link);
        line.setAlignment(Pos.BASELINE_LEFT);
        values.put(measure, value);
        details.put(measure, detail);
        links.put(measure, link);
        VBox row = new VBox(1, head, value, line);
        row.getStyleClass().add("readout-part");
        return row;
    }

    private static String invariance(SharpnessMeasure measure) {
        String clause = Rescaling.clause(measure.invariances());
        String consequence = measure.votes()
                ? ": it decides which of two models is sharper."
                : measure.invariances().isEmpty()
                        ? ": compare it only between models whose weights are of one size."
                        : ": it does not decide which of two models is sharper.";
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + consequence;
    }

    private void show(SharpnessMeasure measure) {
        MeasuresModel.Reading reading = model.readings().get(measure);
        Label value = values.get(measure);
        value.setText(reading == null || reading.value() == null ? "–" : text(reading.value()));
        value.pseudoClassStateChanged(STALE, reading != null && reading.state() != MeasuresModel.State.CURRENT);
        showDetail(measure);
    }

    private void showDetail(SharpnessMeasure measure) {
        MeasuresModel.Reading reading = model.readings().get(measure);
        MeasuresModel.State state = reading == null ? null : reading.state();
        boolean asked = state == MeasuresModel.State.WAITING || state == MeasuresModel.State.RUNNING;
        links.get(measure).setVisible(!asked);
        double progress = model.progressProperty().get();
        String detail = reading == null || reading.value() == null
                ? ""
                : errors(reading.value()) + reading.value().note();
        if (state == MeasuresModel.State.RUNNING) {
            detail = progress < 0 ? "measuring…" : Math.round(100 * progress) + " %";
        } else if (asked) {
            detail = "waiting";
        }
        details.get(measure).setText(detail);
    }

    /** Says how much of the error is of the draws and how much of the sample, where it has both. */
    private static String errors(Measurement value) {
        if (Double.isNaN(value.sampleError())) {
            return Double.isNaN(value.standardError()) ? "" : "± of the draws; ";
        }
        return Double.isNaN(value.standardError())
                ? "± of the sample; "
                : "± " + Ticks.number(value.standardError(), 2) + " of the draws, "
                        + Ticks.number(value.sampleError(), 2) + " of the sample; ";
    }

    /** With the error of draws and sample together. */
    private static String text(Measurement value) {
        boolean drawn = !Double.isNaN(value.standardError());
        double error = Double.isNaN(value.sampleError())
                ? value.standardError()
                : Math.hypot(value.sampleError(), drawn ? value.standardError() : 0);
        return Ticks.measured(value.value(), error, DIGITS);
    }
}
