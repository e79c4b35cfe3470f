package io.orograph.ui.weights;

import io.orograph.landscape.Landscape;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.study.Experiment;
import io.orograph.study.OtherWeights;
import io.orograph.study.Outputs;
import io.orograph.study.WeightsFile;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** θ₀, and what a person can make θ₀: weights of a file, a point of the landscape, whatever a view offers. */
public final class WeightsModel {

    private final Workspace workspace;
    private final ObservableValue<Landscape> landscape;
    private final ObjectProperty<Crosshair> crosshair;
    private final BooleanBinding pointable;
    private final Consumer<String> notices;
    private final LatestTask<Read> opening;
    private final LatestTask<Read> saving;
    private final ReadOnlyObjectWrapper<Weights> current = new ReadOnlyObjectWrapper<>(this, "current");

    /** Weights and what there is to say about how their file was read. */
    private record Read(Weights weights, List<String> notices) {}

    /**
     * Makes a model.
     *
     * @param crosshair the place on the landscape that is pointed at or pinned; null for none
     * @param notices told how a file's arrays were matched
     */
    public WeightsModel(
            Workspace workspace,
            ObservableValue<Landscape> landscape,
            ObjectProperty<Crosshair> crosshair,
            Consumer<String> notices,
            BackgroundWork work) {
        this.workspace = workspace;
        this.landscape = landscape;
        this.crosshair = crosshair;
        this.pointable = Bindings.createBooleanBinding(
                () -> crosshair.get() != null
                        && workspace.experimentProperty().get() != null
                        && landscape.getValue() != null
                        && landscape.getValue().section().plane().isPresent(),
                crosshair,
                workspace.experimentProperty(),
                landscape);
        this.notices = notices;
        this.opening = new LatestTask<>(
                work.executor(), this::take, cause -> work.problems().report("The weights cannot be used", cause));
        this.saving = new LatestTask<>(
                work.executor(), this::take, cause -> work.problems().report("The weights cannot be saved", cause));
        workspace.experimentProperty().addListener((property, old, now) -> {
            opening.drop();
            current.set(now == null ? null : now.weights());
        });
    }

    private void take(Read read) {
        read.notices().forEach(notices);
        workspace.use(read.weights());
    }

    /** Takes weights of the open network as θ₀. */
    public void use(Weights weights) {
        workspace.use(weights);
    }

    /** Takes those of the model file again. */
    public void useModelFile() {
        workspace.use(null);
    }

    /** Takes those of another model or checkpoint of the open architecture. */
    public void open(Path file) {
        Experiment subject = workspace.experimentProperty().get();
        if (subject != null) {
            opening.start((cancel, progress) -> read(file, subject));
        }
    }

    private static Read read(Path file, Experiment subject) throws IOException {
        List<String> said = new ArrayList<>();
        Weights weights = OtherWeights.in(file).read(subject.fileNetwork(), said::add);
        return new Read(weights, said);
    }

    /** Takes the point of the landscape that is pinned, or pointed at; the pin goes, as its plane does. */
    public void usePoint() {
        if (pointable.get()) {
            Crosshair at = crosshair.get();
            crosshair.set(null);
            use(point(workspace.experimentProperty().get(), landscape.getValue().section(), at));
        }
    }

    /** Tells whether there is such a point, on a plane whose vectors are known. */
    public BooleanBinding pointable() {
        return pointable;
    }

    private static Weights point(Experiment subject, Section section, Crosshair at) {
        Plane plane = section.vectors();
        double[] vector = plane.at(at.alpha(), at.beta());
        String name = String.format(Locale.ROOT, "point (%.3g, %.3g)", at.alpha(), at.beta());
        Weights weights = Weights.of(
                name,
                new WeightsSource.PlanePoint(section.title(), at.alpha(), at.beta()),
                vector,
                subject.layout().size());
        return weights.hasStatistics()
                ? weights
                : weights.with(subject.weights().statistics());
    }

    /** Writes θ₀ into a file and reads it from there from then on, so that a command can name it. */
    public void save(Path file) {
        Experiment subject = workspace.experimentProperty().get();
        if (subject != null) {
            saving.start((cancel, progress) -> {
                Outputs.WEIGHTS.write(file, WeightsFile.of(subject, subject.weights()));
                return read(file, subject);
            });
        }
    }

    /** Returns the weights that are looked at; null while nothing is open. */
    public ReadOnlyObjectProperty<Weights> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
