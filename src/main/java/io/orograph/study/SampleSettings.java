package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.RandomDirections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings with which a sample's landscape shows what it is there for: the usual ones in the sample's own range. */
public record SampleSettings(double range, int resolution) {

    /** Returns a sample's. */
    public static SampleSettings of(Sample sample) {
        return new SampleSettings(sample.range(), sample.resolution());
    }

    /** Returns the study that evaluates it. */
    public LandscapeStudy study() {
        return new LandscapeStudy(
                new Directions.Random(RandomDirections.DEFAULT, StatisticsPolicy.OWN),
                GridSettings.square(range, resolution),
                Optional.empty(),
                false);
    }

    /** Returns them by the names of the command's options. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("--directions", DirectionKind.RANDOM.label());
        entries.put("--normalization", RandomDirections.DEFAULT.normalization().label());
        entries.put("--include-bias", RandomDirections.DEFAULT.includeBias());
        entries.put("--seed", RandomDirections.DEFAULT.seed());
        entries.put("--hold", "");
        entries.put("--range", range);
        entries.put("--resolution", resolution);
        entries.put("--batch-norm", StatisticsPolicy.OWN.label());
        entries.put("--precision", 0.0);
        return entries;
    }
}
