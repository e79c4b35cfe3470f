package io.orograph.ui.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.sharpness.PairedDifference;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Measures are taken when asked for, one after the other. The test runs the background itself. */
@NeedsDisplay
class MeasuresModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private Experiment experiment;
    private MeasuresModel model;

    @BeforeEach
    void make() throws IOException {
        experiment = followed.keep(TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(50)));
        model = Fx.get(() -> new MeasuresModel(followed.subject(), followed.background(), followed.problems()));
        followed.show(experiment);
    }

    private void runBackground() {
        followed.background().runAll();
        Fx.await("it is over", () -> !model.runningProperty().get());
    }

    private SharpnessMeasure named(String name) {
        return model.all().stream()
                .filter(measure -> measure.label().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MeasuresModel.Reading reading(String name) {
        return Fx.get(() -> model.readings().get(named(name)));
    }

    @Test
    void takesWhatIsAskedForAndNothingElse() {
        Fx.run(() -> {
            model.measure(named("trace"));
            model.measure(named("sam"));
        });
        assertThat(followed.background().waiting()).hasSize(1);
        assertThat(reading("sam").state()).isEqualTo(MeasuresModel.State.WAITING);
        runBackground();
        assertThat(reading("trace").state()).isEqualTo(MeasuresModel.State.CURRENT);
        assertThat(reading("trace").value().standardError()).isPositive();
        assertThat(reading("sam").value().value()).isPositive();
        assertThat(reading("lambda-max")).isNull();
    }

    @Test
    void comparesModelsThatWereMeasuredForTheSameLoss() throws IOException {
        try (Experiment first = digits("digits-mlp", 50);
                Experiment second = digits("digits-mlp-tanh", 50);
                Experiment otherSamples = digits("digits-mlp-tanh", 40)) {
            measureTrace(first);
            assertThat(verdicts()).isEmpty();
            measureTrace(experiment);
            assertThat(verdicts()).isEmpty();
            measureTrace(second);
            double own = reading("adaptive-trace").value().value();
            RelativeVerdict verdict = verdicts().get(0);
            assertThat(verdicts()).hasSize(1);
            assertThat(verdict.words()).contains("digits-mlp.onnx", "on these 50 samples");

            followed.show(otherSamples);
            assertThat(verdicts()).isEmpty();
            // What was measured before is remembered, and the comparison is the other way round.
            followed.show(first);
            RelativeVerdict back = verdicts().get(0);
            PairedDifference difference = verdict.votes().get(0).difference();
            assertThat(back.votes().get(0).difference().value()).isEqualTo(-difference.value());
            assertThat(back.votes().get(0).difference().low()).isEqualTo(-difference.high());
            assertThat(back.evidence().get(0)).contains(String.format(java.util.Locale.ROOT, "against %.3g", own));
            followed.show(null);
        }
    }

    private static Experiment digits(String name, int samples) throws IOException {
        return TestSamples.opened(name, ExperimentSettings.DEFAULT.withSamples(samples));
    }

    private void measureTrace(Experiment of) {
        Fx.run(() -> {
            followed.subject().set(of);
            model.measure(named("adaptive-trace"));
        });
        runBackground();
        Fx.await(
                "it is measured",
                () -> model.readings().get(named("adaptive-trace")).state() == MeasuresModel.State.CURRENT);
    }

    private List<RelativeVerdict> verdicts() {
        return Fx.get(() -> model.verdictsProperty().get());
    }

    @Test
    void keepsTheLastValueWhenCancelledAndWhenTheDataChange() {
        Fx.run(() -> model.measure(named("sam")));
        runBackground();
        double value = reading("sam").value().value();
        Fx.run(() -> {
            model.measure(named("sam"));
            model.measure(named("adaptive-trace"));
            model.cancel();
        });
        assertThat(reading("sam").value().value()).isEqualTo(value);
        assertThat(reading("sam").state()).isEqualTo(MeasuresModel.State.STALE);
        assertThat(reading("asam")).isNull();
        runBackground();
        followed.show(null);
        assertThat(Fx.get(() -> model.readings().isEmpty())).isTrue();
    }
}
