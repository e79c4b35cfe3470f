package io.orograph.study.sweep;

/** One training of a sweep: a setting and the seed of fresh weights and shuffling. */
public record SweepRun(SweepSetting setting, long seed) {

    /** Returns the name of its folder. */
    public String name() {
        return setting.name() + "-seed" + seed;
    }
}
