package io.orograph.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which trainings a sweep consists of. */
final class SweepAxesTest {

    private static final SweptRule SGD = SweptRule.of("sgd").orElseThrow();
    private static final SweptRule SAM = SweptRule.of("sam:momentum").orElseThrow();

    private static SweepAxes axes(List<Double> rates, int seeds) {
        Map<String, Path> models = new LinkedHashMap<>();
        models.put("narrow", Path.of("narrow.onnx"));
        models.put("wide", Path.of("wide.onnx"));
        return new SweepAxes(
                models, List.of(SGD, SAM), List.of(8, 64), rates, List.of(0.05, 0.1), List.of(0.0, 0.01), 0.9, seeds);
    }

    @Test
    void everyCombinationIsASettingOnceAndTheRadiusCountsForSamAlone() {
        // 2 models × (1 rule without a radius + 1 with 2) × 2 batches × 1 rate × 2 decays
        List<SweepSetting> settings = axes(List.of(), 1).settings();
        assertThat(settings).hasSize(24).doesNotHaveDuplicates();
        assertThat(settings.stream().map(SweepSetting::name)).doesNotHaveDuplicates();
        assertThat(settings.get(0).place()).containsExactlyEntriesOf(new LinkedHashMap<>(Map.of()) {
            private static final long serialVersionUID = 1L;

            {
                put("model", "narrow");
                put("optimizer", "sgd");
                put("batch", 8);
                put("lr", BaseOptimizer.SGD.defaultLearningRate());
                put("weight_decay", 0.0);
                put("momentum", 0.9);
            }
        });
        assertThat(settings.get(23).optimizer().ascent()).isEqualTo(Ascent.SAM);
        assertThat(settings.get(23).name()).isEqualTo("wide-sam_momentum-batch64-lr0.1-rho0.1-weight_decay0.01");
    }

    @Test
    void runsGoSeedBySeed() {
        SweepAxes axes = axes(List.of(0.1, 0.2), 3);
        List<SweepRun> runs = axes.runs(axes.settings());
        assertThat(runs).hasSize(3 * 48);
        assertThat(runs.stream().map(SweepRun::name)).doesNotHaveDuplicates();
        assertThat(runs.subList(0, 48).stream().map(SweepRun::seed)).containsOnly(0L);
    }

    @Test
    void someAreDrawnInTheirOrderAndMoreOfThemHoldTheFewer() {
        SweepAxes axes = axes(List.of(0.1, 0.2), 1);
        List<SweepSetting> few = axes.drawn(5, 0);
        assertThat(few).hasSize(5).doesNotHaveDuplicates();
        assertThat(axes.settings()).containsSubsequence(few);
        // So that a sweep of more draws goes on with one of fewer.
        assertThat(axes.drawn(9, 0)).containsSubsequence(few);
        assertThat(axes.drawn(1000, 0)).isEqualTo(axes.settings());
    }

    @Test
    void optimizersAreNamedWithTheAscentBeforeTheBase() {
        assertThat(SweptRule.of("ASAM:adam").orElseThrow().label()).isEqualTo("asam:adam");
        assertThat(List.of("sam", "none:sgd", "sam:", "x:sgd", "sgd:sam", "", "sam:sgd:sgd"))
                .allSatisfy(text -> assertThat(SweptRule.of(text)).isEmpty());
    }

    @Test
    void anEmptyAxisIsRefused() {
        assertThatThrownBy(() ->
                        new SweepAxes(Map.of(), List.of(SGD), List.of(8), List.of(), List.of(), List.of(0.0), 0.9, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sweep needs a model, an optimizer, a batch size and a seed");
    }
}
