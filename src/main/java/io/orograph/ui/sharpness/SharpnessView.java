package io.orograph.ui.sharpness;

import io.orograph.landscape.CriticalPoint;
import io.orograph.plot.Ticks;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.LargestIncrease;
import io.orograph.sharpness.PlaneCurvature;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.ReadoutPart;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.SliderRow;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.slices.ProfilesModel;
import io.orograph.ui.slices.ProfilesView;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The readouts: in all of weight space first, then inside the plane, then what they say in plain words. */
public final class SharpnessView extends VBox {

    private static final String NONE = "–";
    private static final int DIGITS = 3;
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final SharpnessModel model;
    private final Hint weights = Hint.withId("measured-weights");
    private final Hint around = Hint.withId("plane-origin");
    private final Label gaussian = value("gaussian-increase");
    private final Label gaussianDetail = new Hint("");
    private final Label curvature = value("plane-curvature");
    private final Label curvatureDetail = Hint.withId("plane-curvature-detail");
    private final Label flat = value("flat-area");
    private final Label flatDetail = Hint.withId("flat-area-detail");
    private final Label largest = value("largest-increase");
    private final Label largestDetail = Hint.withId("largest-increase-detail");
    private final Label points = value("critical-points");
    private final Label pointsDetail = new Hint("");
    private final WrappedText words = new WrappedText("in-words", "in-words");

    /**
     * Makes a sharpness view.
     *
     * @param measures the table of all measures, below the readouts
     * @param profiles other planes that this one is compared with
     */
    public SharpnessView(SharpnessModel model, MeasuresModel measures, ProfilesModel profiles) {
        super(12);
        this.model = model;
        getStyleClass().addAll("pane-content", "sharpness-view");
        getChildren()
                .addAll(
                        new Heading("In all of weight space"),
                        weights,
                        gaussianPart(),
                        new Heading("In this plane"),
                        around,
                        curvaturePart(),
                        flatPart(),
                        largestPart(),
                        pointsPart(),
                        new ProfilesView(profiles),
                        new Heading("In words"),
                        words,
                        new Heading("All measures, at θ₀ in 64 bits"),
                        new MeasuresView(measures));
        weights.follow(
                model.weightsProperty().map(theta -> "at θ₀, " + theta.name()).orElse(""));
        model.gaussianProperty().addListener((property, old, now) -> showGaussian());
        model.staleProperty().addListener((property, old, now) -> showGaussian());
        model.measuringProperty().addListener((property, old, now) -> showGaussian());
        model.measuringProgressProperty().addListener((property, old, now) -> showGaussian());
        model.planeProperty().addListener((property, old, now) -> showPlane());
        model.toleranceProperty().addListener((property, old, now) -> showPlane());
        model.radiusProperty().addListener((property, old, now) -> showPlane());
        showGaussian();
        showPlane();
    }

    private static Label value(String id) {
        Label label = new Label(NONE);
        label.setId(id);
        label.getStyleClass().add("readout");
        return label;
    }

    private VBox gaussianPart() {
        SliderRow sigma = new SliderRow(
                        "sigma", "σ", SliderRow.Scale.logarithmic(1e-4, 1), value -> Ticks.number(value, 2))
                .bound(model.sigmaProperty());
        SliderRow draws = new SliderRow(
                        "draws",
                        "n",
                        SliderRow.Scale.whole(2, SharpnessModel.MAX_DRAWS),
                        value -> Ticks.number(SharpnessModel.inPairs((int) Math.round(value)), 3))
                .bound(model.drawsProperty());
        Switch relative = new Switch("filter-normalized", "σ relative to each filter");
        relative.selectedProperty().bindBidirectional(model.filterNormalizedProperty());
        Help help = new Help(
                "the Gaussian average increase",
                "Mean over n draws of L(θ₀ + σ·s⊙ε) − L(θ₀), ε ~ N(0, I), in pairs ±ε, ± the standard error over pairs. s = 1, or for each "
                        + "filter the root mean square of its weights. Near a minimum the plain one is ½σ²·tr ∇²L.",
                "Keskar et al. 2017, arXiv:1609.04836; Jiang et al. 2020, arXiv:1912.02178");
        return new ReadoutPart("Increase under noise", help, gaussian, gaussianDetail, sigma, draws, relative);
    }

    private VBox curvaturePart() {
        Help help = new Help(
                "the principal curvatures",
                "Eigenvalues of H in the quadratic L ≈ c + gᵀx + ½xᵀHx, x = (α, β), fitted by least squares to the "
                        + "cells around θ₀. They equal dᵀ∇²L·d along the two directions in which the surface bends "
                        + "most and least, and scale with the directions' length.",
                "Li et al. 2018, arXiv:1712.09913, section 6");
        return new ReadoutPart("Principal curvatures at the centre", help, curvature, curvatureDetail);
    }

    private VBox flatPart() {
        SliderRow tolerance = new SliderRow(
                        "tolerance",
                        "Tolerance ε",
                        SliderRow.Scale.logarithmic(1e-3, 10),
                        value -> Ticks.number(value, 2))
                .bound(model.toleranceProperty());
        Help help = new Help(
                "the flat area",
                "Share of the plane's rectangle where L ≤ L(θ₀) + ε. It depends on the range and on how the "
                        + "directions are normalised: compare only landscapes with the same.",
                "after Hochreiter & Schmidhuber 1997, “Flat minima”, Neural Computation 9");
        return new ReadoutPart("Flat area", help, flat, flatDetail, tolerance);
    }

    private VBox largestPart() {
        SliderRow radius = new SliderRow(
                        "radius", "Radius", SliderRow.Scale.linear(0.05, 1.5), value -> Ticks.number(value, 2))
                .bound(model.radiusProperty());
        Help help = new Help(
                "the largest increase",
                "max L(α, β) − L(θ₀) over the cells with √(α² + β²) ≤ radius: the worst case of a ball, restricted "
                        + "to this plane. The worst case in all of weight space is larger.",
                "Keskar et al. 2017, arXiv:1609.04836, metric 2.1 restricted to a plane");
        return new ReadoutPart("Largest increase nearby", help, largest, largestDetail, radius);
    }

    private VBox pointsPart() {
        Help help = new Help(
                "the critical points of the plane",
                "Places where the loss is level in both directions of this plane: found by how valleys and ridges of the"
                        + " grid grow together, kept if more prominent than the standard error, and placed between the"
                        + " cells by a quadratic. Nothing is said about the border and beside holes. In all of weight"
                        + " space the loss may go on falling there.",
                "persistence after Edelsbrunner, Letscher & Zomorodian 2002");
        Switch marked = new Switch("mark-points", "Mark them on the views");
        marked.selectedProperty().bindBidirectional(model.markPointsProperty());
        return new ReadoutPart("Minima, saddles, plateaus", help, points, pointsDetail, marked);
    }

    private void showPoints(List<CriticalPoint> found, boolean complete) {
        String nothing = complete ? "none" : NONE;
        points.setText(found.isEmpty() ? nothing : PointsText.counts(found));
        pointsDetail.setText(complete ? PointsText.places(found) : "once every cell is evaluated");
    }

    private void showGaussian() {
        GaussianIncrease.Result result = model.gaussianProperty().get();
        boolean measuring = model.measuringProperty().get();
        gaussian.setText(result == null ? NONE : plusMinus(result.mean(), result.standardError()));
        gaussian.pseudoClassStateChanged(STALE, model.staleProperty().get());
        words.pseudoClassStateChanged(STALE, model.staleProperty().get());
        double progress = model.measuringProgressProperty().get();
        if (measuring) {
            gaussianDetail.setText(progress < 0 ? "measuring…" : "measuring… " + Math.round(progress * 100) + " %");
        } else {
            gaussianDetail.setText(result == null ? " " : comparedToLoss(result));
        }
        words.setText(SharpnessSentences.describe(result, model.planeProperty().get()));
    }

    private static String comparedToLoss(GaussianIncrease.Result result) {
        String sample = Double.isNaN(result.sampleError())
                ? ""
                : "; ± " + Ticks.number(result.sampleError(), 2) + " of the sample";
        String loss = "L(θ₀) = " + Ticks.number(result.loss(), 4) + sample;
        return result.loss() > 0 && Double.isFinite(result.mean())
                ? Ticks.number(100 * result.mean() / result.loss(), 2) + " % of " + loss
                : loss;
    }

    private static String plusMinus(double value, double error) {
        return Ticks.measured(value, error, DIGITS);
    }

    private void showPlane() {
        SharpnessModel.PlaneReading reading = model.planeProperty().get();
        boolean elsewhere = reading != null && !reading.origin().equals("θ₀");
        around.setText(elsewhere ? around(reading.origin()) : "");
        Shown.set(around, elsewhere);
        if (reading == null) {
            for (Label label : new Label[] {curvature, flat, largest, points}) {
                label.setText(NONE);
            }
            for (Label label : new Label[] {curvatureDetail, flatDetail, largestDetail, pointsDetail}) {
                label.setText(" ");
            }
        } else {
            String soFar = reading.complete() ? "" : ", so far";
            showCurvature(reading.curvature().orElse(null), reading.origin(), soFar);
            flat.setText(percent(reading.flatShare()));
            flatDetail.setText(
                    reading.complete()
                            ? "of the plane within "
                                    + Ticks.number(model.toleranceProperty().get(), 2) + " of L(" + reading.origin()
                                    + ")"
                            : "once every cell is evaluated");
            showLargest(reading.largest(), reading.complete());
            showPoints(reading.points(), reading.complete());
            if (!reading.centred()) {
                for (Label label : new Label[] {curvatureDetail, flatDetail, largestDetail}) {
                    label.setText(reading.origin() + " is no cell of this grid");
                }
            }
        }
        words.setText(SharpnessSentences.describe(model.gaussianProperty().get(), reading));
    }

    private static String around(String origin) {
        return origin.equals(SharpnessModel.CENTRE)
                ? "of the landscape that was opened"
                : "around " + origin + ", which is not θ₀";
    }

    private void showCurvature(PlaneCurvature fit, String origin, String soFar) {
        if (fit == null) {
            curvature.setText(NONE);
            curvatureDetail.setText("needs finite cells around " + origin);
            return;
        }
        curvature.setText(Ticks.number(fit.larger(), DIGITS) + "  and  " + Ticks.number(fit.smaller(), DIGITS));
        curvatureDetail.setText("the larger at " + Ticks.number(Math.rint(Math.toDegrees(fit.angle())), 2)
                + "° from α, from cells within " + fit.reach() + (fit.reach() == 1 ? " step" : " steps") + " of "
                + origin + soFar);
    }

    private void showLargest(LargestIncrease worst, boolean complete) {
        if (Double.isNaN(worst.increase())) {
            largest.setText(NONE);
            largestDetail.setText(
                    complete
                            ? "needs finite cells within the radius"
                            : "once every cell within the radius is evaluated");
            return;
        }
        largest.setText(Ticks.number(worst.increase(), DIGITS));
        largestDetail.setText("at α = " + Ticks.number(worst.alpha(), 3) + ", β = " + Ticks.number(worst.beta(), 3));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? NONE : Ticks.number(share * 100, DIGITS) + " %";
    }
}
