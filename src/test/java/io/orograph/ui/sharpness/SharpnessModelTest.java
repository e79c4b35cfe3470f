package io.orograph.ui.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.landscape.Landscape;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import io.orograph.study.TestSamples;
import io.orograph.task.CancelToken;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The increase under noise follows what is open. The test runs the background itself. */
@NeedsDisplay
class SharpnessModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private OpenedModel opened;
    private LoadedData data;
    private SharpnessModel model;

    @BeforeEach
    void make() throws IOException {
        Sample sample = TestSamples.named("breast-cancer-mlp");
        opened = ModelReaders.open(sample.model(), new CancelToken());
        data = LoadedData.open(DataSource.of(sample.data()));
        SimpleObjectProperty<Landscape> none = new SimpleObjectProperty<>();
        model = Fx.get(() -> new SharpnessModel(followed.subject(), none, followed.background(), followed.problems()));
    }

    private void open(OpenedModel which, int samples) {
        followed.show(followed.keep(Experiment.of(which, data, ExperimentSettings.DEFAULT.withSamples(samples))));
    }

    /** A measurement starts when its settings have been at rest. */
    private GaussianIncrease.Result measured() {
        Fx.await("it is asked for", () -> !followed.background().waiting().isEmpty());
        followed.background().waiting().remove().run();
        Fx.await("it is there", () -> !model.staleProperty().get());
        return value();
    }

    private GaussianIncrease.Result value() {
        return Fx.get(() -> model.gaussianProperty().get());
    }

    private boolean isStale() {
        return Fx.get(() -> model.staleProperty().get());
    }

    @Test
    void theLastValueStaysGreyedUntilTheNewOneIsThere() {
        open(opened, 50);
        assertThat(value()).isNull();
        GaussianIncrease.Result first = measured();
        assertThat(first.mean()).isFinite();

        open(opened, 60);
        assertThat(value()).isSameAs(first);
        assertThat(isStale()).isTrue();
        GaussianIncrease.Result second = measured();
        assertThat(second.loss()).isNotEqualTo(first.loss());

        Fx.run(() -> model.sigmaProperty().set(0.1));
        assertThat(value()).isSameAs(second);
        assertThat(isStale()).isTrue();
        assertThat(measured().mean()).isNotEqualTo(second.mean());
    }

    @Test
    void anotherModelTakesTheValueAway() throws IOException {
        open(opened, 50);
        measured();
        open(ModelReaders.open(opened.path(), new CancelToken()), 50);
        assertThat(value()).isNull();
        measured();
        followed.show(null);
        assertThat(value()).isNull();
    }
}
