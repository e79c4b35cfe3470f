package io.orograph.ui.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.Effort;
import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of events of a study. The background is a queue that the test runs itself. */
@NeedsDisplay
class CurvatureModelTest {

    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private final List<Throwable> problems = new ArrayList<>();
    private final SimpleObjectProperty<Experiment> subject = new SimpleObjectProperty<>();
    private final Set<String> held = new HashSet<>();
    private Experiment experiment;
    private CurvatureModel model;

    @BeforeEach
    void make() throws IOException {
        Fx.start();
        Sample sample = Samples.all().stream()
                .filter(candidate -> candidate.name().equals("breast-cancer-mlp"))
                .findFirst()
                .orElseThrow();
        experiment = Experiment.of(
                ModelReaders.open(sample.model(), new CancelToken()),
                LoadedData.open(DataSource.of(sample.data())),
                ExperimentSettings.DEFAULT.withSamples(100));
        model = Fx.get(() -> new CurvatureModel(subject, held, background::add, (what, cause) -> problems.add(cause)));
        Fx.run(() -> {
            model.effortProperty().set(Effort.QUICK);
            subject.set(experiment);
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> subject.set(null));
        experiment.close();
        assertThat(problems).isEmpty();
    }

    private void runBackground() {
        for (Runnable next = background.poll(); next != null; next = background.poll()) {
            next.run();
        }
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
        assertThat(background).isEmpty();
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
            subject.set(null);
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
