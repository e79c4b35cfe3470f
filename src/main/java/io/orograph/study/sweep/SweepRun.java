package io.orograph.study.sweep;

import io.orograph.study.ComparisonModel;
import io.orograph.study.ComparisonWeights;
import io.orograph.study.OtherWeights;
import java.nio.file.Path;
import java.util.Map;

/** One training of a sweep: a setting and the seed of fresh weights and shuffling. */
public record SweepRun(SweepSetting setting, long seed) implements Subject {

    @Override
    public String name() {
        return setting.name() + "-seed" + seed;
    }

    @Override
    public String settingName() {
        return setting.name();
    }

    @Override
    public Map<String, Object> place() {
        return setting.place();
    }

    /** Returns its own folder in that of the sweep. */
    public Path folder(Path sweep) {
        return sweep.resolve(name());
    }

    /** Returns the network where the run ended, to be compared. */
    public ComparisonModel ended(Path sweep) {
        Path weights = folder(sweep).resolve(RunFolder.WEIGHTS);
        return ComparisonModel.of(
                settingName(), setting.file(), new ComparisonWeights.Others(OtherWeights.in(weights)));
    }
}
