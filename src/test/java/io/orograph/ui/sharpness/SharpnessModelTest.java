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
import io.orograph.study.Samples;
import io.orograph.task.CancelToken;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The increase under noise follows what is open. The background is a queue that the test runs itself. */
@NeedsDisplay
class SharpnessModelTest {

    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private final List<Throwable> problems = new ArrayList<>();
    private final SimpleObjectProperty<Experiment> subject = new SimpleObjectProperty<>();
    private final List<Experiment> made = new ArrayList<>();
    private OpenedModel opened;
    private LoadedData data;
    private SharpnessModel model;

    @BeforeEach
    void make() throws IOException {
        Fx.start();
        Sample sample = Samples.all().stream()
                .filter(candidate -> candidate.name().equals("breast-cancer-mlp"))
                .findFirst()
                .orElseThrow();
        opened = ModelReaders.open(sample.model(), new CancelToken());
        data = LoadedData.open(DataSource.of(sample.data()));
        SimpleObjectProperty<Landscape> none = new SimpleObjectProperty<>();
        model = Fx.get(() -> new SharpnessModel(subject, none, background::add, (what, cause) -> problems.add(cause)));
    }

    @AfterEach
    void close() {
        Fx.run(() -> subject.set(null));
        made.forEach(Experiment::close);
        assertThat(problems).isEmpty();
    }

    private void open(OpenedModel which, int samples) {
        Experiment experiment = Experiment.of(which, data, ExperimentSettings.DEFAULT.withSamples(samples));
        made.add(experiment);
        Fx.run(() -> subject.set(experiment));
    }

    /** A measurement starts when its settings have been at rest. */
    private GaussianIncrease.Result measured() {
        Fx.await("it is asked for", () -> !background.isEmpty());
        background.remove().run();
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
        Fx.run(() -> subject.set(null));
        assertThat(value()).isNull();
    }
}
