package io.orograph.sharpness;

import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The verdict whether a model is sharper or flatter than another one for the same data and loss. Only measures vote that do not
 * change when single units of a ReLU network are rescaled, since others say as much about the size of the weights (Dinh et
 * al. 2017, arXiv 1703.04933), and they are compared paired, sample group by sample group and draw by draw. A model is
 * sharper if at least one interval lies above 0 after Holm's correction (Holm 1979) and none lies below it. Nothing is said
 * about a model by itself: none of the measures has a value that is flat.
 *
 * @param words a clause about the model, such as "sharper than b.onnx on these 500 samples by both voting measures"
 * @param votes of the measures
 */
public record RelativeVerdict(Kind kind, String words, List<MeasureVote> votes) {

    /** The kinds of verdict. */
    public enum Kind {
        SHARPER,
        FLATTER,
        NOT_TOLD_APART,
        /** No measure that votes was taken of both. */
        UNKNOWN
    }

    public RelativeVerdict {
        votes = List.copyOf(votes);
    }

    /**
     * Compares two models.
     *
     * @param own what was measured of the model
     * @param other what was measured of the other one, with the same settings, samples and loss; what only one of the two
     *     has does not count, nor what is not finite
     * @param otherName of the other one
     * @param samples how many
     */
    public static RelativeVerdict of(
            Map<SharpnessMeasure, Measurement> own,
            Map<SharpnessMeasure, Measurement> other,
            String otherName,
            int samples) {
        List<MeasureVote> votes = new ArrayList<>();
        own.forEach((measure, mine) -> {
            Measurement theirs = other.get(measure);
            if (measure.votes() && theirs != null && areFinite(mine, theirs)) {
                PairedDifference difference = PairedDifference.of(mine, theirs);
                votes.add(new MeasureVote(measure, mine, theirs, difference, difference.p()));
            }
        });
        return verdict(corrected(votes), otherName, samples);
    }

    private static boolean areFinite(Measurement own, Measurement other) {
        return Double.isFinite(own.value()) && Double.isFinite(other.value());
    }

    /** Holm: the smallest p times their number, the next times one less, and none smaller than the one before. */
    private static List<MeasureVote> corrected(List<MeasureVote> votes) {
        List<MeasureVote> sorted = new ArrayList<>(votes);
        sorted.sort(Comparator.comparingDouble(vote -> vote.difference().p()));
        List<MeasureVote> corrected = new ArrayList<>(votes);
        double before = 0;
        for (int i = 0; i < sorted.size(); i++) {
            MeasureVote vote = sorted.get(i);
            double p = vote.difference().p();
            before = Math.max(before, Math.min(1, (sorted.size() - i) * p));
            corrected.set(votes.indexOf(vote), vote.adjusted(Double.isNaN(p) ? Double.NaN : before));
        }
        return corrected;
    }

    /** Returns the clauses of the measures. */
    public List<String> evidence() {
        return votes.stream().map(MeasureVote::words).toList();
    }

    private static RelativeVerdict verdict(List<MeasureVote> votes, String other, int samples) {
        if (votes.isEmpty()) {
            return new RelativeVerdict(
                    Kind.UNKNOWN, "not compared with " + other + ": no measure that votes was taken of both", votes);
        }
        long sharper = votes.stream().filter(vote -> vote.decision() > 0).count();
        long flatter = votes.stream().filter(vote -> vote.decision() < 0).count();
        String on = "on these " + counted(samples);
        boolean isSharper = sharper > 0 && votes.stream().noneMatch(vote -> vote.side() < 0);
        boolean isFlatter = flatter > 0 && votes.stream().noneMatch(vote -> vote.side() > 0);
        if (isSharper || isFlatter) {
            String by = sharper + flatter == votes.size() ? "" : sharper + flatter + " of ";
            return new RelativeVerdict(
                    isSharper ? Kind.SHARPER : Kind.FLATTER,
                    (isSharper ? "sharper than " : "flatter than ") + other + " " + on + ", by " + by
                            + measures(votes.size()),
                    votes);
        }
        String reason = sharper + flatter > 0 ? "the measures disagree" : needed(votes, samples);
        return new RelativeVerdict(
                Kind.NOT_TOLD_APART, "not told apart " + on + " from " + other + "; " + reason, votes);
    }

    private static String needed(List<MeasureVote> votes, int samples) {
        if (votes.stream().allMatch(vote -> vote.difference().value() == 0)) {
            return "there is no difference that more samples could show";
        }
        if (votes.stream().anyMatch(vote -> Double.isNaN(vote.difference().error()))) {
            return "the errors are not known on so few samples, at least some dozens would be needed";
        }
        double fewest = votes.stream()
                .filter(MeasureVote::isSettled)
                .mapToDouble(vote -> vote.difference().samplesNeeded(samples, PairedDifference.LEVEL / votes.size()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (Double.isInfinite(fewest)) {
            return votes.stream().allMatch(MeasureVote::isSettled)
                    ? "more draws would be needed before more samples"
                    : "more steps and starts would be needed before more samples";
        }
        return "about " + counted(roundedUp(Math.max(fewest, samples + 1.0)))
                + " would be needed to tell a difference of the size found";
    }

    /** To two digits: it is an estimate. */
    private static long roundedUp(double samples) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(samples)) - 1));
        return (long) (Math.ceil(samples / unit) * unit);
    }

    private static String counted(long samples) {
        return samples == 1 ? "1 sample" : String.format(Locale.ROOT, "%,d samples", samples);
    }

    private static String measures(int count) {
        return count == 1 ? "1 voting measure" : count + " voting measures";
    }
}
