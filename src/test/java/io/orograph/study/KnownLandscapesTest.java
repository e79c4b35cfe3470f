package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells that are known are not evaluated again, and what comes out has the bits of evaluating all. */
class KnownLandscapesTest {

    private static final String SAMPLE = "breast-cancer-mlp";

    private final KnownLandscapes known = new KnownLandscapes();
    private Experiment experiment;

    @BeforeEach
    void open() throws IOException {
        experiment = TestSamples.opened(SAMPLE, ExperimentSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        experiment.close();
    }

    /** Hears how many cells were known, and cancels after some if asked to. */
    private static class Hearing implements LandscapeStudy.Listener {
        private final KnownLandscapes known;
        private final CancelToken cancel;
        private final int after;
        LandscapeProgress progress;

        Hearing(KnownLandscapes known, CancelToken cancel, int after) {
            this.known = known;
            this.cancel = cancel;
            this.after = after;
        }

        @Override
        public KnownLandscapes known() {
            return known;
        }

        @Override
        public void evaluating(LandscapeProgress landscape) {
            progress = landscape;
        }

        @Override
        public void progress(long done, long total) {
            if (done >= after) {
                cancel.cancel();
            }
        }
    }

    private static LandscapeStudy study(long seed, double range, int resolution, boolean firstLook) {
        RandomDirections draws = new RandomDirections(
                RandomDirections.DEFAULT.normalization(), false, seed, RandomDirections.DEFAULT.held());
        return new LandscapeStudy(
                new Directions.Random(draws, StatisticsPolicy.OWN),
                GridSettings.square(range, resolution),
                Optional.empty(),
                firstLook);
    }

    private Landscape alone(LandscapeStudy study) throws IOException {
        try (Experiment fresh = TestSamples.opened(SAMPLE, ExperimentSettings.DEFAULT)) {
            return study.run(fresh, LandscapeStudy.Listener.NONE, new CancelToken())
                    .landscape();
        }
    }

    private void takes(int cells, LandscapeStudy study) throws IOException {
        Hearing hearing = new Hearing(known, new CancelToken(), Integer.MAX_VALUE);
        long before = experiment.objective().samplesRun();
        Landscape landscape = study.run(experiment, hearing, new CancelToken()).landscape();
        assertThat(hearing.progress.knownCells()).isEqualTo(cells);
        if (cells == landscape.grid().cells()) {
            assertThat(experiment.objective().samplesRun()).as("nothing ran").isEqualTo(before);
        }
        isSame(landscape, alone(study));
    }

    private static void isSame(Landscape landscape, Landscape expected) {
        assertThat(landscape.losses()).containsExactly(expected.losses());
        assertThat(landscape.standardErrors()).containsExactly(expected.standardErrors());
        assertThat(landscape.differenceErrors()).containsExactly(expected.differenceErrors());
        assertThat(landscape.accuracies()).containsExactly(expected.accuracies());
        assertThat(landscape.pairErrors()).isEqualTo(expected.pairErrors());
        assertThat(landscape.pending().isEmpty()).isTrue();
    }

    @Test
    void aFinerGridTakesTheCellsOfTheCoarserOne() throws IOException {
        takes(0, study(0, 1, 11, false));
        takes(11 * 11, study(0, 1, 21, false));
    }

    @Test
    void aLongerRangeTakesTheCellsInside() throws IOException {
        takes(0, study(0, 0.5, 11, false));
        takes(11 * 11, study(0, 1, 21, false));
        // Every second one of those.
        takes(11 * 11, study(0, 2, 21, false));
    }

    @Test
    void theSameAgainEvaluatesNothing() throws IOException {
        takes(0, study(0, 0.7, 11, true));
        takes(11 * 11, study(0, 0.7, 11, true));
    }

    @Test
    void whatDoesNotShareAPlaceIsEvaluated() throws IOException {
        takes(0, study(0, 1, 11, false));
        takes(0, study(1, 1, 11, false));
        // 0 is the only place that both have.
        takes(1, study(0, 0.73, 11, false));
    }

    @Test
    void afterACancellationItGoesOnFromThere() throws IOException {
        LandscapeStudy study = study(0, 1, 21, false);
        CancelToken cancel = new CancelToken();
        Hearing hearing = new Hearing(known, cancel, 100);
        Landscape part = study.run(experiment, hearing, cancel).landscape();
        assertThat(part.evaluatedCells()).isBetween(100, 21 * 21 - 1);
        takes(part.evaluatedCells(), study);
    }

    @Test
    void anExperimentThatWasPutTogetherAnewKnowsThem() throws IOException {
        takes(0, study(0, 1, 11, false));
        experiment.close();
        open();
        takes(11 * 11, study(0, 1, 11, false));
    }

    @Test
    void anotherQuestionTakesNone() throws IOException {
        takes(0, study(0, 1, 11, false));
        try (Experiment fewer = experiment.onSamples(50)) {
            Hearing hearing = new Hearing(known, new CancelToken(), Integer.MAX_VALUE);
            study(0, 1, 11, false).run(fewer, hearing, new CancelToken());
            assertThat(hearing.progress.knownCells()).isZero();
        }
        double[] other = experiment.weights().theta().clone();
        other[0] = Math.nextUp(other[0]);
        try (Experiment moved =
                experiment.at(new Weights("moved", experiment.weights().source(), other))) {
            Hearing hearing = new Hearing(known, new CancelToken(), Integer.MAX_VALUE);
            study(0, 1, 11, false).run(moved, hearing, new CancelToken());
            assertThat(hearing.progress.knownCells()).isZero();
        }
    }

    /** A picture that is taken while cells are still being evaluated is kept with what it is known by. */
    @Test
    void aSnapshotIsKnownByTheSameAsTheWhole() throws IOException {
        AtomicReference<Optional<String>> meanwhile = new AtomicReference<>(Optional.empty());
        AtomicReference<Landscape> snapshot = new AtomicReference<>();
        Hearing hearing = new Hearing(known, new CancelToken(), Integer.MAX_VALUE) {
            @Override
            public void progress(long done, long total) {
                if (progress != null && progress.evaluatedCells() > 20 && snapshot.get() == null) {
                    snapshot.set(progress.evaluated().landscape());
                    meanwhile.set(known.keyOf(snapshot.get()));
                }
            }
        };
        Landscape whole = study(0, 1, 11, false)
                .run(experiment, hearing, new CancelToken())
                .landscape();
        assertThat(meanwhile.get()).isPresent().isEqualTo(known.keyOf(whole));
        assertThat(known.keyOf(snapshot.get())).isEqualTo(known.keyOf(whole));
        study(1, 1, 11, false)
                .run(experiment, new Hearing(known, new CancelToken(), Integer.MAX_VALUE), new CancelToken());
        assertThat(known.keyOf(snapshot.get())).as("another plane came since").isEqualTo(known.keyOf(whole));
    }

    @Test
    void forgetsTheOldest() throws IOException {
        KnownLandscapes few = new KnownLandscapes(130);
        for (long seed : new long[] {0, 1}) {
            study(seed, 1, 11, false)
                    .run(experiment, new Hearing(few, new CancelToken(), Integer.MAX_VALUE), new CancelToken());
        }
        Hearing latest = new Hearing(few, new CancelToken(), Integer.MAX_VALUE);
        Landscape landscape = study(1, 1, 11, false)
                .run(experiment, latest, new CancelToken())
                .landscape();
        assertThat(latest.progress.knownCells()).isEqualTo(11 * 11);
        assertThat(few.keyOf(landscape)).isPresent();
        Hearing oldest = new Hearing(few, new CancelToken(), Integer.MAX_VALUE);
        study(0, 1, 11, false).run(experiment, oldest, new CancelToken());
        assertThat(oldest.progress.knownCells()).isZero();
    }
}
