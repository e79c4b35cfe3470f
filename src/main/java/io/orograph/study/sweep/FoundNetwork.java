package io.orograph.study.sweep;

import java.util.Map;
import java.util.Optional;

/**
 * A network that was trained elsewhere.
 *
 * @param name of its file
 * @param number from 0, in place of a seed where none is known
 * @param setting by which it was trained; empty where nothing beside its file says it: all such count as one setting
 * @param known the seed; empty where nothing beside its file says it
 */
record FoundNetwork(String name, int number, Optional<SweepSetting> setting, Optional<Long> known) implements Subject {

    @Override
    public String settingName() {
        return setting.map(SweepSetting::name).orElse("as trained elsewhere");
    }

    @Override
    public Map<String, Object> place() {
        return setting.map(SweepSetting::place).orElse(Map.of());
    }

    @Override
    public long seed() {
        return known.orElse((long) number);
    }
}
