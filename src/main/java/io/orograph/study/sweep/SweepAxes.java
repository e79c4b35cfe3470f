package io.orograph.study.sweep;

import io.orograph.training.Ascent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What is varied in a sweep: every combination is a setting, every setting is trained from each seed.
 *
 * @param models files by the names of their architectures, in order
 * @param rules optimisers without their numbers
 * @param batches samples a step
 * @param rates η; empty for the default of each optimiser
 * @param radii ρ of SAM and ASAM; empty for their defaults; not read by others
 * @param decays λ of weight decay
 * @param momentum μ, one for all
 * @param seeds how many, counted from 0
 */
public record SweepAxes(
        Map<String, Path> models,
        List<SweptRule> rules,
        List<Integer> batches,
        List<Double> rates,
        List<Double> radii,
        List<Double> decays,
        double momentum,
        int seeds) {

    /**
     * Checks that there is something along each axis.
     *
     * @throws IllegalArgumentException if an axis is empty
     */
    public SweepAxes {
        if (models.isEmpty() || rules.isEmpty() || batches.isEmpty() || decays.isEmpty() || seeds < 1) {
            throw new IllegalArgumentException("a sweep needs a model, an optimizer, a batch size and a seed");
        }
    }

    /** Returns every setting once, the last axis varying fastest. */
    public List<SweepSetting> settings() {
        Set<SweepSetting> settings = new LinkedHashSet<>();
        models.forEach((name, file) -> rules.forEach(rule -> batches.forEach(batch -> rates(rule)
                .forEach(rate -> radii(rule)
                        .forEach(radius -> decays.forEach(decay -> settings.add(
                                new SweepSetting(name, file, rule.with(rate, momentum, decay, radius), batch))))))));
        return List.copyOf(settings);
    }

    private List<Double> rates(SweptRule rule) {
        return rates.isEmpty() ? List.of(rule.base().defaultLearningRate()) : rates;
    }

    private List<Double> radii(SweptRule rule) {
        if (rule.ascent() == Ascent.NONE) {
            return List.of(0.0);
        }
        return radii.isEmpty() ? List.of(rule.ascent().defaultRadius()) : radii;
    }

    /**
     * Returns some of the settings, drawn without replacement, in their order.
     *
     * @param count all of them if there are no more
     */
    public List<SweepSetting> drawn(int count, long seed) {
        List<SweepSetting> all = settings();
        if (count >= all.size()) {
            return all;
        }
        List<SweepSetting> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        Set<SweepSetting> taken = Set.copyOf(shuffled.subList(0, count));
        return all.stream().filter(taken::contains).toList();
    }

    /** Returns the runs of settings, seed by seed, so that each setting has a run early. */
    public List<SweepRun> runs(List<SweepSetting> settings) {
        List<SweepRun> runs = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            for (SweepSetting setting : settings) {
                runs.add(new SweepRun(setting, seed));
            }
        }
        return runs;
    }
}
