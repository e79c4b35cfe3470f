package io.orograph.ui.workspace;

import io.orograph.data.DataSource;
import io.orograph.file.CancellableReading;
import io.orograph.file.FileName;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.network.Weights;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.MismatchException;
import io.orograph.study.Sample;
import io.orograph.task.CancelToken;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The model and the data that are open, the choices about them, and the {@link Experiment} that follows from these.
 * Files are read in the background; what fails to open leaves what was open as it was.
 */
public final class Workspace {

    private final Executor background;
    private final Problems problems;

    private final ReadOnlyObjectWrapper<OpenedModel> model = new ReadOnlyObjectWrapper<>(this, "model");
    private final ReadOnlyObjectWrapper<LoadedData> data = new ReadOnlyObjectWrapper<>(this, "data");
    private final ReadOnlyObjectWrapper<Experiment> experiment = new ReadOnlyObjectWrapper<>(this, "experiment");
    private final ReadOnlyStringWrapper mismatch = new ReadOnlyStringWrapper(this, "mismatch", "");
    private final ReadOnlyObjectWrapper<ArraysQuestion> question = new ReadOnlyObjectWrapper<>(this, "question");
    private final ReadOnlyObjectWrapper<Sample> sample = new ReadOnlyObjectWrapper<>(this, "sample");

    private final ReadOnlyObjectWrapper<LeftOver> leftOver = new ReadOnlyObjectWrapper<>(this, "leftOver");

    private final ObjectProperty<LossKind> loss = new SimpleObjectProperty<>(this, "loss");
    private final ObjectProperty<LossOptions> lossDetails =
            new SimpleObjectProperty<>(this, "lossDetails", LossOptions.FOUND);
    private final IntegerProperty samples = new SimpleIntegerProperty(this, "samples", 0);
    private final BooleanProperty scaleBytes = new SimpleBooleanProperty(this, "scaleBytes");

    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");

    private final LatestTask<Runnable> looking;
    private final LatestTask<Opened> opening;
    private final LatestTask<Experiment> building;
    /** The open model with the reader's choice of what its parameters are. */
    private OpenedModel asRead;

    /** θ₀, where it is not that of the model file; else null. */
    private Weights weights;

    /** The model file that the data were evaluated with; null where they are with none yet. */
    private Path dataOf;

    /** What was open when nothing was being opened last. */
    private Settled settled = Settled.NOTHING;

    private Consumer<Runnable> gate = Runnable::run;
    private boolean settling;
    private boolean closed;
    private List<String> beingOpened = List.of();

    /**
     * Makes a workspace.
     *
     * @param background runs what takes long
     * @param problems told what cannot be opened
     */
    public Workspace(Executor background, Problems problems) {
        this.background = background;
        this.problems = problems;
        this.looking = new LatestTask<>(
                background, Runnable::run, cause -> problems.report("The files cannot be opened", cause));
        this.opening = new LatestTask<>(
                background, this::accept, cause -> problems.report("The file cannot be opened", cause));
        this.building = new LatestTask<>(background, this::accept, this::explainMismatch, this::closeLater);
        loss.addListener((property, old, now) -> buildUnlessSettling());
        lossDetails.addListener((property, old, now) -> buildUnlessSettling());
        scaleBytes.addListener((property, old, now) -> buildUnlessSettling());
        samples.addListener((property, old, now) -> buildWhenAtRestUnlessSettling());
        looking.runningProperty().addListener((property, was, is) -> nameActivity());
        opening.runningProperty().addListener((property, was, is) -> nameActivity());
        building.runningProperty().addListener((property, was, is) -> nameActivity());
    }

    private void nameActivity() {
        if (looking.runningProperty().get() || opening.runningProperty().get()) {
            activity.set("Opening " + String.join(" and ", beingOpened) + "…");
        } else {
            activity.set(building.runningProperty().get() ? "Putting model and data together…" : "");
        }
    }

    /**
     * Looks into files in the background, to open them as what they hold: where they lie may be slow.
     *
     * @param look tells what is to be done with them on the FX thread
     */
    public void lookInto(List<Path> files, Supplier<Runnable> look) {
        beingOpened = files.stream().map(FileName::of).toList();
        looking.start((cancel, progress) -> look.get());
    }

    /** Ends what is being opened at once, however slow it is; what was open before stays or comes back. */
    public void cancelOpening() {
        looking.drop();
        opening.drop();
        if (building.runningProperty().get()) {
            building.drop();
            comeBackTo(settled);
        }
    }

    private void comeBackTo(Settled before) {
        settling = true;
        asRead = before.asRead();
        dataOf = before.dataOf();
        weights = before.weights();
        sample.set(before.sample());
        question.set(before.question());
        leftOver.set(before.leftOver());
        model.set(before.model());
        data.set(before.data());
        mismatch.set(before.mismatch());
        choose(before.choices());
        settling = false;
    }

    private void choose(DataChoices choices) {
        loss.set(choices.loss());
        lossDetails.set(choices.details());
        samples.set(choices.samples());
        scaleBytes.set(choices.scaleBytes());
    }

    private void settle() {
        settled = new Settled(
                model.get(),
                asRead,
                data.get(),
                dataOf,
                leftOver.get(),
                sample.get(),
                question.get(),
                weights,
                choices(),
                mismatch.get());
    }

    /** Has someone decide when something is opened, and whether: what it is given opens it. */
    public void askBeforeOpening(Consumer<Runnable> asks) {
        gate = asks;
    }

    /** Reads files in the background, until it is cancelled. */
    @FunctionalInterface
    private interface Opening {
        Opened open(CancelToken cancel) throws IOException;
    }

    private void open(Opening work, Path... files) {
        gate.accept(() -> openAtOnce(work, files));
    }

    private void openAtOnce(Opening work, Path... files) {
        looking.drop();
        beingOpened = Arrays.stream(files).map(FileName::of).toList();
        opening.start((cancel, progress) -> CancellableReading.until(cancel::isCancelled, () -> work.open(cancel)));
    }

    /**
     * Opens a model file. Data that are open stay where they were opened for that file or for none yet; those of another
     * model are set aside, to be kept only if a person says so.
     */
    public void openModel(Path file) {
        LeftOver aside = leftOver.get();
        LoadedData open = aside == null ? data.get() : aside.data();
        Path of = aside == null ? dataOf : aside.of();
        open(
                cancel -> {
                    OpenedModel opened = ModelReaders.open(file, cancel);
                    return open == null || of == null || isSame(file, of)
                            ? Opened.keeping(opened, open)
                            : Opened.settingAside(opened, open, of);
                },
                file);
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** Evaluates the open model on the data that were opened for another one. */
    public void keepLeftOver() {
        LoadedData kept = leftOver.get().data();
        leftOver.set(null);
        take(kept);
        build();
    }

    /** Opens data. */
    public void openData(DataSource source) {
        OpenedModel opened = model.get();
        open(cancel -> Opened.data(source, opened, null), source.path());
    }

    /** Opens data with choices that were made before for the open model and them. */
    public void openData(DataSource source, OpenChoices choices) {
        OpenedModel opened = model.get();
        open(cancel -> Opened.data(source, opened, null).with(choices), source.path());
    }

    /** Reads the open data anew in another way; the sample and all other choices stay, and so do the data if that fails. */
    public void readAnew(DataSource source) {
        OpenedModel opened = model.get();
        Sample same = sample.get();
        OpenChoices all = new OpenChoices(choices(), opened.choice().splits());
        open(cancel -> Opened.data(source, opened, same).with(all), source.path());
    }

    /** Forgets what was chosen of the loss and of how data are read, and finds it again. */
    public void detectAnew() {
        DataSource read = data.get().source();
        DataSource plain = read.targetsPath()
                .map(targets -> DataSource.of(read.path(), targets))
                .orElseGet(() -> DataSource.of(read.path()));
        OpenedModel opened = model.get();
        Sample same = sample.get();
        OpenChoices found = new OpenChoices(DataChoices.FOUND, opened.choice().splits());
        open(cancel -> Opened.data(plain, opened, same).with(found), plain.path());
    }

    /** Returns what runs reading and other work in the background. */
    public Executor background() {
        return background;
    }

    /** Opens a model and data at once. */
    public void open(Path modelFile, DataSource source) {
        open(cancel -> Opened.both(ModelReaders.open(modelFile, cancel), source, null, null), modelFile, source.path());
    }

    /** Opens a model and data at once, with other weights as θ₀ than the file's. */
    public void open(Path modelFile, DataSource source, Weights theta) {
        open(
                cancel -> Opened.both(
                        ModelReaders.open(modelFile, cancel), source, null, theta.areOfModel() ? null : theta),
                modelFile,
                source.path());
    }

    /** Opens a model and data at once, with choices about them that were made before. */
    public void open(Path modelFile, DataSource source, OpenChoices choices) {
        open(
                cancel -> Opened.both(ModelReaders.open(modelFile, cancel), source, null, null)
                        .with(choices),
                modelFile,
                source.path());
    }

    /** Opens a model and data as they were before. */
    public void open(Again before) {
        open(
                cancel -> Opened.again(before, cancel),
                before.model(),
                before.source().path());
    }

    /**
     * Opens a model and data at once as they were before, with the choices of then.
     *
     * @param before θ₀ among them has the layout of the parameters that were chosen then
     */
    public void open(Path modelFile, DataSource source, Before before) {
        open(
                cancel -> {
                    OpenedModel read = ModelReaders.open(modelFile, cancel);
                    OpenedModel chosen = read.choosing(before.parameters());
                    Weights theta = before.weights();
                    boolean fits = theta != null
                            && theta.theta().length == chosen.network().layout().size();
                    return Opened.both(chosen, source, null, fits ? theta : null)
                            .with(new OpenChoices(
                                    before.data(), before.parameters().splits()))
                            .asRead(read);
                },
                modelFile,
                source.path());
    }

    /**
     * Takes weights as θ₀ of all that is measured and drawn.
     *
     * @param theta of the open network; null for those of the model file
     */
    public void use(Weights theta) {
        weights = theta == null || theta.areOfModel() ? null : theta;
        build();
    }

    /**
     * Takes choices about what is open as they were before.
     *
     * @param chosen the open model file with a choice of its parameters
     * @param theta θ₀; null for that of the model file
     */
    public void takeBack(OpenedModel chosen, DataChoices choices, Weights theta) {
        settling = true;
        model.set(chosen);
        choose(choices);
        weights = theta == null || theta.areOfModel() ? null : theta;
        settling = false;
        build();
    }

    /** Returns the choices about the open data and their loss. */
    public DataChoices choices() {
        return new DataChoices(loss.get(), lossDetails.get(), samples.get(), scaleBytes.get());
    }

    /** Returns θ₀ where it is not that of the model file; else null. */
    public Weights chosenWeights() {
        return weights;
    }

    /** Opens a sample with its training data. */
    public void openSample(Sample chosen) {
        open(
                cancel -> Opened.both(
                        ModelReaders.open(chosen.model(), cancel), DataSource.of(chosen.data()), chosen, null),
                chosen.model(),
                chosen.data());
    }

    /** Opens other data of the sample that is open: its training or its test data. */
    public void openDataOf(Sample chosen, DataSource source) {
        OpenedModel opened = model.get();
        open(cancel -> Opened.data(source, opened, chosen), source.path());
    }

    /**
     * Makes a constant of the open model a parameter, or a parameter a constant; a second time takes that back. The
     * choice is made from what was read, so that a parameter gets back what its operator uses it for.
     *
     * @param name a parameter's, or that of a constant of real numbers
     */
    public void chooseOtherwise(String name) {
        choose(ParameterChoices.otherwise(model.get(), name));
    }

    /**
     * Splits a parameter.
     *
     * @param words the parameter and its parts, see {@link io.orograph.model.SplitWords}
     * @throws IllegalArgumentException if it cannot be split so; the message is a clause
     */
    public void split(String words) {
        choose(ParameterChoices.splitting(model.get(), words));
    }

    /** Makes one parameter again of that which a part belongs to. */
    public void join(String part) {
        choose(ParameterChoices.joining(model.get(), part));
    }

    private void choose(OpenedModel.Choice choice) {
        model.set(asRead.choosing(choice));
        // Of another layout.
        weights = null;
        build();
    }

    private void accept(Opened opened) {
        ArraysQuestion unanswered = question.get();
        boolean otherData = opened.data() != null && opened.data() != data.get();
        boolean asks = opened.failed() != null && opened.failed().asks();
        question.set(asks ? opened.failed().question() : null);
        if (opened.failed() != null) {
            if (!asks) {
                problems.report("The data cannot be opened", opened.failed().cause());
            }
            if (opened.model() == null) {
                return;
            }
            withoutData();
        } else if (opened.leftOver() != null) {
            withoutData();
        }
        settling = true;
        sample.set(opened.sample());
        leftOver.set(opened.leftOver());
        if (opened.model() != null) {
            loss.set(null);
            lossDetails.set(LossOptions.FOUND);
            weights = opened.weights();
            asRead = opened.asRead() == null ? opened.model() : opened.asRead();
            model.set(opened.model());
        }
        if (otherData) {
            take(opened.data());
        }
        settling = true;
        if (opened.choices() != null) {
            choose(opened.choices().data());
            split(opened.choices().splits());
        }
        settling = false;
        if (!isComplete()) {
            settle();
        }
        build();
        if (unanswered != null && opened.model() != null && !otherData && opened.failed() == null) {
            // The network's input may answer it.
            openData(unanswered.source());
        }
    }

    /** Splits the open model as it was before; where its file has changed since, it stays whole. */
    private void split(List<String> splits) {
        if (model.get() == null || model.get().choice().splits().equals(splits)) {
            return;
        }
        try {
            model.set(asRead.choosing(new OpenedModel.Choice(Set.of(), Set.of(), false, splits)));
            weights = null;
        } catch (IllegalArgumentException e) {
            problems.report("The parameters cannot be split as last time", e);
        }
    }

    private void take(LoadedData opened) {
        settling = true;
        scaleBytes.set(false);
        samples.set(0);
        dataOf = null;
        data.set(opened);
        settling = false;
    }

    /** Forgets the data: those of another model are not taken for a new one whose own could not be opened. */
    private void withoutData() {
        Experiment old = experiment.get();
        building.drop();
        mismatch.set("");
        dataOf = null;
        data.set(null);
        experiment.set(null);
        closeLater(old);
    }

    /** Asks for the arrays of the open data, which were found or chosen before. */
    public void askForArrays() {
        openData(data.get().source().asking());
    }

    /** Opens the file that was asked about, with these of its arrays. */
    public void answer(String inputs, String targets) {
        openData(question.get().source().named(inputs, targets));
    }

    /** Returns what is to be asked about data that are not open yet; null if nothing is. */
    public ReadOnlyObjectProperty<ArraysQuestion> questionProperty() {
        return question.getReadOnlyProperty();
    }

    private void buildUnlessSettling() {
        if (!settling) {
            build();
        }
    }

    /**
     * Builds the experiment when a setting that a person changes in steps has come to rest: a held arrow button would
     * build an experiment at each of them.
     */
    private void buildWhenAtRestUnlessSettling() {
        if (!settling && isComplete()) {
            building.startWhenAtRest(this::construction);
        }
    }

    private void build() {
        if (isComplete()) {
            building.start(construction());
        }
    }

    private boolean isComplete() {
        return model.get() != null && data.get() != null;
    }

    private LatestTask.Work<Experiment> construction() {
        OpenedModel openedModel = model.get();
        LoadedData loadedData = data.get();
        ExperimentSettings settings = new ExperimentSettings(
                lossOptions(), samples.get(), scaleBytes.get(), Precision.SINGLE, ExperimentSettings.DEFAULT.workers());
        Weights theta = weights;
        return (cancel, progress) -> {
            Experiment built = theta == null
                    ? Experiment.of(openedModel, loadedData, settings)
                    : Experiment.of(openedModel, loadedData, settings, network -> theta);
            if (cancel.isCancelled()) {
                built.close();
                throw new CancellationException("not wanted any more");
            }
            return built;
        };
    }

    private void accept(Experiment built) {
        built.objective().giveWay();
        Experiment old = experiment.get();
        mismatch.set("");
        dataOf = built.model().path();
        experiment.set(built);
        settle();
        closeLater(old);
    }

    private void explainMismatch(Throwable cause) {
        Experiment old = experiment.get();
        experiment.set(null);
        closeLater(old);
        if (cause instanceof MismatchException) {
            mismatch.set(cause.getMessage());
        } else {
            mismatch.set("The model cannot be evaluated on these data.");
            problems.report("The model cannot be evaluated on these data", cause);
        }
        settle();
    }

    /** Closes an experiment in the background, as long as there is one, since closing waits for the workers. */
    private void closeLater(Experiment old) {
        if (old != null && closed) {
            old.close();
        } else if (old != null) {
            background.execute(old::close);
        }
    }

    /** Frees what is open and waits for it: when the window closes. */
    public void close() {
        closed = true;
        looking.drop();
        opening.drop();
        building.drop();
        Experiment old = experiment.get();
        experiment.set(null);
        if (old != null) {
            old.close();
        }
    }

    public ReadOnlyObjectProperty<OpenedModel> modelProperty() {
        return model.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LoadedData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /** Returns data that were opened for another model and set aside when this one was opened; null if there are none. */
    public ReadOnlyObjectProperty<LeftOver> leftOverProperty() {
        return leftOver.getReadOnlyProperty();
    }

    /** Returns the sample that is open; null if what is open is no sample. */
    public ReadOnlyObjectProperty<Sample> sampleProperty() {
        return sample.getReadOnlyProperty();
    }

    /** Returns model, data and loss together; null while there is no such thing. */
    public ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return experiment.getReadOnlyProperty();
    }

    /** Returns why model and data do not go together, a sentence; empty while they do. */
    public ReadOnlyStringProperty mismatchProperty() {
        return mismatch.getReadOnlyProperty();
    }

    /** Returns what else was chosen of how outputs and targets are read; its loss is not used. */
    public ObjectProperty<LossOptions> lossDetailsProperty() {
        return lossDetails;
    }

    /** Returns all that was chosen of the loss. */
    public LossOptions lossOptions() {
        return lossDetails.get().with(Optional.ofNullable(loss.get()));
    }

    /** Returns the loss; null to detect it. */
    public ObjectProperty<LossKind> lossProperty() {
        return loss;
    }

    /** Returns how many samples to use; 0 for all. */
    public IntegerProperty samplesProperty() {
        return samples;
    }

    /** Tells whether bytes are scaled to 0–1. */
    public BooleanProperty scaleBytesProperty() {
        return scaleBytes;
    }

    /** Returns what is being opened or prepared, for the status bar; empty while nothing is. */
    public ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }
}
