package io.orograph.ui.training;

import io.orograph.plane.WeightSeries;
import io.orograph.study.Experiment;
import io.orograph.study.PathSharpness;
import io.orograph.study.PathSharpness.Measured;
import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.RunSettings;
import io.orograph.task.ProgressListener;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.RecordFolder;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** The sharpness along the path that is shown, measured in the background when it is asked for. */
final class PathSharpnessModel {

    private final ObservableValue<Experiment> experiment;
    private final LatestTask<List<Measured>> measuring;
    private final ReadOnlyObjectWrapper<List<Measured>> measured =
            new ReadOnlyObjectWrapper<>(this, "measured", List.of());

    /** Whose points they are; null for none. */
    private ShownPath path;

    PathSharpnessModel(ObservableValue<Experiment> experiment, Executor background, Problems problems) {
        this.experiment = experiment;
        this.measuring = new LatestTask<>(
                background, measured::set, cause -> problems.report("The sharpness cannot be measured", cause));
    }

    /** Forgets what is not of this path; null for none. */
    void follow(ShownPath shown) {
        boolean same = shown != null && path != null && shown.series() == path.series();
        path = shown;
        if (!same) {
            measuring.drop();
            measured.set(List.of());
        }
    }

    /** Measures along the path that is followed. */
    void measure() {
        Experiment subject = experiment.getValue();
        ShownPath of = path;
        if (subject == null || of == null) {
            return;
        }
        measured.set(List.of());
        measuring.start((cancel, progress) -> {
            PathSharpness study = new PathSharpness(of.weights(subject.layout()), trained(of, subject));
            return study.run(subject, new Hearing(of.series(), progress), cancel);
        });
    }

    /**
     * Returns how a path was trained, by what is known of it or by the settings in the folder of its checkpoints; those of
     * another network or other data say nothing.
     */
    static Optional<TrainingStudy> trained(ShownPath path, Experiment subject) throws IOException {
        Optional<RunSettings> known = path.trained().isPresent() ? path.trained() : settings(path.series());
        return known.isPresent()
                        && known.get().whole()
                        && known.get().isOfNetwork(subject)
                        && known.get().isOfData(subject)
                ? Optional.of(known.get().training().study())
                : Optional.empty();
    }

    private static Optional<RunSettings> settings(WeightSeries path) throws IOException {
        if (!(path instanceof CheckpointSeries checkpoints)
                || !checkpoints.files().stream().allMatch(RecordFolder::isPoint)) {
            return Optional.empty();
        }
        List<Path> folders = checkpoints.files().stream()
                .map(file -> file.toAbsolutePath().getParent())
                .distinct()
                .toList();
        Path file = folders.get(0).resolve(RunSettings.FILE);
        return folders.size() == 1 && Files.exists(file) ? Optional.of(RunSettings.read(file)) : Optional.empty();
    }

    /** Brings what is measured to the window. */
    private final class Hearing implements PathSharpness.Listener {

        private final WeightSeries of;
        private final ProgressListener progress;

        Hearing(WeightSeries of, ProgressListener progress) {
            this.of = of;
            this.progress = progress;
        }

        @Override
        public void measured(Measured point) {
            Platform.runLater(() -> add(of, point));
        }

        @Override
        public void progress(long done, long total) {
            progress.progress(done, total);
        }
    }

    private void add(WeightSeries of, Measured point) {
        if (path != null && of == path.series() && measuring.runningProperty().get()) {
            List<Measured> all = new ArrayList<>(measured.get());
            all.removeIf(each -> each.index() == point.index());
            all.add(point);
            all.sort(Comparator.comparingInt(Measured::index));
            measured.set(List.copyOf(all));
        }
    }

    /** Ends what runs; what is measured stays. */
    void cancel() {
        measuring.drop();
    }

    /** Returns what is measured so far, in the order of the path. */
    ReadOnlyObjectProperty<List<Measured>> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** Tells whether it is being measured. */
    ReadOnlyBooleanProperty runningProperty() {
        return measuring.runningProperty();
    }

    /** Returns the progress, 0 to 1; −1 where it is not known. */
    ReadOnlyDoubleProperty progressProperty() {
        return measuring.progressProperty();
    }
}
