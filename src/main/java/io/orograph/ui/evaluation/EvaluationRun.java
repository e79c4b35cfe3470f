package io.orograph.ui.evaluation;

import io.orograph.plane.Section;
import io.orograph.provenance.Provenance;
import io.orograph.study.ConstantGuess;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.KnownLandscapes;
import io.orograph.study.LandscapeForecast;
import io.orograph.study.LandscapeProgress;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.SampleLandscapes;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An evaluation, from the request to its last cell: made on the FX thread, run in the background, read from both. */
final class EvaluationRun implements LandscapeStudy.Listener {

    /** Before that, the pace says little of the whole. */
    private static final double SETTLED_SECONDS = 2;

    private final Experiment subject;
    private final LandscapeStudy study;
    /** Whether its cells came with a sample. */
    private volatile boolean shipped;

    private volatile LandscapeProgress landscape;
    private volatile DirectionsProgress directionsProgress;
    private final CopyOnWriteArrayList<String> notices = new CopyOnWriteArrayList<>();
    private volatile double cosine = Double.NaN;

    /** Whether a cell lies on θ₀ whose loss has not been judged yet. */
    private volatile boolean atTheta;

    /** The progress of the directions. */
    record DirectionsProgress(long done, long total) {}

    /** The part of a run that is evaluated, or all of it. */
    record Result(EvaluationRun run, LandscapeStudy.Result found) {}

    /** What of it is kept, once it has begun. */
    private volatile EvaluationKeeper.Work work = EvaluationKeeper.Work.NOTHING;

    private final KnownLandscapes known;
    private boolean anew;
    private final EvaluationKeeper keeper;
    private final EvaluationSettings asked;

    /**
     * Makes a run.
     *
     * @param known what was evaluated before
     * @param keeper keeps what it computes
     * @param asked the settings that the study follows from, but for a plane that was given
     */
    EvaluationRun(
            Experiment subject,
            LandscapeStudy study,
            KnownLandscapes known,
            EvaluationKeeper keeper,
            EvaluationSettings asked) {
        this.subject = subject;
        this.study = study;
        this.known = known;
        this.keeper = keeper;
        this.asked = asked;
    }

    /**
     * Draws or computes the directions and evaluates all cells, or as many as there is time for until it is cancelled.
     *
     * @throws IOException if a file of directions cannot be used
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled before the first cell
     */
    Result run(CancelToken cancel) throws IOException {
        try (EvaluationKeeper.Work begun = keeper.begin(subject, asked, given())) {
            work = begun;
            LandscapeStudy.Result found = study.run(subject, this, cancel);
            if (found.landscape().isComplete()) {
                begun.finished();
            }
            return new Result(this, found);
        }
    }

    private Optional<FoundSection> given() {
        return study.source() instanceof FoundSection found ? Optional.of(found) : Optional.empty();
    }

    @Override
    public Kept kept(Experiment experiment) {
        Kept own = work.kept();
        if (given().isPresent() || anew || !own.tables().isEmpty()) {
            return own;
        }
        return SampleLandscapes.find(experiment, asked.entries())
                .map(cells -> {
                    shipped = true;
                    notice("The cells came with the sample; Evaluate computes them on this computer");
                    return cells;
                })
                .orElse(own);
    }

    /** Has cells computed that came with a sample. */
    EvaluationRun anew(boolean wanted) {
        anew = wanted;
        return this;
    }

    @Override
    public KnownLandscapes known() {
        // What came with a sample is not what this computer evaluated, and is not taken for it later.
        return shipped ? KnownLandscapes.NONE : known;
    }

    @Override
    public void progress(long done, long total) {
        if (!hasStarted()) {
            directionsProgress = new DirectionsProgress(done, total);
        }
    }

    @Override
    public void notice(String sentence) {
        notices.addIfAbsent(sentence);
    }

    /** Returns what a person should know of it so far. */
    List<String> notices() {
        return notices;
    }

    @Override
    public void found(Section section, Provenance provenance) {
        // Of weights: running statistics that follow them are no directions.
        atTheta = section.isAroundTheta();
        cosine = section.vectors().of(subject.layout()).cosine();
    }

    @Override
    public void evaluating(LandscapeProgress now) {
        landscape = now;
        work.holds(now::evaluated);
    }

    /** Tells whether directions are being computed, which may take longer than the grid. */
    boolean isComputingDirections() {
        return study.source().isComputed() && !hasStarted();
    }

    /** Returns the progress of the directions; null while it is not known. */
    DirectionsProgress directionsProgress() {
        return directionsProgress;
    }

    /** Returns what is evaluated. */
    Experiment subject() {
        return subject;
    }

    int cells() {
        return study.grid().nx() * study.grid().ny();
    }

    int workers() {
        return subject.objective().workers();
    }

    /** Tells whether the directions are drawn, so that there is a {@link #snapshot}. */
    boolean hasStarted() {
        return landscape != null;
    }

    /** Returns how many of the cells were known before, and so took no time. */
    int knownCells() {
        LandscapeProgress now = landscape;
        if (shipped) {
            return evaluatedCells();
        }
        return now == null ? 0 : now.knownCells();
    }

    int evaluatedCells() {
        LandscapeProgress now = landscape;
        return now == null ? 0 : now.evaluatedCells();
    }

    /** Tells whether there is anything to show that was evaluated, be it on few samples. */
    boolean hasCells() {
        return evaluatedCells() > 0 || firstLookCells() > 0;
    }

    /** Returns the number of cells of the first look on few samples that comes before where it is worth it. */
    int firstLookCells() {
        LandscapeProgress now = landscape;
        return now == null ? 0 : now.firstLookCells();
    }

    /** Tells whether the first look is all that there is so far. */
    boolean isFirstLook() {
        LandscapeProgress now = landscape;
        return now != null && now.isFirstLook();
    }

    /** Returns the seconds that the rest takes; NaN while it cannot be known. */
    double secondsLeft() {
        LandscapeProgress now = landscape;
        return now == null ? Double.NaN : now.secondsLeft();
    }

    /** Returns what all of it takes, the first look included; empty while that cannot be known. */
    Optional<LandscapeForecast> forecast() {
        LandscapeProgress now = landscape;
        if (now == null
                || now.pace().seconds() < SETTLED_SECONDS
                || Double.isNaN(now.pace().secondsInAll())) {
            return Optional.empty();
        }
        return Optional.of(LandscapeForecast.now(
                now.whole().landscape().grid(), now.samples(), now.pace().secondsInAll()));
    }

    /** Returns how many samples the first look takes. */
    int firstSamples() {
        LandscapeProgress now = landscape;
        return now == null ? 0 : now.firstSamples();
    }

    /** Returns the seconds from the first cell's start to the last cell's end so far. */
    double seconds() {
        LandscapeProgress now = landscape;
        return now == null ? 0 : now.seconds();
    }

    /**
     * Returns what is evaluated so far; only once it {@link #hasStarted}. The landscape is copied, which is work for
     * the background.
     */
    Result snapshot() {
        LandscapeStudy.Result soFar = landscape.soFar();
        warnOfConstantGuess();
        return new Result(this, soFar);
    }

    /** Says as soon as the cell at θ₀ is there what the study says at its end, which may be hours later. */
    private void warnOfConstantGuess() {
        if (!atTheta || evaluatedCells() == 0) {
            return;
        }
        double loss = landscape.evaluated().landscape().centerLoss();
        if (!Double.isNaN(loss)) {
            atTheta = false;
            ConstantGuess.notice(subject, loss).ifPresent(this::notice);
        }
    }

    /** Returns the cosine between the directions; only once it {@link #hasStarted}; NaN where nothing moves. */
    double cosine() {
        return cosine;
    }
}
