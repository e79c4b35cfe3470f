package io.orograph.ui.lesson;

import io.orograph.data.DataSource;
import io.orograph.lesson.Arguments;
import io.orograph.study.Experiment;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;

/** Opens what a lesson is about, and takes weights as θ₀. */
final class OpeningActions {

    private final LessonModels models;
    private final LessonRoom room;
    private final WindowFindings found;

    OpeningActions(LessonModels models, LessonRoom room, WindowFindings found) {
        this.models = models;
        this.room = room;
        this.found = found;
    }

    /** Opens a sample, with its training data. */
    Awaited open(Arguments with) {
        String name = with.text("sample");
        Optional<Sample> sample = sample(name);
        if (sample.isEmpty()) {
            return failed("There is no sample " + name + " beside the program");
        }
        Awaited opening = another(() -> "The sample " + name + " was not opened");
        room.lookAnew();
        room.open(sample.get());
        return thenOf(with.whole("samples"), opening);
    }

    private static Optional<Sample> sample(String name) {
        try {
            return Samples.all().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens files.
     *
     * @param beside the lesson that names them
     */
    Awaited openFiles(Arguments with, Path beside) {
        try {
            Path folder = beside.toAbsolutePath().getParent();
            Path model = folder.resolve(with.text("model"));
            Path data = folder.resolve(with.text("data"));
            Awaited opening = another(() -> model.getFileName() + " was not opened with its data");
            room.lookAnew();
            models.workspace().open(model, DataSource.of(data));
            return thenOf(with.whole("samples"), opening);
        } catch (InvalidPathException e) {
            return failed("The lesson names a file that cannot be: " + e.getInput());
        }
    }

    /** Waits until something else is open than now, or nothing is being opened any more. */
    private Awaited another(Supplier<String> failure) {
        Workspace workspace = models.workspace();
        Experiment before = workspace.experimentProperty().get();
        boolean[] begun = {false};
        // Not by looking now and then: what is opened in a moment, or fails in one, would not be seen.
        ChangeListener<String> hears = (property, old, now) -> begun[0] |= !now.isEmpty();
        workspace.activityProperty().addListener(hears);
        return new Awaited(
                () -> {
                    boolean over = begun[0] && !isBusy();
                    if (over) {
                        workspace.activityProperty().removeListener(hears);
                    }
                    return over;
                },
                () -> isAnother(before) ? "" : failure.get());
    }

    private boolean isBusy() {
        return !models.workspace().activityProperty().get().isEmpty();
    }

    private boolean isAnother(Experiment before) {
        Experiment now = models.workspace().experimentProperty().get();
        return now != null && now != before;
    }

    /** Waits for what is opened, and then has so many of its samples used. */
    private Awaited thenOf(int samples, Awaited opening) {
        boolean[] asked = {false};
        return new Awaited(
                () -> {
                    if (!asked[0] && opening.over().getAsBoolean()) {
                        asked[0] = true;
                        if (opening.failure().get().isEmpty()) {
                            use(samples);
                        }
                    }
                    return asked[0] && (!opening.failure().get().isEmpty() || isOf(samples));
                },
                opening.failure());
    }

    private void use(int samples) {
        int all = models.workspace().dataProperty().get().dataset().samples();
        if (samples > 0 && samples < all) {
            models.workspace().samplesProperty().set(samples);
        }
    }

    private boolean isOf(int samples) {
        Experiment now = models.workspace().experimentProperty().get();
        int wanted = models.workspace().samplesProperty().get();
        return now != null
                && !isBusy()
                && (samples == 0 || wanted == 0 || now.data().samples() == wanted);
    }

    /** Takes weights as θ₀. */
    Awaited theta(Arguments with) {
        Awaited taken = another(() -> "The weights were not taken as θ₀");
        switch (with.text("of")) {
            case "file" -> models.weights().useModelFile();
            case "path-start" -> {
                if (models.path().pathOverPlane().isEmpty()) {
                    return failed("There is no path whose first point could be θ₀");
                }
                models.path().positionProperty().set(0);
                models.path().weightsAtMarker(models.weights()::use);
            }
            default -> {
                var run = found.run(with.text("run"));
                Experiment open = models.workspace().experimentProperty().get();
                if (run.isEmpty() || open == null || !run.get().fits(open)) {
                    return failed("The weights of the training \"" + with.text("run") + "\" are not there any more");
                }
                models.weights().use(run.get().weights().orElseThrow());
            }
        }
        return taken;
    }

    static Awaited failed(String sentence) {
        return new Awaited(() -> true, () -> sentence);
    }
}
