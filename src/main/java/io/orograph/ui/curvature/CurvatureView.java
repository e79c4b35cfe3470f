package io.orograph.ui.curvature;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.curvature.EigenvalueErrors;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.PopulationTest;
import io.orograph.plot.Ticks;
import io.orograph.ui.curvature.CurvatureReading.Ritz;
import io.orograph.ui.form.EvidenceText;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.LongWorkQuestion;
import io.orograph.ui.form.LongWorkWatch;
import io.orograph.ui.form.ReadoutPart;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.form.WrappedText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The settings of a study of the curvature, and what it has found: first in words, then the numbers behind them. */
public final class CurvatureView extends VBox {

    private static final String NONE = "–";
    private static final int DIGITS = 4;

    /** Fewer would say nothing of the loss. */
    private static final int FEWEST_SAMPLES = 100;

    private static final double FAINT = 0.5;
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final CurvatureModel model;
    private final Label verdict = new WrappedText("curvature-verdict", "in-words");
    private final Hint evidence = Hint.withId("curvature-evidence");
    private final Label gradient = new WrappedText("gradient-norm", "readout");
    private final Hint gradientDetail = Hint.withId("gradient-noise");
    private final Label largest = new WrappedText("largest-eigenvalues", "readout");
    private final Label smallest = new WrappedText("smallest-eigenvalues", "readout");
    private final Label trace = new WrappedText("trace", "readout");
    private final Hint traceDetail = Hint.withId("trace-probes");
    private final DensityView density;
    private final Hint densityWords = Hint.withId("density-words");
    private final LayerTable table = new LayerTable();

    /**
     * Makes a curvature view.
     *
     * @param convexity of the plane, asked for below the study
     * @param dark whether the dark look is on
     */
    public CurvatureView(CurvatureModel model, ConvexityModel convexity, ObservableValue<Boolean> dark) {
        super(10);
        this.model = model;
        this.density = new DensityView(dark);
        getStyleClass().addAll("pane-content", "sharpness-view");
        getChildren()
                .addAll(
                        settings(),
                        action(),
                        new Heading("What kind of point θ₀ is"),
                        verdict,
                        evidence,
                        new ReadoutPart("Gradient norm", gradientHelp(), gradient, gradientDetail),
                        new ReadoutPart("Largest eigenvalues", eigenvalueHelp(), largest),
                        new ReadoutPart("Smallest eigenvalues", eigenvalueHelp(), smallest),
                        new ReadoutPart("Trace", traceHelp(), trace, traceDetail),
                        new ReadoutPart("Spread of the eigenvalues", densityHelp(), density, densityWords),
                        new ReadoutPart("Parameter by parameter", layerHelp(), table),
                        new ConvexityView(convexity));
        model.readingProperty().addListener((property, old, now) -> show());
        model.foundProperty().addListener((property, old, now) -> show());
        show();
    }

    private VBox settings() {
        WholeNumberSpinner count = new WholeNumberSpinner("curvature-largest");
        count.bind(model.largestProperty(), 1, CurvatureModel.MAX_LARGEST, 1);
        WholeNumberSpinner samples = new WholeNumberSpinner("curvature-samples");
        samples.setTooltip(new Tooltip("At most so many of the samples in use, spread evenly over the classes"));
        samples.bind(model.samplesProperty(), 2, 1_000_000, 100);
        TitledComboBox<Effort> effort = new TitledComboBox<>(
                        "curvature-effort", List.of(Effort.values()), Effort::label)
                .bound(model.effortProperty())
                .explained(CurvatureView::meaning);
        Switch spread = new Switch("curvature-density", "Spectral density");
        spread.selectedProperty().bindBidirectional(model.densityProperty());
        Switch layers = new Switch("curvature-layers", "λmax of each parameter");
        layers.selectedProperty().bindBidirectional(model.layersProperty());
        Switch intervals = new Switch("curvature-intervals", "Intervals over samples");
        intervals.setTooltip(new Tooltip("Compute the eigenvalues anew without each of " + CurvatureModel.GROUPS
                + " groups of samples, for how far they may be off because the data are a sample; takes "
                + CurvatureModel.GROUPS + " times as long"));
        intervals.selectedProperty().bindBidirectional(model.intervalsProperty());
        Switch heldOut = new Switch("curvature-held-out", "Held-out samples");
        heldOut.setTooltip(new Tooltip("The network was not trained on these samples: ask too, with one half of them"
                + " against the other, whether it would be stationary for the population"));
        heldOut.selectedProperty().bindBidirectional(model.heldOutProperty());
        return new VBox(
                6,
                new Field("Eigenvalues", count),
                new Field("Samples", samples),
                new Field("Precision", effort),
                spread,
                layers,
                intervals,
                heldOut);
    }

    private static String meaning(Effort effort) {
        return "Eigenvalues to a residual of " + Ticks.number(effort.tolerance(), 1) + " of the largest, the trace to a"
                + " standard error of " + Ticks.number(100 * effort.traceError(), 1)
                + " %. Always in 64 bits: second derivatives come from differences of gradients";
    }

    private VBox action() {
        Button button = new Button();
        button.setId("measure-curvature");
        button.getStyleClass().add("main-action");
        button.setMaxWidth(Double.MAX_VALUE);
        button.textProperty()
                .bind(model.runningProperty().map(running -> running ? "Cancel" : "Measure the curvature"));
        model.runningProperty().addListener((property, was, is) -> button.pseudoClassStateChanged(RUNNING, is));
        button.disableProperty().bind(model.readyProperty().not());
        button.setOnAction(event -> model.startOrCancel());
        Hint status = Hint.withId("curvature-status");
        status.followInPlace(model.statusProperty());
        LongWorkQuestion question = new LongWorkQuestion("long-curvature");
        new LongWorkWatch(question, "This step of the measurement", this::fewerSamples, model::cancel)
                .follow(model.runningProperty(), model.progressProperty());
        return new VBox(
                4,
                button,
                question,
                new RunningRow(model.runningProperty(), model.progressProperty()).keepingRoom(),
                status);
    }

    private List<LongWorkQuestion.Choice> fewerSamples(double seconds) {
        int used = model.samplesProperty().get() == 0
                ? model.availableProperty().get()
                : Math.min(
                        model.samplesProperty().get(), model.availableProperty().get());
        int few = (int) (used * LongWorkWatch.LONG_SECONDS / seconds);
        if (few < FEWEST_SAMPLES) {
            return List.of();
        }
        return List.of(new LongWorkQuestion.Choice("samples", String.format("Use %,d samples", few), () -> {
            model.samplesProperty().set(few);
            model.start();
        }));
    }

    private static Help gradientHelp() {
        return new Help(
                "the gradient norm",
                "‖∇L(θ₀)‖, and the standard error of the gradient as a length, √(Σ‖g_b − ḡ‖²/(B(B − 1))) over B batches."
                        + " A gradient below twice its noise cannot be told from zero with these samples.",
                "McCandlish et al. 2018, arXiv:1812.06162, section 2.2");
    }

    private static Help eigenvalueHelp() {
        return new Help(
                "an eigenvalue of the Hessian",
                "Ritz values of the Lanczos method with full reorthogonalisation on ∇²L(θ₀). Behind ±: the residual"
                        + " ‖Hv − λv‖; an eigenvalue lies within it.",
                "Lanczos 1950; Ghorbani et al. 2019, arXiv:1901.10159");
    }

    private static Help traceHelp() {
        return new Help(
                "the trace of the Hessian",
                "tr ∇²L = E[vᵀ∇²L v], entries of v ±1 with equal probability; ± standard error over the probes.",
                "Hutchinson 1990; Yao et al. 2020, arXiv:1912.07145");
    }

    private static Help densityHelp() {
        return new Help(
                "the spectral density",
                "Share of the eigenvalues per unit of λ, by stochastic Lanczos quadrature: for random probes, Ritz"
                        + " values weighted by the squares of the first entries of their vectors, broadened by a"
                        + " Gaussian of 1 % of the width. Its integral is 1.",
                "Ubaru, Chen & Saad 2017; Ghorbani et al. 2019, arXiv:1901.10159");
    }

    private static Help layerHelp() {
        return new Help(
                "the blocks of the Hessian",
                "For each parameter, the trace (± standard error) and the largest eigenvalue of its block on the"
                        + " diagonal of ∇²L(θ₀): the curvature when only it moves.",
                "Yao et al. 2020, arXiv:1912.07145");
    }

    private void show() {
        CurvatureReading reading = model.readingProperty().get();
        CriticalPointVerdict found = reading.verdict();
        verdict.setText(
                found == null
                        ? "A study of the Hessian says whether θ₀ is a minimum, a saddle or neither, in all directions."
                        : Character.toUpperCase(found.words().charAt(0))
                                + found.words().substring(1) + ".");
        evidence.setText(
                found == null
                        ? ""
                        : Stream.concat(found.evidence().stream(), population(reading))
                                .map(line -> "· " + EvidenceText.typeset(line))
                                .collect(Collectors.joining("\n")));
        Shown.set(evidence, found != null);
        showGradient(reading);
        EigenvalueErrors errors = reading.errors();
        largest.setText(values(
                reading.largest(), model.largestProperty().get(), errors, errors == null ? null : errors.largest()));
        smallest.setText(values(
                reading.smallest(), CurvatureAnalysis.SMALLEST, errors, errors == null ? null : errors.smallest()));
        showTrace(reading.trace());
        density.show(reading.density());
        densityWords.setText(reading.density() == null ? " " : DensityView.words(reading.density()));
        table.show(reading);
        greyEarlier(reading, model.foundProperty().get());
    }

    private static Stream<String> population(CurvatureReading reading) {
        return Stream.ofNullable(reading.population()).map(PopulationTest::words);
    }

    /** Greys what a running analysis has not found yet, which is shown as the last one left it. */
    private void greyEarlier(CurvatureReading reading, CurvatureReading found) {
        grey(found.verdict() == null, verdict);
        grey(Double.isNaN(found.gradientNorm()), gradient);
        grey(found.largest().isEmpty(), largest);
        grey(found.smallest().isEmpty(), smallest);
        grey(found.trace() == null, trace);
        boolean layersMissing = found.layers().size() < reading.layers().size();
        density.setOpacity(reading.density() != null && found.density() == null ? FAINT : 1);
        table.setOpacity(reading.trace() != null && (found.trace() == null || layersMissing) ? FAINT : 1);
    }

    private static void grey(boolean stale, Node node) {
        node.pseudoClassStateChanged(STALE, stale);
    }

    private void showGradient(CurvatureReading reading) {
        boolean known = !Double.isNaN(reading.gradientNorm());
        gradient.setText(known ? Ticks.number(reading.gradientNorm(), DIGITS) : NONE);
        if (!known) {
            gradientDetail.setText(" ");
        } else if (Double.isNaN(reading.gradientNoise())) {
            gradientDetail.setText("a single sample shows no noise");
        } else {
            double ratio = reading.gradientNorm() / reading.gradientNoise();
            gradientDetail.setText("noise over batches " + Ticks.number(reading.gradientNoise(), 3)
                    + ": the gradient is " + Ticks.number(ratio, 2) + " times that");
        }
    }

    private void showTrace(Hutchinson.Result found) {
        trace.setText(
                found == null
                        ? NONE
                        : Ticks.measured(found.trace().mean(), found.trace().standardError(), DIGITS));
        traceDetail.setText(found == null ? " " : "standard error over " + found.probes() + " probes");
    }

    /**
     * Returns a line for each value: those of values to come are there from the start, so that nothing below jumps.
     *
     * @param each standard errors over samples; null while there are none
     */
    private static String values(List<Ritz> pairs, int wanted, EigenvalueErrors errors, double[] each) {
        if (pairs.isEmpty()) {
            return NONE + "\n ".repeat(wanted - 1);
        }
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> {
                    Ritz pair = pairs.get(i);
                    String value = Ticks.measured(pair.value(), pair.residual(), DIGITS);
                    return each == null || i >= each.length
                            ? value
                            : Ticks.measured(pair.value(), errors.margin(each[i]), DIGITS) + "  (95 % over samples)";
                })
                .collect(Collectors.joining("\n"));
    }
}
