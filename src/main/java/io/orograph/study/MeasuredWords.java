package io.orograph.study;

import io.orograph.plot.Ticks;
import io.orograph.sharpness.SharpnessMeasure.Measurement;

/** A measured value in words. */
public final class MeasuredWords {

    private static final int DIGITS = 4;

    private MeasuredWords() {}

    /** Returns a value with what is known of its errors: by the draws, and by the sample. */
    public static String of(Measurement result) {
        double draws = result.standardError();
        double sample = result.sampleError();
        if (Double.isNaN(draws)) {
            return Ticks.measured(result.value(), sample, DIGITS) + (Double.isNaN(sample) ? "" : " (sample)");
        }
        String ofDraws = Ticks.measured(result.value(), draws, DIGITS) + " (draws)";
        return Double.isNaN(sample) ? ofDraws : ofDraws + " ± " + Ticks.number(sample, 2) + " (sample)";
    }
}
