package io.orograph.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.Effort;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.LossKind;
import io.orograph.plane.Normalization;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.DirectionKind;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists from which something is chosen by name. */
final class NamedTest {

    static Stream<List<? extends Named>> lists() {
        return Stream.of(
                BaseOptimizer.all(),
                LossKind.all(),
                SharpnessMeasures.all(0),
                List.of(Ascent.values()),
                DirectionKind.all(),
                List.of(Effort.values()),
                List.of(LearningRateSchedule.Shape.values()),
                List.of(Normalization.values()),
                List.of(StatisticsPolicy.values()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void eachIsFoundByALabelOfItsOwn(List<? extends Named> list) {
        for (Named choice : list) {
            assertThat(choice.label()).matches("[a-z0-9.-]+");
            assertThat(choice.title()).isNotBlank();
            assertThat(Named.find(List.<Named>copyOf(list), choice.label())).contains(choice);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(Named.find(Normalization.class, "layer")).contains(Normalization.LAYER);
        assertThat(Named.find(Normalization.class, "LAYER")).isEmpty();
        assertThat(Named.find(List.<Effort>of(), "quick")).isEmpty();
        assertThat(Named.labels(Effort.class)).isEqualTo("quick, usual, thorough");
        assertThat(Named.labels(List.of())).isEmpty();
    }
}
