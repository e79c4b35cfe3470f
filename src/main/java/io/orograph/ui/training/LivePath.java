package io.orograph.ui.training;

import io.orograph.network.ParameterLayout;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.WeightSeries;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.study.Experiment;
import io.orograph.study.FollowedPath;
import io.orograph.study.FoundSection;
import io.orograph.study.StudyListener;
import io.orograph.study.UnsuitableModelsException;
import io.orograph.task.CancelToken;
import io.orograph.training.TrainingPoint;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.value.ObservableValue;

/**
 * A training on the landscape while it runs: a point where it is and the way that it came, seen in the plane that is shown. Now
 * and then a plane is fitted to the way so far and evaluated, in at most about a fifth of the time; unless a person looks at
 * another plane meanwhile. Nothing is computed on the FX thread.
 */
final class LivePath {

    private static final int WHITE = 0xffffffff;
    private static final int HERE = 0xffff7a1a;

    /** Fewer points span no plane that lasts. */
    private static final int FEWEST_POINTS = 4;

    /** A training that is over before is looked at when it has ended. */
    private static final long FIRST_AFTER = TimeUnit.SECONDS.toNanos(3);

    /** So many times as long as a plane took it is looked at before the next one is fitted. */
    private static final long REST = 4;

    /** A plane is fitted again when the path has so many times as many points, … */
    private static final double LONGER = 1.3;

    /** … or when so much of the way lies off the plane. */
    private static final double OFF = 0.3;

    private static final StudyListener SILENT = (done, total) -> {};

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final Overlays overlays;
    private final LatestTask<Seen> projecting;
    private final LatestTask<FoundSection> fitting;

    /** The training that runs; null while none does. */
    private TrainingRun followed;

    private boolean wanted = true;
    private Seen seen;

    /** The plane that was shown when it began, which it may take the place of. */
    private Plane first;

    /** The plane that was fitted last; null before. */
    private FoundSection fitted;

    private int fittedPoints;
    private long nextFit;
    private long fitBegun;

    /** Places by step, of one plane: what is known of it is not projected again. */
    private final Map<Long, PlaneCoordinates> places = new HashMap<>();

    /** The plane of these places. */
    private Plane ofPlaces;

    /** What is drawn: of one plane, up to one step. */
    private record Seen(Plane plane, long step, Overlay overlay, double residual) {}

    LivePath(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            Overlays overlays,
            Executor background,
            Problems problems) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.overlays = overlays;
        this.projecting = new LatestTask<>(background, this::draw, cause -> {
            rest();
            problems.report("The training cannot be followed", cause);
        });
        this.fitting = new LatestTask<>(background, this::show, cause -> {
            if (cause instanceof UnsuitableModelsException) {
                // So far it moves along a line, or not at all.
                pace();
            } else {
                problems.report("The plane of the training cannot be fitted", cause);
            }
        });
        // Until a plane is evaluated none is fitted; then it is looked at.
        evaluation.runningProperty().addListener((property, was, is) -> {
            if (!is && evaluation.isPassing()) {
                pace();
            }
        });
        evaluation.shownPlaneProperty().addListener((property, old, now) -> {
            if (seen != null && seen.plane() != now) {
                seen = null;
                overlays.put(this, Overlay.NONE);
                look();
            }
        });
    }

    /** Follows a training from its beginning. */
    void follow(TrainingRun run) {
        rest();
        followed = run;
        first = evaluation.shownPlaneProperty().get();
        fitted = null;
        fittedPoints = 0;
        nextFit = System.nanoTime() + FIRST_AFTER;
        run.setFollowed(wanted);
    }

    /** Follows no more; what is drawn stays until another plane is shown. */
    void rest() {
        if (followed != null) {
            followed = null;
            projecting.drop();
            fitting.drop();
            if (evaluation.isPassing() && evaluation.runningProperty().get()) {
                evaluation.cancel();
            }
        }
    }

    /** Chooses whether trainings are followed. */
    void setWanted(boolean is) {
        wanted = is;
        if (followed != null) {
            followed.setFollowed(is);
        }
        if (!is) {
            projecting.drop();
            fitting.drop();
            seen = null;
            overlays.put(this, Overlay.NONE);
        }
    }

    /** Looks where the training is: called ten times a second while it runs. */
    void look() {
        TrainingRun run = followed;
        Experiment subject = experiment.getValue();
        Plane plane = evaluation.shownPlaneProperty().get();
        if (run == null || subject == null || !wanted) {
            return;
        }
        TrainingRun.Here here = run.here();
        boolean known = seen != null && here != null && seen.plane() == plane && seen.step() == here.step();
        if (plane != null
                && here != null
                && !known
                && !projecting.runningProperty().get()) {
            ParameterLayout layout = subject.layout();
            projecting.start((cancel, progress) -> projected(plane, layout, run, here, cancel));
        }
        fitWhenDue(run, subject);
    }

    /** On the background thread; one at a time. */
    private Seen projected(
            Plane plane, ParameterLayout layout, TrainingRun run, TrainingRun.Here here, CancelToken cancel)
            throws IOException {
        synchronized (places) {
            Plane own = plane.of(layout);
            if (ofPlaces != plane) {
                places.clear();
                ofPlaces = plane;
            }
            List<TrainingPoint> points = run.points();
            WeightSeries weights = run.weights();
            List<PlaneCoordinates> way = new ArrayList<>();
            int count = Math.min(points.size(), weights.size());
            for (int i = 0; i < count && points.get(i).step() < here.step(); i++) {
                cancel.check();
                PlaneCoordinates place = places.get(points.get(i).step());
                if (place == null) {
                    place = PlaneCoordinates.of(own, weights.read(i, 0, layout.size()));
                    places.put(points.get(i).step(), place);
                }
                way.add(place);
            }
            PlaneCoordinates last = PlaneCoordinates.of(own, here.theta(layout.size()));
            way.add(last);
            return new Seen(plane, here.step(), overlay(run.title(), way, here.step()), last.residual());
        }
    }

    private static Overlay overlay(String title, List<PlaneCoordinates> way, long step) {
        double[] alpha = way.stream().mapToDouble(PlaneCoordinates::alpha).toArray();
        double[] beta = way.stream().mapToDouble(PlaneCoordinates::beta).toArray();
        double[] off = way.stream().mapToDouble(PlaneCoordinates::residual).toArray();
        int last = alpha.length - 1;
        return new Overlay(
                List.of(new Overlay.Line(title, WHITE, alpha, beta, off)),
                List.of(new Overlay.Mark("step " + step, HERE, OverlaySymbol.DOT, alpha[last], beta[last])));
    }

    private void draw(Seen now) {
        if (followed != null
                && wanted
                && now.plane() == evaluation.shownPlaneProperty().get()) {
            seen = now;
            overlays.put(this, now.overlay());
        }
    }

    private void fitWhenDue(TrainingRun run, Experiment subject) {
        Plane shown = evaluation.shownPlaneProperty().get();
        boolean free = shown == first || evaluation.isPassing();
        if (!free
                || System.nanoTime() < nextFit
                || fitting.runningProperty().get()
                || evaluation.runningProperty().get()) {
            return;
        }
        int points = run.points().size();
        boolean isOff = seen == null || seen.residual() > OFF;
        if (points < FEWEST_POINTS || points <= fittedPoints || !(isOff || points >= LONGER * fittedPoints)) {
            return;
        }
        fittedPoints = points;
        fitBegun = System.nanoTime();
        Optional<Plane> before =
                Optional.ofNullable(fitted).map(found -> found.section().vectors());
        WeightSeries way = run.weights();
        fitting.start((cancel, progress) -> new FollowedPath(way, before).run(subject, SILENT, cancel));
    }

    private void show(FoundSection found) {
        if (followed != null && wanted) {
            fitted = found;
            evaluation.evaluatePassing(found);
        }
    }

    private void pace() {
        nextFit = System.nanoTime() + Math.max(FIRST_AFTER, REST * (System.nanoTime() - fitBegun));
    }
}
