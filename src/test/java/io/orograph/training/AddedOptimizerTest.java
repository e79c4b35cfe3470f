package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.choice.Named;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An optimiser is one class and one line in a list: the rest takes one that it has never heard of. */
final class AddedOptimizerTest {

    @Test
    void isFoundByNameAndNamedInCaptions() {
        List<BaseOptimizer> rules = new ArrayList<>(BaseOptimizer.all());
        rules.add(SignDescent.BASE);
        BaseOptimizer found = Named.find(rules, "signsgd").orElseThrow();
        assertThat(Named.labels(rules)).endsWith("rmsprop, signsgd");
        assertThat(BaseOptimizer.all()).doesNotContain(found);
        OptimizerSettings settings =
                OptimizerSettings.of(found, found.defaultLearningRate()).with(Ascent.ASAM, 0.5);
        assertThat(settings.title()).isEqualTo("ASAM on signSGD");
        assertThat(settings.text()).startsWith("ASAM on signSGD, learning rate 0.001");
    }

    /** On L = ½‖θ‖² every gradient points away from 0, wherever SAM looks: each weight moves by η towards it. */
    @ParameterizedTest
    @EnumSource(Ascent.class)
    void stepsWithAndWithoutAnAscent(Ascent ascent) {
        double[] theta = {2, -1};
        GradientFunction bowl = (at, gradient) -> {
            System.arraycopy(at, 0, gradient, 0, at.length);
            return (at[0] * at[0] + at[1] * at[1]) / 2;
        };
        Optimizer optimizer =
                OptimizerSettings.of(SignDescent.BASE, 0.25).with(ascent, 0.05).create(theta.length);
        assertThat(optimizer.step(theta, 0.25, bowl)).isEqualTo(2.5);
        assertThat(theta).containsExactly(1.75, -0.75);
        assertThat(optimizer.rule().moments()).isEmpty();
    }
}
