package io.orograph.study;

import io.orograph.plot.Ticks;
import io.orograph.sharpness.PairedDifference;
import io.orograph.sharpness.RelativeVerdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What differs between compared models, in sentences that claim no more than was measured. */
public final class ComparisonWords {

    /** Two numbers further apart than so many standard errors of their difference are told apart. */
    private static final double STANDARD_ERRORS = 2;

    /** Training losses that differ by more than this factor make landscapes hard to compare. */
    private static final double ALIKE = 2;

    private ComparisonWords() {}

    /**
     * Returns the sentences.
     *
     * @return empty for fewer than two models
     */
    public static String of(List<ComparedModel> models) {
        if (models.size() < 2) {
            return "";
        }
        return sharpness(models) + noise(models) + " " + plane(models) + gap(models) + losses(models)
                + statistics(models) + " Other data, directions or measures may say otherwise.";
    }

    /** Returns the height of the barrier along a line, on both data, and the training accuracy where it is least. */
    public static String of(Line.Result line) {
        double lowest = Arrays.stream(line.train().accuracies())
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        String onTest = line.test()
                .map(side -> ", on the test data " + Ticks.number(side.barrier(), 3))
                .orElse("");
        String accuracy = Double.isNaN(lowest) ? "" : "; the training accuracy falls to " + percent(lowest);
        return "Line between them: barrier " + Ticks.number(line.train().barrier(), 3) + onTest + accuracy;
    }

    /** Each against the first. */
    private static String sharpness(List<ComparedModel> models) {
        StringBuilder sentences = new StringBuilder();
        for (ComparedModel model : models.subList(1, models.size())) {
            RelativeVerdict verdict = model.against(models.get(0));
            if (verdict.kind() != RelativeVerdict.Kind.UNKNOWN) {
                sentences
                        .append(quoted(model))
                        .append(" is ")
                        .append(verdict.words())
                        .append(". ");
            }
        }
        return sentences.toString();
    }

    private static String noise(List<ComparedModel> models) {
        if (models.stream().anyMatch(model -> !Double.isFinite(model.gaussian().mean()))) {
            return "Noise makes the loss of some of them infinite or undefined.";
        }
        Comparator<ComparedModel> byIncrease =
                Comparator.comparingDouble(model -> model.gaussian().mean());
        ComparedModel most = models.stream().max(byIncrease).orElseThrow();
        ComparedModel least = models.stream().min(byIncrease).orElseThrow();
        double difference = most.gaussian().mean() - least.gaussian().mean();
        double error =
                Math.hypot(most.gaussian().standardError(), least.gaussian().standardError());
        PairedDifference paired = PairedDifference.of(
                most.gaussian().measurement(), least.gaussian().measurement());
        boolean apart = Double.isNaN(paired.error()) ? difference > STANDARD_ERRORS * error : paired.side() > 0;
        if (!apart) {
            return "Noise of a tenth of each filter's weights does not tell them apart: it raises their losses by "
                    + increase(least) + " to " + increase(most) + ".";
        }
        return "Noise of a tenth of each filter's weights raises the loss of " + quoted(most) + " most, by "
                + increase(most) + ", and that of " + quoted(least) + " least, by " + increase(least) + ".";
    }

    private static String increase(ComparedModel model) {
        return Ticks.measured(model.gaussian().mean(), model.gaussian().standardError(), 2);
    }

    private static String plane(List<ComparedModel> models) {
        Comparator<ComparedModel> byArea = Comparator.comparingDouble(ComparedModel::flatShare);
        ComparedModel widest = models.stream().max(byArea).orElseThrow();
        ComparedModel narrowest = models.stream().min(byArea).orElseThrow();
        return String.format(
                Locale.ROOT,
                "In these planes the loss stays within %.1f of the centre's on %s of the area for %s, on %s for %s.",
                ComparedModel.TOLERANCE,
                percent(widest.flatShare()),
                quoted(widest),
                percent(narrowest.flatShare()),
                quoted(narrowest));
    }

    private static String gap(List<ComparedModel> models) {
        Comparator<ComparedModel> byGap = Comparator.comparingDouble(ComparedModel::lossGap);
        ComparedModel largest = models.stream().max(byGap).orElseThrow();
        ComparedModel smallest = models.stream().min(byGap).orElseThrow();
        if (!Double.isFinite(largest.lossGap()) || !Double.isFinite(smallest.lossGap())) {
            return "";
        }
        return " The gap between test and training loss is " + Ticks.number(largest.lossGap(), 3) + " for "
                + quoted(largest) + " and " + Ticks.number(smallest.lossGap(), 3) + " for " + quoted(smallest) + ".";
    }

    private static String losses(List<ComparedModel> models) {
        double high =
                models.stream().mapToDouble(model -> model.train().loss()).max().orElseThrow();
        double low =
                models.stream().mapToDouble(model -> model.train().loss()).min().orElseThrow();
        return high > ALIKE * low
                ? " Their training losses differ, from " + Ticks.number(low, 3) + " to " + Ticks.number(high, 3)
                        + ", which alone makes landscapes differ."
                : "";
    }

    private static String statistics(List<ComparedModel> models) {
        return models.stream().anyMatch(ComparedModel::recomputed)
                ? " In the planes and on the line between two models, batch normalisation is by statistics recomputed on the"
                        + " data at every point; the other numbers are with each model's own."
                : "";
    }

    /** A name may hold a comma. */
    private static String quoted(ComparedModel model) {
        return '“' + model.name() + '”';
    }

    /** Returns a share as a percentage. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "an unknown part" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
