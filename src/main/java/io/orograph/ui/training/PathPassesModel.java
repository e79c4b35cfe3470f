package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.plane.WeightSeries;
import io.orograph.plot.Overlay;
import io.orograph.plot.Ticks;
import io.orograph.study.Experiment;
import io.orograph.study.SamPasses;
import io.orograph.study.StudyListener;
import io.orograph.study.TrainingStudy;
import io.orograph.training.OptimizerSettings;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.task.LatestTask;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/** SAM's two passes at the point of a path that the scrubber is at, drawn over the landscape while that is wanted. */
final class PathPassesModel {

    private static final int ARGB = 0xff9b7bff;

    private final ObservableValue<Experiment> experiment;
    private final Overlays overlays;
    private final LatestTask<Found> working;
    private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted");
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");

    private record Found(SamPasses asked, SamPasses.Result result) {}

    PathPassesModel(ObservableValue<Experiment> experiment, Overlays overlays, Executor background, Problems problems) {
        this.experiment = experiment;
        this.overlays = overlays;
        this.working = new LatestTask<>(
                background, this::show, cause -> problems.report("The passes cannot be computed", cause));
    }

    /**
     * Computes the passes at another point, once the scrubber rests; draws none where no path lies over the landscape.
     *
     * @param path null where there is none to draw over
     */
    void at(ShownPath path, int position) {
        working.drop();
        overlays.put(this, Overlay.NONE);
        words.set("");
        Experiment subject = experiment.getValue();
        if (path == null || subject == null || !wanted.get()) {
            return;
        }
        WeightSeries series = path.weights(subject.layout());
        working.startWhenAtRest(() -> (cancel, progress) -> {
            Weights own = series.weights(position, subject.layout().size());
            Weights weights =
                    own.hasStatistics() ? own : own.with(subject.weights().statistics());
            Optional<TrainingStudy> trained = PathSharpnessModel.trained(path, subject);
            OptimizerSettings settings = SamPasses.settings(trained.map(TrainingStudy::settings));
            SamPasses study =
                    new SamPasses(weights, path.section().section().plane().orElseThrow(), settings);
            return new Found(study, study.run(subject, StudyListener.NONE, cancel));
        });
    }

    private void show(Found found) {
        OptimizerSettings settings = found.asked().settings();
        overlays.put(
                this, PassesOverlay.of(found.result().passes(), found.result().stepped(), ARGB, 1));
        words.set(settings.ascent().title() + " on all samples, η " + Ticks.number(settings.learningRate(), 4) + ", ρ "
                + Ticks.number(settings.radius(), 4)
                + ": up to θ + ε (triangle), back to θ, and down the gradient of there; grey: SGD's step");
    }

    /** Tells whether they are drawn. */
    BooleanProperty wantedProperty() {
        return wanted;
    }

    /** Returns what is drawn, in words; empty while nothing is. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }
}
