package io.orograph.curvature;

import static io.orograph.math.NumberText.number;

import io.orograph.math.Shuffle;
import io.orograph.math.StudentT;
import io.orograph.math.Vectors;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Asks whether a point would be stationary for the population that the samples were drawn from. A step downhill is looked
 * for on a random half of the samples ({@link DescentTrial}); the other half, which the step knows nothing of, says
 * whether the loss falls along it: a one-sided t test of the samples' own changes at level 5 %, shared by Bonferroni
 * between the whole step and a quarter of it (the whole step may follow the first half too far). Not stationary is a
 * finding; that no fall was found is none.
 *
 * <p>It needs samples that θ was not trained on: on those the loss of the two halves is low together, whatever the
 * population's is.
 *
 * @param answer the finding
 * @param samples of the second half; 0 if not asked
 * @param trials of the steps; empty if there is no step or it was not asked
 */
public record PopulationTest(Answer answer, int samples, List<Trial> trials) {

    /** Where nobody said that the samples are held out. */
    public static final PopulationTest NOT_ASKED = new PopulationTest(Answer.NOT_ASKED, 0, List.of());

    private static final double LEVEL = 0.05;
    private static final double[] SHARES = {1, 0.25};

    /** What the second half says. */
    public enum Answer {
        NOT_STATIONARY,
        NO_FALL_FOUND,
        TOO_FEW_SAMPLES,
        NOT_ASKED
    }

    /**
     * A step, found on the first half and tried on the second.
     *
     * @param share of the step found
     * @param change of the loss of the second half
     * @param standardError of it, from the samples' own changes
     * @param probability of a fall as clear as this one if the loss of the population does not fall
     */
    public record Trial(double share, double change, double standardError, double probability) {}

    public PopulationTest {
        trials = List.copyOf(trials);
    }

    /**
     * Asks.
     *
     * @param seed of the halves
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static PopulationTest of(SampledSubject subject, FreeParameters free, long seed, CancelToken cancel) {
        int n = subject.samples();
        if (n < 2 * PairedChange.FEWEST) {
            return new PopulationTest(Answer.TOO_FEW_SAMPLES, n / 2, List.of());
        }
        int[] order = Shuffle.order(n, new Random(seed));
        double[] step;
        try (Objective first = subject.on(Arrays.copyOf(order, n / 2))) {
            step = step(first, subject.theta(), free, seed, cancel);
        }
        try (Objective second = subject.on(Arrays.copyOfRange(order, n / 2, n))) {
            SampledLoss loss = SampledLoss.of(second, subject.theta(), free, cancel);
            return Vectors.norm(step) == 0
                    ? new PopulationTest(Answer.NO_FALL_FOUND, second.samples(), List.of())
                    : of(loss, step, second.samples());
        }
    }

    private static double[] step(Objective half, double[] theta, FreeParameters free, long seed, CancelToken cancel) {
        Hessian hessian = new Hessian(half, theta, free, cancel);
        SampledLoss loss = SampledLoss.of(half, theta, free, cancel);
        double[] here = loss.here();
        Lanczos.Result top = Effort.QUICK.lanczos(1, 0, seed).of(hessian, Lanczos.Listener.NONE);
        return DescentTrial.of(
                        new DescentTrial.Start(loss, here, loss.rounding(here), hessian, hessian.gradient(), top),
                        step -> free.restrict(half.gradient(Vectors.sum(theta, 1, free.embed(step)), cancel)))
                .place();
    }

    /** Tries a step that was found elsewhere. */
    static PopulationTest of(SampledLoss loss, double[] step, int samples) {
        List<double[]> steps = new ArrayList<>();
        steps.add(new double[step.length]);
        for (double share : SHARES) {
            steps.add(Vectors.sum(steps.get(0), share, step));
        }
        double[][] losses = loss.after(steps);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            PairedChange change = PairedChange.of(losses[i + 1], losses[0]);
            trials.add(new Trial(SHARES[i], change.mean(), change.standardError(), probability(change, samples)));
        }
        boolean falls = trials.stream().anyMatch(trial -> trial.probability < LEVEL / SHARES.length);
        return new PopulationTest(falls ? Answer.NOT_STATIONARY : Answer.NO_FALL_FOUND, samples, trials);
    }

    private static double probability(PairedChange change, int samples) {
        if (!(change.standardError() > 0)) {
            return change.mean() < 0 ? 0 : 1;
        }
        return StudentT.atMost(change.mean() / change.standardError(), samples - 1.0);
    }

    /** Returns what was found, as a sentence without its end. */
    public String words() {
        return switch (answer) {
            case NOT_ASKED ->
                "population: not asked, for θ may have been trained on these samples; held-out samples would tell";
            case TOO_FEW_SAMPLES ->
                text("population: too few samples to tell, at least %d in each half are needed", PairedChange.FEWEST);
            case NOT_STATIONARY -> "population: not stationary (level 5 %): " + tried();
            case NO_FALL_FOUND ->
                trials.isEmpty()
                        ? "population: one half of the samples shows no step downhill, so there is none to try on"
                                + " the other"
                        : "population: no fall was found (level 5 %), so it may be stationary: " + tried();
        };
    }

    private String tried() {
        Trial best = trials.stream()
                .min((a, b) -> Double.compare(a.probability, b.probability))
                .orElseThrow();
        return text(
                "%s step found on one half of the samples changes the loss of the other %,d by %s (standard error"
                        + " %s)",
                best.share == 1 ? "the" : "a quarter of the",
                samples,
                number(best.change, 3),
                number(best.standardError, 2));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
