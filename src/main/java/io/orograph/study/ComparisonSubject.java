package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what a comparison is of: data, samples, loss, directions, noise and tolerance. */
public final class ComparisonSubject {

    private ComparisonSubject() {}

    /**
     * Returns a sentence or more; empty while nothing is measured.
     *
     * @param found what is measured so far
     */
    public static String of(Comparison comparison, List<ComparedModel> found) {
        if (found.isEmpty()) {
            return "";
        }
        Provenance provenance = found.get(0).landscape().provenance();
        List<String> parts = new ArrayList<>();
        parts.add(data(comparison, provenance));
        parts.add(provenance.text(Key.LOSS));
        parts.add("directions normalised by " + provenance.text(Key.NORMALIZATION) + ", seed "
                + comparison.measures().seed());
        parts.add(String.format(
                Locale.ROOT, "noise of σ = %s relative to each filter, %d draws", Comparison.SIGMA, Comparison.DRAWS));
        parts.add(String.format(Locale.ROOT, "flat: within %s of the loss at the weights", ComparedModel.TOLERANCE));
        return "Compared on " + String.join(" · ", parts);
    }

    private static String data(Comparison comparison, Provenance provenance) {
        String samples = provenance
                .get(Key.SAMPLES)
                .map(count -> String.format(Locale.ROOT, " (%,d samples)", count))
                .orElse("");
        String test = comparison
                .test()
                .map(source -> ", tested on " + FileName.of(source.path()))
                .orElse("");
        return FileName.of(comparison.data().path()) + samples + test;
    }
}
