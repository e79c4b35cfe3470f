package io.orograph.ui.main;

import io.orograph.study.Experiment;
import io.orograph.ui.evaluation.RestoredEvaluation;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.recovery.Unsaved;
import io.orograph.ui.recovery.UnsavedWork;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.workspace.Again;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** Asks again what was left unanswered when the program ended: opens what it is about, and starts all of it. */
final class GoingOn {

    private final Recovery recovery;
    private final WindowModels models;
    private final Map<String, Consumer<StudyWords>> studies;

    /**
     * Makes it.
     *
     * @param studies who asks a study again, by its kind
     */
    GoingOn(Recovery recovery, WindowModels models, Map<String, Consumer<StudyWords>> studies) {
        this.recovery = recovery;
        this.models = models;
        this.studies = studies;
    }

    /** Goes on with all of it, or shows what there is where it cannot go on. */
    void with(UnsavedWork work) {
        if (!work.canGoOn()) {
            models.opened().open(work.parts().get(0).file());
            return;
        }
        recovery.goOn(work);
        // The landscape itself comes last: a study may be over one before it.
        work.parts().stream().filter(part -> part.study().isPresent()).forEach(this::restoreLandscape);
        work.parts().stream().filter(part -> part.study().isEmpty()).forEach(this::restoreLandscape);
        Path model = work.pair().modelPath();
        whenOpen(model, () -> work.parts().forEach(this::start));
        models.workspace()
                .open(new Again(model, work.pair().source(), work.choices(), work.parameters(), work.theta()));
    }

    private void restoreLandscape(Unsaved part) {
        part.landscape()
                .ifPresent(settings -> models.evaluation().restore(new RestoredEvaluation(settings, part.section())));
    }

    private void start(Unsaved part) {
        part.training().ifPresent(words -> models.training().goOn(part.file(), words, part.endedAfter()));
        part.study()
                .map(StudyWords::kind)
                .map(studies::get)
                .ifPresent(asking -> asking.accept(part.study().orElseThrow()));
    }

    /** Does something once a model and its data are put together. */
    private void whenOpen(Path model, Runnable action) {
        ReadOnlyObjectProperty<Experiment> experiment = models.workspace().experimentProperty();
        experiment.addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Experiment> property, Experiment old, Experiment now) {
                if (now != null) {
                    experiment.removeListener(this);
                    if (now.model().path().equals(model)) {
                        action.run();
                    }
                }
            }
        });
    }
}
