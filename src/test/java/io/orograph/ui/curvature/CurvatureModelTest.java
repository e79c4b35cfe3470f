package io.orograph.ui.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.Effort;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order of events of a study. The test runs the background itself. */
@NeedsDisplay
class CurvatureModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private final Set<String> held = new HashSet<>();
    private Experiment experiment;
    private CurvatureModel model;

    @BeforeEach
    void make() throws IOException {
        experiment =
                followed.keep(TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(100)));
        model = Fx.get(() -> new CurvatureModel(followed.subject(), held, followed.background(), followed.problems()));
        Fx.run(() -> {
            model.effortProperty().set(Effort.QUICK);
            followed.subject().set(experiment);
        });
    }

    private void runBackground() {
        followed.background().runAll();
        Fx.await("it is over", () -> !model.runningProperty().get());
    }

    private CurvatureReading reading() {
        return Fx.get(() -> model.readingProperty().get());
    }

    private CurvatureReading found() {
        return Fx.get(() -> model.foundProperty().get());
    }

    private CurvatureReading studied() {
        Fx.run(model::start);
        runBackground();
        return reading();
    }

    @Test
    void measuresNothingUnasked() {
        assertThat(followed.background().waiting()).isEmpty();
        assertThat(Fx.get(() -> model.readyProperty().get())).isTrue();
        assertThat(reading()).isSameAs(CurvatureReading.NOTHING);
    }

    @Test
    void findsAllThatIsAskedFor() {
        CurvatureReading found = studied();
        assertThat(found.largest()).hasSize(5);
        assertThat(found.smallest()).hasSize(3);
        assertThat(found.largest().get(0).value())
                .isGreaterThan(found.largest().get(4).value());
        assertThat(found.verdict().kind()).isIn((Object[]) CriticalPointVerdict.Kind.values());
        assertThat(found.trace().parameters())
                .hasSize(experiment.layout().parameters().size());
        assertThat(found.layers()).hasSize(experiment.layout().parameters().size());
        // A block's largest eigenvalue is at most the whole's (Cauchy's interlacing).
        assertThat(found.layers().values())
                .allMatch(pair -> pair.value() <= found.largest().get(0).value() * (1 + 1e-3));
        double weights = java.util.Arrays.stream(found.density().weights()).sum();
        assertThat(weights).isCloseTo(1, within(1e-9));
        assertThat(Fx.get(() -> model.statusProperty().get()))
                .isEqualTo("Measured at θ₀ on 100 samples, effort: quick");
        assertThat(Fx.get(() -> model.progressProperty().get())).isZero();
        assertThat(found()).isSameAs(found);
    }

    @Test
    void theLastValuesStayGreyedUntilTheNextStudyHasItsFirst() {
        CurvatureReading first = studied();
        Fx.run(model::start);
        assertThat(reading()).isSameAs(first);
        assertThat(found()).isSameAs(CurvatureReading.NOTHING);
        Fx.run(model::cancel);
        assertThat(Fx.get(() -> model.runningProperty().get())).isFalse();
        assertThat(Fx.get(() -> model.statusProperty().get())).startsWith("Cancelled");
        runBackground();
        assertThat(reading()).isSameAs(first);
    }

    @Test
    void eachValueStaysUntilTheNextStudyHasItsOwn() {
        CurvatureReading first = studied();
        CurvatureReading gradientOnly = CurvatureReading.NOTHING.withGradient(2, 3, 0.5);
        CurvatureReading shown = gradientOnly.over(first);
        assertThat(shown.gradientNorm()).isEqualTo(3);
        assertThat(shown.largest()).isEqualTo(first.largest());
        assertThat(shown.smallest()).isEqualTo(first.smallest());
        assertThat(shown.verdict()).isSameAs(first.verdict());
        assertThat(shown.trace()).isSameAs(first.trace());
        assertThat(shown.density()).isSameAs(first.density());
        assertThat(shown.layers()).isEqualTo(first.layers());
        assertThat(first.over(gradientOnly)).isEqualTo(first);
    }

    @Test
    void whatTheNextStudyIsNotAskedForGoesWithItsEnd() {
        assertThat(studied().density()).isNotNull();
        Fx.run(() -> model.densityProperty().set(false));
        CurvatureReading second = studied();
        assertThat(second.density()).isNull();
        assertThat(found()).isSameAs(second);
    }

    @Test
    void whatIsClosedTakesItsValuesWithItAndEndsTheStudy() {
        studied();
        Fx.run(() -> {
            model.start();
            followed.subject().set(null);
            assertThat(model.runningProperty().get()).isFalse();
        });
        runBackground();
        assertThat(reading()).isSameAs(CurvatureReading.NOTHING);
        assertThat(Fx.get(() -> model.readyProperty().get())).isFalse();
    }

    @Test
    void saysWhyThereIsNothingToMeasure() {
        experiment.layout().parameters().forEach(parameter -> held.add(parameter.name()));
        studied();
        assertThat(Fx.get(() -> model.statusProperty().get())).startsWith("All 6 parameters are held");
    }
}
