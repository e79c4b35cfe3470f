package io.orograph.ui.slices;

import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.landscape.Landscape;
import io.orograph.plane.RandomDirections;
import io.orograph.study.Experiment;
import io.orograph.study.ProfileStudy;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/**
 * How typical the plane that is shown is of random planes, drawn when a person asks for it. What was found goes when other
 * weights, data or ways to draw directions are shown.
 */
public final class ProfilesModel {

    /** The kind of study, in what is kept. */
    public static final String KIND = "profiles";

    private static final String NOT_RANDOM =
            "Only a plane along random directions can be compared with others; this one is laid through what it shows";

    private final ObservableValue<Experiment> experiment;
    private final ObservableValue<Landscape> landscape;
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ReadOnlyObjectWrapper<ProfileStudy.Result> found = new ReadOnlyObjectWrapper<>(this, "found");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final LatestTask<ProfileStudy.Result> task;
    private StudyKeeper keeper = StudyKeeper.NONE;

    /** What is to be drawn when its plane is shown; null if nothing is. */
    private StudyWords awaited;

    /**
     * Makes a model.
     *
     * @param experiment what is open; null while nothing is
     * @param landscape over the plane that is shown; null while there is none
     */
    public ProfilesModel(
            ObservableValue<Experiment> experiment, ObservableValue<Landscape> landscape, BackgroundWork work) {
        this.experiment = experiment;
        this.landscape = landscape;
        this.task = new LatestTask<>(work.executor(), this::finish, cause -> fail(cause, work.problems()));
        experiment.addListener((property, old, now) -> forget());
        landscape.addListener((property, old, now) -> look(now));
    }

    private void look(Landscape now) {
        ready.set(now != null && experiment.getValue() != null);
        ProfileStudy.Result known = found.get();
        boolean isOfIt = known == null
                || directions(now)
                        .filter(shown ->
                                shown.withSeed(0).equals(known.directions().withSeed(0)))
                        .isPresent();
        if (!isOfIt) {
            forget();
        }
        startAwaited();
    }

    private void forget() {
        task.drop();
        found.set(null);
        status.set("");
    }

    private static Optional<RandomDirections> directions(Landscape shown) {
        return Optional.ofNullable(shown).flatMap(values -> RandomDirections.described(values.provenance()));
    }

    /** Starts or cancels, as the button does. */
    public void startOrCancel() {
        if (task.runningProperty().get()) {
            task.drop();
            status.set("Cancelled");
            return;
        }
        Landscape shown = landscape.getValue();
        Experiment subject = experiment.getValue();
        Optional<RandomDirections> along = directions(shown);
        if (subject == null || along.isEmpty()) {
            status.set(subject == null ? "" : NOT_RANDOM);
            return;
        }
        RandomDirections others = along.get().withSeed(along.get().seed() + 1);
        ProfileStudy study = new ProfileStudy(
                others, ProfileStudy.DEFAULT_PLANES, shown.grid().reach());
        status.set("Drawing " + study.planes() + " other planes");
        StudyWords words = StudyWords.of(KIND, "comparison with other planes")
                .with("planes", study.planes())
                .with("range", study.range())
                .over(shown.section());
        task.start((cancel, progress) -> keeper.keep(subject, () -> words, own -> {
            // With an objective of its own, whose losses are kept.
            try (Experiment alone = own.at(own.weights())) {
                return study.run(alone, progress::progress, cancel);
            }
        }));
    }

    /** Has what is found kept from the next time on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Draws other planes as before, as soon as the same plane is shown. */
    public void goOn(StudyWords before) {
        awaited = before;
        startAwaited();
    }

    private void startAwaited() {
        if (awaited != null
                && ready.get()
                && awaited.isOver(landscape.getValue().section())) {
            awaited = null;
            startOrCancel();
        }
    }

    private void finish(ProfileStudy.Result result) {
        found.set(result);
        status.set(result.sentences().stream().map(sentence -> "· " + sentence).collect(Collectors.joining("\n")));
    }

    private void fail(Throwable cause, Problems problems) {
        if (cause instanceof UndefinedCurvatureException) {
            status.set(cause.getMessage());
        } else {
            status.set("Other planes could not be drawn");
            problems.report("Other planes cannot be drawn", cause);
        }
    }

    /** Returns the lines of other planes that go with what is shown; null while there are none. */
    public ReadOnlyObjectProperty<ProfileStudy.Result> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Tells whether there is a plane to compare with others. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Returns what was found, or what is being done. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns how far it is, 0 to 1; -1 while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return task.progressProperty();
    }
}
