package io.orograph.ui.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.session.StoredResult;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.KeptSection;
import io.orograph.study.OtherWeights;
import io.orograph.study.StudyListener;
import io.orograph.study.TestSamples;
import io.orograph.study.ThroughModels;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A curve and a plane through models come back from a session to the bit. */
class StoredConnectivityTest {

    private Experiment experiment;

    @BeforeEach
    void open() throws IOException {
        experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(40));
    }

    @AfterEach
    void close() {
        experiment.close();
    }

    private OtherWeights other(long seed) {
        return OtherWeights.of(new Weights(
                "fresh " + seed,
                new WeightsSource.Training("SGD", seed),
                FreshWeights.draw(experiment.layout(), seed)));
    }

    private ConnectivityResult curve() throws IOException {
        TrainingSettings training = new TrainingSettings(
                OptimizerSettings.of(BaseOptimizer.ADAM, 0.01), LearningRateSchedule.CONSTANT, 20, 2, 0, 0, true);
        Connection asked = new Connection(
                other(3),
                training,
                Optional.of(TestSamples.named("breast-cancer-mlp").test()).map(io.orograph.data.DataSource::of),
                StatisticsPolicy.OWN,
                Optional.empty());
        return ConnectivityResult.of(
                asked, asked.run(experiment, StudyListener.NONE, new CancelToken()), List.of("one", "two"));
    }

    private ConnectivityResult back(NamedValues values) throws IOException {
        StoredResult stored = StoredResult.of("curve", "Curve", new SavedResult(values, experiment.provenance()));
        return StoredConnectivity.read(stored, experiment);
    }

    private static void isSame(ConnectivityResult one, ConnectivityResult other) {
        assertThat(KeptSection.digest(one.section().section()))
                .isEqualTo(KeptSection.digest(other.section().section()));
        // The path and all that an export holds besides.
        NamedValues values = KeptSection.values(one.section());
        KeptSection.values(other.section())
                .arrays()
                .forEach((name, array) ->
                        assertThat(values.arrays().get(name).doubles()).as(name).containsExactly(array.doubles()));
        assertThat(one.section().command().text())
                .isEqualTo(other.section().command().text());
        assertThat(one.models()).hasSameSizeAs(other.models());
        for (int i = 0; i < one.models().size(); i++) {
            assertThat(one.models().get(i).theta())
                    .containsExactly(other.models().get(i).theta());
            assertThat(one.models().get(i).name())
                    .isEqualTo(other.models().get(i).name());
            assertThat(one.models().get(i).source())
                    .isEqualTo(other.models().get(i).source());
        }
        assertThat(one.statistics()).isEqualTo(other.statistics());
        assertThat(one.notices()).isEqualTo(other.notices());
        assertThat(one.isRestored()).isTrue();
    }

    @Test
    void aCurveComesBack() throws IOException {
        ConnectivityResult found = curve();
        ConnectivityResult back = back(StoredConnectivity.values(found));
        isSame(back, found);
        Connection.Result curve = back.connection().orElseThrow();
        Connection.Result before = found.connection().orElseThrow();
        assertThat(curve.curve())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(before.curve());
        assertThat(curve.train())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(before.train());
        assertThat(curve.test().orElseThrow())
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(before.test().orElseThrow());
        assertThat(back.asked().orElseThrow().training())
                .isEqualTo(found.asked().orElseThrow().training());
        assertThat(back.asked().orElseThrow().test())
                .isEqualTo(found.asked().orElseThrow().test());
    }

    @Test
    void aPlaneComesBack() throws IOException {
        ThroughModels asked = new ThroughModels(other(3), other(4), StatisticsPolicy.HELD);
        ConnectivityResult found =
                ConnectivityResult.of(asked, asked.run(experiment, StudyListener.NONE, new CancelToken()), List.of());
        isSame(back(StoredConnectivity.values(found)), found);
    }

    @Test
    void whatIsDamagedIsRefusedWithASentence() throws IOException {
        NamedValues values = StoredConnectivity.values(curve());
        NamedValues fewer = new NamedValues().putAll(values).put("bend", new double[3]);
        assertThatThrownBy(() -> back(fewer)).isInstanceOf(UnreadableFileException.class);
        NamedValues other = new NamedValues().putAll(values).put("model/1/theta", new double[3]);
        assertThatThrownBy(() -> back(other)).isInstanceOf(UnreadableFileException.class);
        assertThatThrownBy(() -> back(values.without(new NamedValues().put("statistics", ""))))
                .isInstanceOf(UnreadableFileException.class);
    }
}
