package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.data.DataSource;
import io.orograph.network.StatisticsPolicy;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad model does not take the others along, and one more model costs only itself. */
class ComparisonRunTest {

    private static final ComparisonModel TANH = sample("digits-mlp-tanh");
    private static final ComparisonModel RELU = sample("digits-mlp");

    @TempDir
    private Path folder;

    private static ComparisonModel sample(String name) {
        return ComparisonModel.of(TestSamples.named(name).model());
    }

    private static Comparison comparison(ComparisonModel... models) {
        return new Comparison(
                List.of(models),
                DataSource.of(TestSamples.named("digits-mlp").test()),
                Optional.empty(),
                ExperimentSettings.DEFAULT.withSamples(60),
                new Comparison.Measures(3, GridSettings.square(0.5, 3), false, StatisticsPolicy.OWN));
    }

    /** What is told, in its order. */
    private static final class Told implements Comparison.Listener {

        private final List<String> all = new ArrayList<>();

        @Override
        public void opened(Experiment experiment) {
            all.add("opened");
        }

        @Override
        public void measured(ComparedModel model) {
            all.add(model.name());
        }

        @Override
        public void failed(ComparisonModel model, IOException cause) {
            all.add("failed " + model.name());
        }

        @Override
        public void progress(long done, long total) {}
    }

    private ComparisonModel broken() throws IOException {
        return ComparisonModel.of(Files.writeString(folder.resolve("broken.onnx"), "no model"));
    }

    @Test
    void aModelThatCannotBeReadIsToldAndTheOthersAreCompared() throws IOException {
        Told told = new Told();
        Comparison.Result result = comparison(broken(), TANH, RELU).run(told, new CancelToken());
        assertThat(told.all).containsExactly("failed broken", "opened", "digits-mlp-tanh", "opened", "digits-mlp");
        assertThat(result.models()).extracting(ComparedModel::name).containsExactly("digits-mlp-tanh", "digits-mlp");
        assertThat(result.command().arguments().toString()).doesNotContain("broken");
        // Without the bad one it is the same.
        Comparison.Result alone = comparison(TANH, RELU).run(Comparison.Listener.NONE, new CancelToken());
        assertThat(result.models().get(1).landscape().losses())
                .isEqualTo(alone.models().get(1).landscape().losses());
    }

    @Test
    void whereNobodyDecidesABadModelEndsTheComparison() {
        assertThatThrownBy(() -> comparison(TANH, broken()).run(Comparison.Listener.NONE, new CancelToken()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.onnx");
        assertThatThrownBy(() -> comparison(broken(), broken()).run(new Told(), new CancelToken()))
                .hasMessageContaining("broken.onnx");
    }

    @Test
    void oneMoreModelIsTheOnlyOneThatIsMeasured() throws IOException {
        ComparisonMemory memory = new ComparisonMemory();
        Comparison.Result first = comparison(TANH, RELU).run(memory, Comparison.Listener.NONE, new CancelToken());
        Told told = new Told();
        Comparison.Result more = comparison(TANH, RELU, sample("digits-cnn")).run(memory, told, new CancelToken());
        assertThat(told.all).containsExactly("digits-mlp-tanh", "digits-mlp", "opened", "digits-cnn");
        assertThat(more.models().get(0)).isSameAs(first.models().get(0));
        // Other settings are another question.
        Told other = new Told();
        comparison(TANH, RELU)
                .with(new Comparison.Measures(4, GridSettings.square(0.5, 3), false, StatisticsPolicy.OWN))
                .run(memory, other, new CancelToken());
        assertThat(other.all).containsExactly("opened", "digits-mlp-tanh", "opened", "digits-mlp");
    }

    @Test
    void itSaysWhatIsCompared() throws IOException {
        Comparison compared = comparison(TANH, RELU);
        Comparison.Result result = compared.run(Comparison.Listener.NONE, new CancelToken());
        assertThat(ComparisonSubject.of(compared, result.models()))
                .startsWith("Compared on digits-test.npz (60 samples)")
                .contains("cross-entropy", "filter, seed 3", "σ = 0.1", "within 0.1");
    }

    /** Cancels once the second model's landscape is begun; counts the samples that the networks ran on. */
    private static final class Counting implements Comparison.Listener {

        private final List<Experiment> opened = new ArrayList<>();
        private final CancelToken cancel = new CancelToken();
        private final boolean interrupts;

        Counting(boolean interrupts) {
            this.interrupts = interrupts;
        }

        @Override
        public void opened(Experiment experiment) {
            opened.add(experiment);
        }

        @Override
        public void progress(long done, long total) {
            if (interrupts && 2 * done > total) {
                cancel.cancel();
            }
        }

        private long samplesRun() {
            return opened.stream()
                    .mapToLong(experiment -> experiment.objective().samplesRun())
                    .sum();
        }
    }

    /** What was computed before a comparison was cut short is not computed again, and leads to the same bits. */
    @Test
    void aComparisonGoesOnFromWhatWasKept() throws IOException {
        Comparison compared = comparison(TANH, RELU);
        Counting whole = new Counting(false);
        Comparison.Result expected = compared.run(whole, whole.cancel);
        Kept kept = new Kept();
        try (Experiment subject = compared.subject(new CancelToken())) {
            Counting begun = new Counting(true);
            assertThatThrownBy(() -> compared.run(new ComparisonMemory(), begun, begun.cancel, subject.keeping(kept)))
                    .isInstanceOf(CancellationException.class);
            assertThat(kept.tables().keySet()).anyMatch(table -> table.startsWith("model 0/"));
            Counting rest = new Counting(false);
            Comparison.Result result = compared.run(new ComparisonMemory(), rest, rest.cancel, subject.keeping(kept));
            // Of the first model all but its loss, of the second half.
            assertThat(rest.samplesRun()).isLessThan(whole.samplesRun() / 2).isPositive();
            for (int i = 0; i < 2; i++) {
                assertThat(result.models().get(i).landscape().losses())
                        .containsExactly(expected.models().get(i).landscape().losses());
                assertThat(result.models().get(i).gaussian().mean())
                        .isEqualTo(expected.models().get(i).gaussian().mean());
                assertThat(result.models().get(i).sharpness())
                        .isEqualTo(expected.models().get(i).sharpness());
            }
        }
    }
}
