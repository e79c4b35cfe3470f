package io.orograph.curvature;

import static io.orograph.math.NumberText.number;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The loss along one eigenvector v of the Hessian, L(θ ± hv) at h = 10⁻⁶ … 10⁻¹ in the unit of {@link StepUnit}: what
 * an eigenvalue, which speaks of infinitely small steps, says of steps that matter. Near the kinks of a ReLU network
 * the two differ.
 *
 * @param eigenvalue λ
 * @param residual of it
 * @param slope gᵀv
 * @param unit of h
 * @param rungs in ascending order of h
 * @param rounding how far rounding may move a loss
 * @param samples n
 */
public record LossLadder(
        double eigenvalue,
        double residual,
        double slope,
        StepUnit.Unit unit,
        List<Rung> rungs,
        double rounding,
        int samples) {

    /** Steps below this one are too small to matter: a negative eigenvalue that holds only there leads nowhere. */
    public static final double SMALLEST_THAT_COUNTS = 1e-3;

    private static final int FIRST_POWER = -6;
    private static final int LAST_POWER = -1;
    private static final double SHOWN = 1e-2;

    /**
     * Two steps of one size, ahead and behind.
     *
     * @param h in the unit
     * @param ahead L(θ + hv) − L(θ)
     * @param behind L(θ − hv) − L(θ)
     * @param second L(θ + hv) + L(θ − hv) − 2L(θ), summed sample by sample
     * @param isSeen whether the loss changes beyond its paired error
     */
    public record Rung(double h, double ahead, double behind, double second, boolean isSeen) {

        /** Returns the higher of the two changes. */
        public double rise() {
            return Math.max(ahead, behind);
        }

        double fall() {
            return Math.min(ahead, behind);
        }
    }

    public LossLadder {
        rungs = List.copyOf(rungs);
    }

    /** Climbs along the vector of a pair. */
    static LossLadder of(
            SampledLoss loss, double[] here, double rounding, double[] gradient, StepUnit units, Eigenpair pair) {
        double[] v = pair.vector();
        StepUnit.Unit unit = units.of(loss.theta(), v);
        double[] still = new double[v.length];
        List<double[]> steps = new ArrayList<>();
        for (int power = FIRST_POWER; power <= LAST_POWER; power++) {
            double length = Math.pow(10, power) * unit.length() / Vectors.norm(v);
            steps.add(Vectors.sum(still, length, v));
            steps.add(Vectors.sum(still, -length, v));
        }
        double[][] losses = loss.after(steps);
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < losses.length; i += 2) {
            PairedChange ahead = PairedChange.of(losses[i], here);
            PairedChange behind = PairedChange.of(losses[i + 1], here);
            PairedChange even = PairedChange.even(losses[i], losses[i + 1], here);
            boolean seen = ahead.isSeen(here.length, rounding)
                    || behind.isSeen(here.length, rounding)
                    || even.isSeen(here.length, rounding);
            double h = Math.pow(10, FIRST_POWER + i / 2);
            rungs.add(new Rung(h, ahead.mean(), behind.mean(), 2 * even.mean(), seen));
        }
        double slope = Vectors.dot(gradient, v) / Vectors.norm(v);
        return new LossLadder(pair.value(), pair.residual(), slope, unit, rungs, rounding, here.length);
    }

    /** Returns the rise at the top of the ladder, or at the highest rung where the loss is finite; at least 0. */
    public double rise() {
        return rungs.stream()
                .mapToDouble(Rung::rise)
                .filter(Double::isFinite)
                .reduce((lower, higher) -> higher)
                .stream()
                .map(rise -> Math.max(0, rise))
                .findFirst()
                .orElse(0);
    }

    /** Tells whether v leads down: the loss bends down and falls at some step that matters. */
    public boolean isDownward() {
        return any(rung -> counts(rung) && leadsDown(rung));
    }

    /** Tells whether the loss bends up and rises at some step that matters. */
    public boolean isUpward() {
        return any(rung -> counts(rung) && rung.second > error() && rung.rise() > rounding);
    }

    /** Tells whether no step changes the loss beyond its paired error. */
    public boolean isFlat() {
        return !any(Rung::isSeen);
    }

    /** Tells whether the eigenvalue is negative beyond its residual. */
    public boolean isNegative() {
        return eigenvalue < -residual;
    }

    private boolean any(Predicate<Rung> predicate) {
        return rungs.stream().anyMatch(predicate);
    }

    private static boolean counts(Rung rung) {
        return rung.h >= SMALLEST_THAT_COUNTS * (1 - 1e-9);
    }

    /** Each of the three losses of a second difference may be rounded. */
    private double error() {
        return 4 * rounding;
    }

    /**
     * Bends down and falls; or does not bend at all, as along an odd power, and falls beyond what the slope explains.
     */
    private boolean leadsDown(Rung rung) {
        if (rung.second < -error()) {
            return rung.fall() < -rounding;
        }
        double linear = rung.h * unit.length() * slope;
        double beyond = Math.min(rung.ahead - linear, rung.behind + linear);
        return rung.second <= error() && beyond < -error() && rung.fall() < -error();
    }

    /** Returns what the steps say of the eigenvalue, as a sentence. */
    public String words() {
        String start = text("along λ = %s (residual %s)", number(eigenvalue, 4), number(residual, 1));
        String end = unit.words().isEmpty() ? "" : " (" + unit.words() + ")";
        if (isDownward()) {
            Rung rung = rungs.stream()
                    .filter(each -> counts(each) && leadsDown(each))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            return start
                    + text(
                            " the loss leads down: at h = %s it changes by %s and %s",
                            number(rung.h, 1), number(rung.ahead, 3), number(rung.behind, 3))
                    + end;
        }
        if (isFlat()) {
            String error = samples < PairedChange.FEWEST ? "rounding" : "its error over the samples";
            return start + " no step up to h = 0.1 changes the loss beyond " + error + end;
        }
        String bend = isNegative() ? held() : "";
        return start + bend + shown() + end;
    }

    private String held() {
        return rungs.stream()
                .filter(rung -> !counts(rung) && rung.second < -error())
                .reduce((first, second) -> second)
                .map(rung -> text(" the loss bends down only within h = %s;", number(rung.h, 1)))
                .orElse(" no step of the ladder bends down beyond rounding;");
    }

    private String shown() {
        Rung rung = rungs.stream()
                .filter(each -> Math.abs(each.h - SHOWN) < SHOWN / 2)
                .findFirst()
                .orElseThrow();
        String sides = rung.fall() > 0 ? "the loss rises on both sides" : "the loss does not rise on both sides";
        return text(
                " at h = %s %s (%s and %s)", number(rung.h, 1), sides, number(rung.ahead, 3), number(rung.behind, 3));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
