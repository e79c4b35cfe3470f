package io.orograph.ui.sharpness;

import io.orograph.plot.Ticks;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.PlaneCurvature;
import java.util.ArrayList;
import java.util.List;

/**
 * The readouts as sentences. They say what was measured and no more: one plane through weight space cannot prove a
 * minimum, and sharpness is relative.
 */
final class SharpnessSentences {

    /** A slope that explains less than this share of the bend across one fitted reach counts as level. */
    private static final double LEVEL = 0.1;

    /** Losses that differ by less than this share of the loss differ by rounding. */
    private static final double ROUNDING = 1e-6;

    /** A curvature below this share of the other one is none. */
    private static final double STRAIGHT = 1e-3;

    private static final String THETA = "θ₀";

    private SharpnessSentences() {}

    /** Describes the readouts in words; either may be null while it is unknown. */
    static String describe(GaussianIncrease.Result gaussian, SharpnessModel.PlaneReading plane) {
        List<String> sentences = new ArrayList<>();
        if (gaussian != null) {
            boolean elsewhere = plane != null && !plane.origin().equals(THETA);
            // The plane is not that of the noise: a paragraph about two points names both.
            sentences.add((elsewhere ? "At θ₀: " : "") + noise(gaussian));
        }
        if (plane != null) {
            String soFar = plane.complete() ? "" : "So far: ";
            plane.curvature().ifPresent(fit -> sentences.add(soFar + shape(fit, plane)));
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
        boolean slanted = slope > LEVEL * bend;
        return slanted ? slantedShape(fit, plane.origin()) : levelShape(fit, plane.origin());
    }

    private static boolean isValley(PlaneCurvature fit) {
        return fit.larger() > 0 && Math.abs(fit.smaller()) <= STRAIGHT * fit.larger();
    }

    private static String bowl(PlaneCurvature fit) {
        double ratio = fit.larger() / fit.smaller();
        return ratio < 1.5
                ? "a bowl that is about round"
                : "a bowl, " + Ticks.number(ratio, 2) + " times as steep one way as across it";
    }

    /** Returns the words where the slope counts: the loss falls to one side, whatever the bend is. */
    private static String slantedShape(PlaneCurvature fit, String origin) {
        String falls = "In this plane the loss falls from " + origin + " to one side";
        if (isValley(fit)) {
            return falls + ": the surface is a valley there, and " + origin + " does not lie at its bottom.";
        }
        if (fit.smaller() > 0) {
            return falls + ": the surface bends as " + bowl(fit) + ", whose lowest point is not " + origin + " itself.";
        }
        return fit.larger() > 0
                ? falls + ": the surface bends up one way and down the other, on a slope."
                : falls + ": the surface bends down both ways.";
    }

    private static String levelShape(PlaneCurvature fit, String origin) {
        if (isValley(fit)) {
            return "In this plane the loss rises to both sides of a valley through " + origin
                    + " and is level along it.";
        }
        if (fit.smaller() > 0) {
            return "In this plane the loss rises on all sides of " + origin + ": " + bowl(fit) + ".";
        }
        return fit.larger() > 0
                ? "In this plane the loss bends up one way and down the other at " + origin
                        + ": a saddle of this plane."
                : "In this plane the loss falls away from " + origin + " on all sides.";
    }
}
