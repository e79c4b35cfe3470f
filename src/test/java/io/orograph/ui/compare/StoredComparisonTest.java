package io.orograph.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.DamagedFileException;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.provenance.Provenance;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredResult;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonMemory;
import io.orograph.study.ComparisonModel;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.GridSettings;
import io.orograph.study.TestSamples;
import io.orograph.task.CancelToken;
import io.orograph.training.FreshWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison comes back from a session's file to the bit, and says what it would be asked again. */
class StoredComparisonTest {

    @TempDir
    private static Path folder;

    private static final ComparisonMemory MEMORY = new ComparisonMemory();

    private static Experiment open;
    private static Comparison asked;
    private static Comparison.Result found;

    @BeforeAll
    static void compare() throws IOException {
        open = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(40));
        Weights fresh = new Weights("fresh", new WeightsSource.Training("SGD", 3), FreshWeights.draw(open.layout(), 3));
        asked = Comparison.of(
                        List.of(ComparisonModel.of(open), ComparisonModel.of(open, fresh)),
                        open.loaded().source(),
                        Optional.of(TestSamples.named("breast-cancer-mlp").test())
                                .map(io.orograph.data.DataSource::of),
                        open.settings())
                .with(new Comparison.Measures(5, GridSettings.square(0.7, 3), true, StatisticsPolicy.OWN));
        found = asked.run(MEMORY, Comparison.Listener.NONE, new CancelToken());
    }

    @AfterAll
    static void close() {
        open.close();
    }

    private static NamedValues values() {
        return StoredComparison.values(asked, found, MEMORY::keyOf);
    }

    private static StoredResult stored(NamedValues values) {
        return StoredResult.of("comparison", "Comparison", new SavedResult(values, found.provenance()));
    }

    private static StoredComparison.Read throughAFile() throws IOException {
        Path file = folder.resolve("work.orograph");
        SessionFile.write(
                file,
                new Session(
                        Session.Saved.now(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "",
                        List.of(stored(values()))));
        return StoredComparison.read(SessionFile.read(file).named().get("comparison-1"), open);
    }

    @Test
    void everyNumberComesBackToTheBit() throws IOException {
        StoredComparison.Read back = throughAFile();
        NamedValues once = values();
        NamedValues again = StoredComparison.values(back.question(), back.result(), model -> key(back, model));
        assertThat(again.texts()).isEqualTo(once.texts());
        assertThat(again.arrays().keySet()).isEqualTo(once.arrays().keySet());
        for (Map.Entry<String, Tensor> array : once.arrays().entrySet()) {
            assertThat(again.arrays().get(array.getKey()).doubles())
                    .as(array.getKey())
                    .containsExactly(array.getValue().doubles());
        }
        // What is not stored as it is: all that the window says of it.
        assertThat(back.result().inWords()).isEqualTo(found.inWords());
        assertThat(back.result().values().arrays().keySet())
                .isEqualTo(found.values().arrays().keySet());
        assertThat(back.result().command().text()).isEqualTo(found.command().text());
        assertThat(back.result().line().orElseThrow().train().barrier())
                .isEqualTo(found.line().orElseThrow().train().barrier());
        ComparedModel first = back.result().models().get(0);
        assertThat(first.isAlike(back.result().models().get(1))).isTrue();
        assertThat(first.sharpness()).isEqualTo(found.models().get(0).sharpness());
        assertThat(first.landscape().accuracies())
                .containsExactly(found.models().get(0).landscape().accuracies());
    }

    private static Optional<String> key(StoredComparison.Read read, ComparedModel model) {
        return read.known().entrySet().stream()
                .filter(each -> each.getValue() == model)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Counts the models that are measured, and the lines. */
    private static final class Counting implements Comparison.Listener {

        private final List<String> measured = new ArrayList<>();
        private int lines;

        @Override
        public void stage(String what) {
            lines += what.contains("the line") ? 1 : 0;
        }

        @Override
        public void opened(Experiment experiment) {
            measured.add(experiment.weights().name());
        }

        @Override
        public void progress(long done, long total) {
            // Of no interest here.
        }
    }

    /** Nothing is open in the window yet when a session is read: what was compared is known without. */
    @Test
    void oneMoreModelIsTheOnlyOneThatIsMeasured() throws IOException {
        StoredComparison.Read back = StoredComparison.read(stored(values()), null);
        assertThat(back.question().settings()).isEqualTo(asked.settings());
        assertThat(back.question().models().get(0).choice())
                .isEqualTo(asked.models().get(0).choice());
        ComparisonMemory memory = new ComparisonMemory();
        back.remember(memory);
        List<ComparisonModel> three = new ArrayList<>(back.question().models());
        Weights other = new Weights("other", new WeightsSource.Training("SGD", 4), FreshWeights.draw(open.layout(), 4));
        three.add(ComparisonModel.of(open, other));
        Counting counting = new Counting();
        Comparison.Result more = back.question().with(three).run(memory, counting, new CancelToken());
        assertThat(counting.measured).containsExactly("other");
        assertThat(more.models().subList(0, 2)).isEqualTo(back.result().models());
        // As if all had been measured now.
        Comparison.Result anew =
                back.question().with(three).run(new ComparisonMemory(), Comparison.Listener.NONE, new CancelToken());
        for (int i = 0; i < 3; i++) {
            assertThat(more.models().get(i).landscape().losses())
                    .containsExactly(anew.models().get(i).landscape().losses());
            assertThat(more.models().get(i).largestEigenvalue())
                    .isEqualTo(anew.models().get(i).largestEigenvalue());
            assertThat(more.models().get(i).test().loss())
                    .isEqualTo(anew.models().get(i).test().loss());
        }
        assertThat(more.command().text()).isEqualTo(anew.command().text());
    }

    /** Back to two models after a third was taken out, the line between them is there at once. */
    @Test
    void theLineBetweenTheModelsIsNotEvaluatedAgain() throws IOException {
        StoredComparison.Read back = StoredComparison.read(stored(values()), null);
        ComparisonMemory memory = new ComparisonMemory();
        back.remember(memory);
        Counting counting = new Counting();
        Comparison.Result again = back.question().run(memory, counting, new CancelToken());
        assertThat(counting.measured).isEmpty();
        assertThat(counting.lines).isZero();
        assertThat(again.line()).isEqualTo(back.result().line());
        // The other way round it is another line.
        List<ComparisonModel> swapped = new ArrayList<>(back.question().models());
        Collections.reverse(swapped);
        back.question().with(swapped).run(memory, counting, new CancelToken());
        assertThat(counting.lines).isEqualTo(1);
    }

    /** Where anything is another than it was, all are measured. */
    @Test
    void anotherQuestionIsAnsweredAnew() throws IOException {
        StoredComparison.Read back = StoredComparison.read(stored(values()), null);
        Comparison.Measures measures = back.question().measures();
        for (Comparison changed : List.of(
                back.question()
                        .with(new Comparison.Measures(6, measures.grid(), measures.curvature(), measures.statistics())),
                new Comparison(
                        back.question().models(),
                        back.question().data(),
                        Optional.empty(),
                        back.question().settings(),
                        measures),
                new Comparison(
                        back.question().models(),
                        back.question().data(),
                        back.question().test(),
                        back.question().settings().withSamples(39),
                        measures))) {
            ComparisonMemory memory = new ComparisonMemory();
            back.remember(memory);
            Counting counting = new Counting();
            Comparison.Result anew = changed.run(memory, counting, new CancelToken());
            assertThat(counting.measured).hasSize(2);
            assertThat(counting.lines).isEqualTo(1);
            assertThat(anew.line().orElseThrow())
                    .isNotSameAs(back.result().line().orElseThrow());
        }
    }

    /** Asked again, it would be the same question: the file by its file, weights from memory as they were. */
    @Test
    void whatWasAskedComesBack() throws IOException {
        Comparison question = throughAFile().question();
        assertThat(question.measures()).isEqualTo(asked.measures());
        assertThat(question.data().path().toAbsolutePath())
                .isEqualTo(asked.data().path().toAbsolutePath());
        assertThat(question.test()).isPresent();
        assertThat(question.models()).extracting(ComparisonModel::name).containsExactly("breast-cancer-mlp", "fresh");
        assertThat(question.models().get(0).weights().inMemory()).isEmpty();
        assertThat(question.models().get(1).weights().inMemory().orElseThrow().theta())
                .containsExactly(found.models().get(1).weights().theta());
    }

    /** The columns, the scale and the line are there at once, and no work is begun. */
    @Test
    void nothingIsEvaluatedToShowIt() {
        CompareModel model = new CompareModel(
                work -> {
                    throw new AssertionError("something is evaluated");
                },
                (what, cause) -> {
                    throw new AssertionError(what, cause);
                });
        AtomicInteger shown = new AtomicInteger();
        model.restore(() -> StoredComparison.read(stored(values()), open), shown::incrementAndGet);
        assertThat(shown).hasValue(1);
        assertThat(model.isRestored()).isTrue();
        assertThat(model.foundProperty().get()).hasSize(2);
        assertThat(model.statusProperty().get()).isEmpty();
        assertThat(model.lineProperty().get()).isNotNull();
        assertThat(model.scaleProperty().get().high())
                .isEqualTo(Math.max(
                        found.models().get(0).landscape().max(),
                        found.models().get(1).landscape().max()));
        assertThat(model.measures()).isEqualTo(asked.measures());
    }

    @Test
    void whatIsDamagedIsSaidSo() {
        NamedValues shorter = values().put("model/1/theta", new double[] {1, 2});
        assertThatThrownBy(() -> StoredComparison.read(stored(shorter), open))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("compare them again");
        NamedValues other = values().put("model/0/layout", "{\"a\": 7}");
        assertThatThrownBy(() -> StoredComparison.read(stored(other), open)).isInstanceOf(DamagedFileException.class);
        NamedValues nothing = new NamedValues();
        assertThatThrownBy(() -> StoredComparison.read(
                        StoredResult.of("comparison", "Comparison", new SavedResult(nothing, Provenance.NONE)), open))
                .isInstanceOf(DamagedFileException.class);
    }
}
