package io.orograph.ui.sharpness;

import io.orograph.figure.Ticks;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.PlaneCurvature;
import java.util.ArrayList;
import java.util.List;

/**
 * The readouts as sentences. They say what was measured and no more: one plane through weight space cannot prove a
 * minimum, and sharpness is relative.
 */
final class InWords {

    /** A slope that explains less than this share of the bend across one fitted reach counts as level. */
    private static final double LEVEL = 0.1;

    /** Losses that differ by less than this share of the loss differ by rounding. */
    private static final double ROUNDING = 1e-6;

    /** A curvature below this share of the other one is none. */
    private static final double STRAIGHT = 1e-3;

    private static final String THETA = "θ₀";

    private InWords() {}

    /** Either may be null while it is unknown. */
    static String describe(GaussianIncrease.Result gaussian, SharpnessModel.PlaneReading plane) {
        List<String> sentences = new ArrayList<>();
        if (gaussian != null) {
            boolean elsewhere = plane != null && !plane.origin().equals(THETA);
            // The plane is not that of the noise: a paragraph about two points names both.
            sentences.add((elsewhere ? "At θ₀: " : "") + noise(gaussian));
        }
        if (plane != null) {
            plane.curvature().ifPresent(fit -> sentences.add(shape(fit, plane)));
        }
        return sentences.isEmpty() ? "What the numbers say, once they are measured." : String.join(" ", sentences);
    }

    private static String noise(GaussianIncrease.Result result) {
        String sigma = Ticks.number(result.settings().sigma(), 2);
        String what = result.settings().filterNormalized()
                ? "Noise of " + sigma + " times each filter's own size"
                : "Noise of σ = " + sigma + " on every weight";
        if (!Double.isFinite(result.mean())) {
            return Double.isFinite(result.loss())
                    ? what + " breaks the network: the loss is no longer finite."
                    : "The loss of the network itself is not finite on these data.";
        }
        boolean clear = Math.abs(result.mean()) > 2 * result.standardError();
        if (!clear) {
            return what + " does not change the loss by more than its random error.";
        }
        String share = result.loss() > 0
                ? ", " + Ticks.number(100 * Math.abs(result.mean()) / result.loss(), 2) + " % of what it is at θ₀"
                : "";
        return what + (result.mean() > 0 ? " raises" : " lowers") + " the loss by "
                + Ticks.number(Math.abs(result.mean()), 2) + " on average" + share + ".";
    }

    private static String shape(PlaneCurvature fit, SharpnessModel.PlaneReading plane) {
        double slope = Math.hypot(fit.slopeAlpha(), fit.slopeBeta());
        double bend = Math.max(Math.abs(fit.larger()), Math.abs(fit.smaller()));
        if (plane.complete() && plane.spread() <= ROUNDING * Math.abs(plane.loss())) {
            return "In this plane the loss does not change.";
        }
        if (bend == 0 && slope == 0) {
            return "In this plane the loss is level at " + plane.origin() + ": a plateau.";
        }
        // With slope g and curvature λ the bottom of the parabola lies |g|/λ away.
        String slanted =
                slope > LEVEL * bend ? " The lowest point of this plane is not " + plane.origin() + " itself." : "";
        if (fit.larger() > 0 && Math.abs(fit.smaller()) <= STRAIGHT * fit.larger()) {
            return "In this plane the loss rises to both sides of a valley through " + plane.origin()
                    + " and is level along it." + slanted;
        }
        if (fit.smaller() > 0) {
            double ratio = fit.larger() / fit.smaller();
            String form = ratio < 1.5
                    ? "a bowl that is about round"
                    : "a bowl, " + Ticks.number(ratio, 2) + " times as steep one way as across it";
            return "In this plane the loss rises on all sides of " + plane.origin() + ": " + form + "." + slanted;
        }
        if (fit.larger() > 0) {
            return "In this plane the loss bends up one way and down the other at " + plane.origin()
                    + ": a saddle of this plane." + slanted;
        }
        return "In this plane the loss falls away from " + plane.origin() + " on all sides." + slanted;
    }
}
