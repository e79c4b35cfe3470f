package io.orograph.ui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.PlanePath;
import io.orograph.session.StoredResult;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.KeptSection;
import io.orograph.study.OtherWeights;
import io.orograph.study.StudyListener;
import io.orograph.study.TestSamples;
import io.orograph.study.Trajectory;
import io.orograph.task.CancelToken;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A path of checkpoints comes back from a session to the bit, with or without its files. */
class StoredPathTest {

    @TempDir
    private Path folder;

    private Experiment experiment;
    private List<Path> files;
    private ShownPath found;

    @BeforeEach
    void lay() throws IOException {
        experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(40));
        files = new ArrayList<>();
        for (int epoch = 1; epoch <= 4; epoch++) {
            files.add(folder.resolve("epoch_" + epoch + ".npz"));
            write(epoch, epoch);
        }
        CheckpointSeries series =
                OtherWeights.series(files, Map.of(), experiment.loss().network());
        Trajectory asked = Trajectory.of(series, series.match().chosen(), StatisticsPolicy.OWN);
        found = ShownPath.of(asked, asked.run(experiment, StudyListener.NONE, new CancelToken()), Optional.empty());
    }

    private void write(int epoch, long seed) throws IOException {
        WeightsNpz.write(
                files.get(epoch - 1),
                experiment.layout(),
                FreshWeights.draw(experiment.layout(), seed),
                Precision.SINGLE);
    }

    @AfterEach
    void close() {
        experiment.close();
    }

    private NamedValues values(int position) {
        return StoredPath.values(found, (CheckpointSeries) found.series(), position);
    }

    private StoredPath.Read back(NamedValues values) throws IOException {
        StoredResult stored = StoredResult.of("path", found.title(), new SavedResult(values, experiment.provenance()));
        return StoredPath.read(stored, experiment);
    }

    private void isSame(StoredPath.Read read) {
        ShownPath back = read.path();
        assertThat(KeptSection.digest(back.section().section()))
                .isEqualTo(KeptSection.digest(found.section().section()));
        assertThat(back.title()).isEqualTo(found.title());
        assertThat(back.asked().statistics()).isEqualTo(found.asked().statistics());
        assertThat(back.asked().origin().text())
                .isEqualTo(found.asked().origin().text());
        assertThat(back.section().command().text())
                .isEqualTo(found.section().command().text());
        PlanePath one = back.path();
        PlanePath other = found.path();
        assertThat(one.explained().orElseThrow())
                .containsExactly(other.explained().orElseThrow());
        assertThat(one.size()).isEqualTo(4);
        for (int t = 0; t < one.size(); t++) {
            PlanePath.Point point = one.points().get(t);
            assertThat(point.name()).isEqualTo(other.points().get(t).name());
            assertThat(point.place()).isEqualTo(other.points().get(t).place());
            assertThat(point.loss().loss())
                    .isEqualTo(other.points().get(t).loss().loss());
            assertThat(point.planeLoss().loss())
                    .isEqualTo(other.points().get(t).planeLoss().loss());
        }
        CheckpointSeries series = (CheckpointSeries) back.series();
        assertThat(series.files()).isEqualTo(files);
        assertThat(series.match()).isEqualTo(((CheckpointSeries) found.series()).match());
        assertThat(read.position()).isEqualTo(2);
    }

    @Test
    void everythingComesBackAndItsWeightsAreReadAgain() throws IOException {
        StoredPath.Read read = back(values(2));
        isSame(read);
        assertThat(read.opened().arrays()).isNotEmpty();
        int size = experiment.layout().size();
        assertThat(read.path().weights(experiment.layout()).weights(2, size).theta())
                .containsExactly(found.series().read(2, 0, size));
    }

    @Test
    void withoutItsFilesItIsShownAndOnlyItsWeightsAreMissing() throws IOException {
        NamedValues values = values(2);
        for (Path file : files) {
            Files.delete(file);
        }
        StoredPath.Read read = back(values);
        isSame(read);
        assertThat(read.opened().arrays()).isEmpty();
        assertThatThrownBy(() -> read.path()
                        .weights(experiment.layout())
                        .weights(2, experiment.layout().size()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("epoch_3.npz does not exist; check the path");
    }

    /** What is said of a point is of the weights that are drawn, not of those that lie in their place now. */
    @Test
    void aFileThatIsAnotherNowIsNotTakenForAPoint() throws IOException {
        NamedValues values = values(2);
        write(3, 77);
        StoredPath.Read read = back(values);
        isSame(read);
        int size = experiment.layout().size();
        assertThat(read.path().weights(experiment.layout()).weights(1, size).theta())
                .hasSize(size);
        for (ShownPath path : List.of(read.path(), found)) {
            assertThatThrownBy(() -> path.weights(experiment.layout()).weights(2, size))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("epoch_3.npz holds other weights than when its path was laid");
        }
    }

    @Test
    void whatIsDamagedIsRefusedWithASentence() {
        for (NamedValues damaged : List.of(
                values(4),
                values(2).put("checkpoints", "{}"),
                values(2).put("first", new double[3]),
                values(2).without(new NamedValues().put("path_loss", new double[0])))) {
            assertThatThrownBy(() -> back(damaged)).isInstanceOf(UnreadableFileException.class);
        }
    }
}
