package io.orograph.ui.session;

import io.orograph.file.FileName;
import io.orograph.network.Weights;
import io.orograph.session.DataPair;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.SettingsWords;
import io.orograph.session.StoredFile;
import io.orograph.session.StoredResult;
import io.orograph.session.Subject;
import io.orograph.study.DirectionKind;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.display.DisplayChoices;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.evaluation.RestoredEvaluation;
import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.surface.Orbit;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.workspace.Before;
import io.orograph.ui.workspace.DataChoices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Saves what the window has as a session, and opens sessions: what was computed is shown at once, without evaluating. */
public final class SessionModel {

    private final SessionParts parts;
    private final RecentSessions recent;
    private final Consumer<String> notices;
    private final LatestTask<Path> saving;
    private final LatestTask<Read> opening;
    private final LatestTask<Missing> locating;
    private final ObjectProperty<Orbit> camera = new SimpleObjectProperty<>(this, "camera");
    private final ReadOnlyObjectWrapper<Missing> missing = new ReadOnlyObjectWrapper<>(this, "missing");
    private Session last;
    private Runnable whenSaved = () -> {};

    /** A session as it was read, and where its files are. */
    private record Read(Path file, Session session, List<MissingFile> files) {}

    /**
     * A session that waits for files.
     *
     * @param files those that are missing or changed
     * @param places where each of its files is, by its role, as far as that is known
     * @param changed whether one of those is another file than the session was saved of
     */
    record Missing(Path file, Session session, List<MissingFile> files, Map<String, Path> places, boolean changed) {}

    /**
     * Makes one.
     *
     * @param parts what a session is made of
     * @param notices told what a person should know and need not act on
     */
    public SessionModel(SessionParts parts, RecentSessions recent, Consumer<String> notices, BackgroundWork work) {
        this.parts = parts;
        this.recent = recent;
        this.notices = notices;
        this.saving = new LatestTask<>(
                work.executor(), this::saved, cause -> work.problems().report("The session cannot be saved", cause));
        this.opening = new LatestTask<>(
                work.executor(), this::show, cause -> work.problems().report("The session cannot be opened", cause));
        this.locating = new LatestTask<>(
                work.executor(), this::ask, cause -> work.problems().report("The file cannot be read", cause));
    }

    /** Returns the place from which the surface is looked at, to be bound to that of the surface. */
    public ObjectProperty<Orbit> cameraProperty() {
        return camera;
    }

    /** Returns the sessions that were saved or opened last. */
    public RecentSessions recent() {
        return recent;
    }

    /** Returns a session that waits for a person to say where its files are; null while none does. */
    ReadOnlyObjectProperty<Missing> missingProperty() {
        return missing.getReadOnlyProperty();
    }

    /** Tells whether there is anything to save. */
    public boolean isEmpty() {
        return parts.history().entries().isEmpty()
                && parts.workspace().experimentProperty().get() == null;
    }

    /** Writes all that there is into a file. */
    public void save(Path file) {
        Experiment subject = parts.workspace().experimentProperty().get();
        Map<String, Map<String, Object>> settings = settings();
        List<StoredResult> results = results();
        String notes = last == null ? "" : last.notes();
        whenSaved = parts.saving().apply(results);
        saving.start((cancel, progress) -> {
            SessionFile.write(file, session(subject, settings, notes, results));
            return file;
        });
    }

    private static Session session(
            Experiment subject, Map<String, Map<String, Object>> settings, String notes, List<StoredResult> results)
            throws IOException {
        Optional<Weights> theta =
                Optional.ofNullable(subject).map(Experiment::weights).filter(weights -> !weights.areOfModel());
        return new Session(
                Session.Saved.now(),
                subject == null ? Optional.empty() : Optional.of(Subject.of(subject)),
                theta,
                settings,
                notes,
                results);
    }

    private Map<String, Map<String, Object>> settings() {
        Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
        if (last != null) {
            settings.putAll(last.settings());
        }
        settings.remove(Session.PLANE);
        settings.remove(Session.GRID);
        if (parts.evaluation().openedProperty().get() == null) {
            boolean given = parts.evaluation().givenProperty().get() != null;
            settings.put(
                    given ? Session.GRID : Session.PLANE, SettingsWords.of(EvaluationSettings.of(parts.evaluation())));
        }
        settings.put(Session.DISPLAY, SettingsWords.of(DisplayChoices.of(parts.display())));
        if (camera.get() != null) {
            settings.put(Session.CAMERA, SettingsWords.of(camera.get()));
        }
        return settings;
    }

    private List<StoredResult> results() {
        List<StoredResult> results = new ArrayList<>();
        LandscapeStudy.Result shown = parts.evaluation().shownProperty().get();
        for (HistoryModel.Entry entry : parts.history().entries()) {
            boolean isShown = shown != null && entry.result().landscape().hasCellsOf(shown.landscape());
            LandscapeStudy.Result whole = isShown && parts.convexity().getValue() != null
                    ? shown.with(parts.convexity().getValue())
                    : entry.result();
            results.add(StoredResult.of(whole, isShown, entry.cells()));
        }
        parts.others().forEach(part -> results.addAll(part.stored()));
        if (last != null) {
            last.results().stream().filter(result -> !parts.owns(result)).forEach(results::add);
        }
        return results;
    }

    private void saved(Path file) {
        recent.add(file);
        whenSaved.run();
        notices.accept("Saved " + FileName.of(file));
    }

    /** Opens a session. */
    public void open(Path file) {
        opening.start((cancel, progress) -> {
            Session session = SessionFile.read(file);
            return new Read(
                    file,
                    session,
                    session.subject().map(subject -> files(file, subject)).orElse(List.of()));
        });
    }

    private static List<MissingFile> files(Path session, Subject subject) {
        List<MissingFile> files = new ArrayList<>();
        files.add(new MissingFile("model", subject.model(), subject.model().find(session)));
        files.add(new MissingFile("data", subject.data(), subject.data().find(session)));
        if (subject.targets() != null) {
            files.add(new MissingFile(
                    "targets", subject.targets(), subject.targets().find(session)));
        }
        return files;
    }

    private void show(Read read) {
        Session session = read.session();
        last = session;
        recent.add(read.file());
        session.landscapes()
                .forEach(each -> parts.history().add(each.landscape().orElseThrow(), each.cells()));
        Optional<EvaluationSettings> plane = plane(session);
        boolean quick = plane.isPresent()
                && plane.get().directions().equals(DirectionKind.RANDOM.label())
                && plane.get().saved().isEmpty();
        session.shown().ifPresent(found -> parts.evaluation().showBefore(found, quick));
        SettingsWords.read(session.settings().get(Session.DISPLAY), DisplayChoices.class)
                .ifPresent(choices -> choices.applyTo(
                        parts.display(), parts.evaluation().landscapeProperty().get()));
        SettingsWords.read(session.settings().get(Session.CAMERA), Orbit.class).ifPresent(camera::set);
        Map<String, Path> places = new LinkedHashMap<>();
        List<MissingFile> absent = new ArrayList<>();
        for (MissingFile file : read.files()) {
            if (file.found().state() == StoredFile.State.SAME) {
                places.put(file.role(), file.found().path());
            } else {
                absent.add(file);
            }
        }
        ask(new Missing(read.file(), session, absent, places, false));
    }

    /** Asks for the files that are missing, one after the other; opens those of the session when all are there. */
    private void ask(Missing now) {
        if (now.files().isEmpty()) {
            missing.set(null);
            now.session().subject().ifPresent(subject -> openFiles(subject, now));
        } else {
            missing.set(now);
        }
    }

    /** Takes a file in place of the one that is asked for, if it is the same by its digest. */
    void found(Path file) {
        Missing now = missing.get();
        MissingFile asked = now.files().get(0);
        locating.start((cancel, progress) -> {
            if (asked.stored().isAt(file)) {
                return with(now, asked, file, now.changed());
            }
            StoredFile.Found another = new StoredFile.Found(file, StoredFile.State.CHANGED);
            List<MissingFile> rest = new ArrayList<>(now.files());
            rest.set(0, new MissingFile(asked.role(), asked.stored(), another));
            return new Missing(now.file(), now.session(), rest, now.places(), now.changed());
        });
    }

    /** Takes a changed file as it is: its landscape is evaluated anew. */
    void takeChanged() {
        Missing now = missing.get();
        MissingFile asked = now.files().get(0);
        ask(with(now, asked, asked.found().path(), true));
    }

    private static Missing with(Missing now, MissingFile asked, Path file, boolean changed) {
        Map<String, Path> places = new LinkedHashMap<>(now.places());
        places.put(asked.role(), file);
        return new Missing(
                now.file(), now.session(), now.files().subList(1, now.files().size()), places, changed);
    }

    /** Looks at what the session holds, without its model and data. */
    void lookOnly() {
        missing.get().session().shown().ifPresent(parts.evaluation()::show);
        missing.set(null);
    }

    private static Optional<EvaluationSettings> plane(Session session) {
        return settings(session, Session.PLANE);
    }

    private static Optional<EvaluationSettings> settings(Session session, String name) {
        return SettingsWords.read(session.settings().get(name), EvaluationSettings.class);
    }

    private void openFiles(Subject subject, Missing found) {
        plane(found.session())
                .or(() -> settings(found.session(), Session.GRID))
                .ifPresent(settings -> parts.evaluation().restore(new RestoredEvaluation(settings, Optional.empty())));
        if (!found.changed()) {
            parts.others().forEach(part -> part.restore(found.session().results()));
        }
        Path model = found.places().get("model");
        DataPair pair = subject.pair()
                .at(
                        DataPair.path(model),
                        DataPair.path(found.places().get("data")),
                        subject.targets() == null
                                ? ""
                                : DataPair.path(found.places().get("targets")));
        parts.workspace()
                .open(
                        model,
                        pair.source(),
                        new Before(
                                DataChoices.of(subject.loss()),
                                subject.choice(),
                                found.session().weights().orElse(null)));
    }
}
