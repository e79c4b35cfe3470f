package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Profiles;
import io.orograph.landscape.RandomProfiles;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.objective.Objective;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.plot.Ticks;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.List;

/**
 * How typical the picture over a plane of two random directions is: the loss along the axes of other such planes.
 *
 * @param directions of the first plane
 * @param planes how many
 * @param range the lines go from −range to range
 */
public record ProfileStudy(RandomDirections directions, int planes, double range)
        implements Study<StudyListener, ProfileStudy.Result> {

    /** How many planes, where nobody says it. */
    public static final int DEFAULT_PLANES = 8;

    private static final int POINTS = 21;
    private static final double LOWER = 0.25;
    private static final double UPPER = 0.75;
    private static final int DIGITS = 3;

    /**
     * What was found.
     *
     * @param profiles the lines
     * @param directions of the first plane
     */
    public record Result(Profiles profiles, RandomDirections directions) {

        /** Returns the arrays of an export: {@code profile_alpha} [m], {@code profile_loss} [lines, m], {@code profile_bend} [lines]. */
        public NamedValues values() {
            double[] all = java.util.Arrays.stream(profiles.losses())
                    .flatMapToDouble(java.util.Arrays::stream)
                    .toArray();
            return new NamedValues()
                    .put("profile_alpha", profiles.positions())
                    .put("profile_loss", Tensor.of(all, profiles.lines(), profiles.positions().length))
                    .put("profile_bend", profiles.bends());
        }

        /** Returns what was found, a sentence each without its end. */
        public List<String> sentences() {
            List<String> sentences = new ArrayList<>(List.of(spread(), bends()));
            sentences.add(reach());
            return sentences;
        }

        private String spread() {
            double[] median = profiles.quantile(0.5);
            double[] lower = profiles.quantile(LOWER);
            double[] upper = profiles.quantile(UPPER);
            int last = median.length - 1;
            double[] ends = profiles.positions();
            return "along " + profiles.lines() + " random directions the loss goes from " + number(profiles.center())
                    + " at θ₀ to " + number(median[0]) + " at " + number(ends[0]) + " and " + number(median[last])
                    + " at " + number(ends[last]) + " in the median (quartiles " + number(lower[0]) + " to "
                    + number(upper[0]) + " and " + number(lower[last]) + " to " + number(upper[last]) + ")";
        }

        private String bends() {
            boolean plain = directions.normalization() == Normalization.UNIT
                    || directions.normalization() == Normalization.NONE;
            return "dᵀHd/‖d‖² of these directions is " + number(profiles.bend(0.5)) + " in the median (quartiles "
                    + number(profiles.bend(LOWER)) + " to " + number(profiles.bend(UPPER))
                    + "); over all such directions it is " + (plain ? "tr(H)/n" : "tr(SHS)/tr(S²)") + " = "
                    + Ticks.measured(profiles.expected(), profiles.expectedError(), DIGITS) + " on average"
                    + (plain ? "" : ", S the scale of the weights");
        }

        private String reach() {
            if (!(profiles.center() > 0)) {
                return "the loss at θ₀ is not above 0, so that no range follows from where it doubles";
            }
            return Double.isNaN(profiles.reach())
                    ? "the median profile does not double the loss before the weights move by four times their norm"
                    : "the median profile has doubled the loss at about ±" + number2(profiles.reach())
                            + ": a range of that shows the valley around θ₀ up to twice its height";
        }

        private static String number(double value) {
            return Ticks.number(value, DIGITS);
        }

        private static String number2(double value) {
            return Ticks.number(value, 2);
        }
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) {
        listener.stage("Drawing other planes");
        RandomProfiles profiles = new RandomProfiles(directions, planes, Axis.symmetric(range, POINTS));
        boolean isExact = experiment.objective().precision() == Precision.DOUBLE;
        Objective exact =
                isExact ? experiment.objective() : experiment.objectiveOn(experiment.data(), Precision.DOUBLE);
        try {
            RandomProfiles.Subject subject = new RandomProfiles.Subject(
                    experiment.objective(), exact, experiment.weights().theta());
            return new Result(profiles.of(subject, listener, cancel), directions);
        } finally {
            if (!isExact) {
                exact.close();
            }
        }
    }
}
