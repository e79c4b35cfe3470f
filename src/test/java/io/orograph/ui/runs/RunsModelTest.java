package io.orograph.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunCurves;
import io.orograph.study.runs.RunState;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.runs.RunsModel.Listed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done with the list stays done while its runs go on. */
@NeedsDisplay
class RunsModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private RunsModel model;

    @BeforeEach
    void make() {
        model = Fx.get(() ->
                new RunsModel(followed.subject(), new BackgroundWork(followed.background(), followed.problems()), 100));
    }

    private static Run run(String id, RunState state, int weights) {
        Optional<Weights> end = weights == 0
                ? Optional.empty()
                : Optional.of(new Weights("w", new WeightsSource.Training("SGD", 1), new double[weights]));
        return new Run(id, "SGD", false, Optional.empty(), state, RunCurves.NONE, end);
    }

    private Listed listed(String id) {
        return model.runs().stream()
                .filter(each -> each.run().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunThatGoesOnKeepsItsNameItsStarAndItsTick() {
        Fx.run(() -> {
            model.put(run("a", RunState.RUNNING, 0));
            model.put(run("b", RunState.RUNNING, 0));
            Listed seen = listed("b");
            model.rename(seen, " mine ");
            // What is seen may be older than what is listed.
            model.star(seen);
            model.tick(listed("b"), false);
            model.put(run("b", RunState.DONE, 3));
        });
        assertThat(listed("a").run().name()).isEqualTo("SGD");
        assertThat(listed("b").run().state()).isEqualTo(RunState.DONE);
        assertThat(listed("b").run().starred()).isTrue();
        assertThat(listed("b").ticked()).isFalse();
        assertThat(model.runs()).hasSize(2);
    }

    @Test
    void namesAreToldApartAndEmptyOnesNotTaken() {
        Fx.run(() -> {
            model.put(run("a", RunState.DONE, 0));
            model.put(run("b", RunState.DONE, 0));
            model.rename(listed("a"), "  ");
        });
        assertThat(model.all()).extracting(Run::name).containsExactly("SGD", "SGD (2)");
        Fx.run(() -> model.rename(listed("a"), "SGD (2)"));
        assertThat(model.all()).extracting(Run::name).containsExactly("SGD (2) (2)", "SGD (2)");
    }

    @Test
    void whatIsDeletedComesBackInItsPlaceAndColourAndWhatTrainsStays() {
        Fx.run(() -> {
            model.put(run("a", RunState.DONE, 0));
            model.put(run("b", RunState.RUNNING, 0));
            model.put(run("c", RunState.DONE, 0));
            model.deleteTicked();
        });
        assertThat(model.all()).extracting(Run::id).containsExactly("b");
        Fx.run(() -> model.put(run("d", RunState.DONE, 0)));
        assertThat(listed("d").number()).isEqualTo(3);
        Fx.run(() -> model.bringBack());
        assertThat(model.all()).extracting(Run::id).containsExactly("a", "b", "c", "d");
        assertThat(listed("c").number()).isEqualTo(2);
        assertThat(model.canBringBack()).isFalse();
    }

    /** 100 bytes: two runs of five weights; the oldest without a star loses its own, the newest never. */
    @Test
    void weightsThatTakeTooMuchMemoryGoAndThatIsSaid() {
        Fx.run(() -> {
            model.put(run("a", RunState.DONE, 5));
            model.star(listed("a"));
            model.put(run("b", RunState.DONE, 5));
            model.put(run("c", RunState.DONE, 5));
        });
        assertThat(listed("a").run().end()).isPresent();
        assertThat(listed("b").run().end()).isEmpty();
        assertThat(listed("c").run().end()).isPresent();
        assertThat(model.statusProperty().get()).startsWith("The weights of SGD (2) are not kept any more");
        Fx.run(() -> model.put(run("d", RunState.DONE, 50)));
        assertThat(listed("d").run().end()).isPresent();
        assertThat(listed("a").run().end()).isEmpty();
    }

    @Test
    void itSaysWhyNothingCanBeAsked() throws IOException {
        assertThat(model.obstacle()).isEmpty();
        Fx.run(() -> model.put(run("a", RunState.RUNNING, 0)));
        assertThat(model.obstacle()).isEqualTo("Open the model and its data to look at the weights of runs");
        followed.show(
                followed.keep(TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(50))));
        assertThat(model.obstacle()).isEqualTo("SGD still trains");
        assertThat(model.weights()).isEmpty();
        Fx.run(() -> model.put(run("a", RunState.DONE, 3)));
        assertThat(model.obstacle()).isEmpty();
        assertThat(model.weights())
                .hasValueSatisfying(
                        of -> assertThat(of).extracting(Weights::name).containsExactlyElementsOf(List.of("SGD")));
    }
}
