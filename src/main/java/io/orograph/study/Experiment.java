package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.data.Preparation;
import io.orograph.file.FileName;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.model.OpenedModel;
import io.orograph.network.Engine;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.Network;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.SampleAxes;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.GroupedObjective;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An opened model at the weights that are looked at, the data fitted to it, the loss between them, and the objective that
 * evaluates it. Owns the objective's threads and native memory; {@link #close} waits for running work and frees them.
 *
 * <p>Its weights are θ₀ of all that is asked of it: those of the model file, or others that were chosen ({@link #at}), with
 * running statistics of their own.
 */
public final class Experiment implements AutoCloseable {

    static final String NOT_BYTES =
            "The inputs were divided by 255 as asked, though they do not look like bytes, 0 to 255.";

    private static final String UNIT_RANGE =
            "Mean and deviation are those of inputs from 0 to 1, but the inputs are bytes, 0 to 255: divide by 255 as well"
                    + " (Scale, --scale-bytes), if the network was trained so.";

    private final Base base;
    private final ExperimentSettings settings;
    private final Dataset data;
    private final Weights weights;
    private final LossChoice loss;
    private final Objective objective;

    /** Whether the objective is another experiment's. */
    private final boolean shared;

    private volatile Kept kept = Kept.NOTHING;

    /**
     * What does not depend on which weights and how many samples are looked at.
     *
     * @param all every sample of the file, fitted to the model
     * @param loss on the network at the file's weights
     * @param ofModel the file's weights
     */
    private record Base(
            OpenedModel model,
            LoadedData loaded,
            Dataset all,
            LossChoice loss,
            Weights ofModel,
            RunningStatistics statistics,
            Map<String, Object> inputs,
            boolean scaleOffered,
            List<String> notices) {}

    /** Reads the weights that are to be looked at. */
    @FunctionalInterface
    public interface WeightsReader {

        /**
         * Reads them.
         *
         * @param network the model's, with the loss's last operator taken off, at the file's weights
         * @throws IOException if their file cannot be read, or does not fit; the message is a sentence
         */
        Weights read(Network network) throws IOException;
    }

    /**
     * Puts model and data together, at the weights of the model file.
     *
     * @throws MismatchException if they do not go together
     */
    public static Experiment of(OpenedModel model, LoadedData loaded, ExperimentSettings settings) {
        try {
            Base base = base(model, loaded, settings);
            return new Experiment(base, settings, base.ofModel());
        } catch (IllegalArgumentException e) {
            throw MismatchException.of(model, loaded, e);
        }
    }

    /**
     * Puts model and data together, at other weights of the model's architecture.
     *
     * @throws MismatchException if they do not go together
     * @throws IOException if the weights cannot be read
     */
    public static Experiment of(
            OpenedModel model, LoadedData loaded, ExperimentSettings settings, WeightsReader weights)
            throws IOException {
        try {
            Base base = base(model, loaded, settings);
            return new Experiment(base, settings, weights.read(base.loss().network()));
        } catch (IllegalArgumentException e) {
            throw MismatchException.of(model, loaded, e);
        }
    }

    /** Tells whether model and data go together, with the loss that follows from them. */
    public static boolean canBe(OpenedModel model, LoadedData loaded) {
        try {
            base(model, loaded, ExperimentSettings.DEFAULT);
            return true;
        } catch (IllegalArgumentException | MismatchException e) {
            return false;
        }
    }

    private static Base base(OpenedModel model, LoadedData loaded, ExperimentSettings settings) {
        InputFitter.Fitted fitted = InputFitter.fit(loaded.dataset(), SampleAxes.of(model.network()));
        Preparation preparation = loaded.source().preparation();
        List<Boolean> scaled =
                InputScale.scaled(model.network(), fitted.dataset().arrays());
        Dataset inputs = InputScale.prepared(fitted.dataset(), scaled, settings.scaleBytes(), preparation);
        LossChoice loss = LossChoice.of(model.network(), inputs, settings.loss());
        List<String> notices = new ArrayList<>(loaded.notices());
        notices.addAll(fitted.notices());
        notices.addAll(loss.notices());
        ClassCount.notice(loaded.dataset(), loss.network()).ifPresent(notices::add);
        List<Boolean> bytes = IntStream.range(0, scaled.size())
                .mapToObj(i -> scaled.get(i) && fitted.bytes().get(i))
                .toList();
        if (settings.scaleBytes() && !bytes.contains(true)) {
            notices.add(NOT_BYTES);
        }
        if (!settings.scaleBytes() && bytes.contains(true) && preparation.isOfUnitRange()) {
            notices.add(UNIT_RANGE);
        }
        RunningStatistics statistics = RunningStatistics.of(loss.network());
        Weights ofModel = new Weights(
                FileName.of(model.path()),
                new WeightsSource.ModelFile(model.path(), model.sha256()),
                model.network().weights(),
                statistics.held());
        boolean scaleOffered = preparation.keepsNumbers()
                && IntStream.range(0, bytes.size())
                        .anyMatch(i -> bytes.get(i) && InputScale.isOpen(model.network(), i));
        return new Base(
                model,
                loaded,
                loss.counted(inputs),
                loss,
                ofModel,
                statistics,
                InputArrays.of(loaded.dataset().arrays()),
                scaleOffered,
                List.copyOf(notices));
    }

    private Experiment(Base base, ExperimentSettings settings, Weights weights) {
        this.base = base;
        this.settings = settings;
        this.weights = weights;
        this.data = settings.samples() == 0 ? base.all() : Subset.choose(base.all(), settings.samples());
        this.loss = lossOn(data);
        this.objective = new Objective(loss, data, settings.precision(), settings.workers());
        this.shared = false;
    }

    private Experiment(Experiment shared, Kept results) {
        this.base = shared.base;
        this.settings = shared.settings;
        this.weights = shared.weights;
        this.data = shared.data;
        this.loss = shared.loss;
        this.objective = shared.objective;
        this.kept = results;
        this.shared = true;
    }

    /**
     * Returns the same experiment for one study, whose results are kept by themselves while others are asked of this one. It
     * has this one's threads and ends with it: closing it does nothing.
     */
    public Experiment keeping(Kept results) {
        return new Experiment(this, results);
    }

    /** Returns the loss at θ₀ of some of the samples. */
    private LossChoice lossOn(Dataset samples) {
        LossChoice choice = samples == base.all()
                ? base.loss()
                : base.loss().onPart(base.model().network(), samples, settings.loss());
        return weights == base.ofModel() ? choice : choice.at(weights);
    }

    /** Returns the same question at other weights: an experiment of its own, which the caller closes. */
    public Experiment at(Weights others) {
        return givingWay(new Experiment(base, settings, others));
    }

    /** Returns the same question on so many of the samples, or on all if there are fewer; the caller closes it. */
    public Experiment onSamples(int count) {
        int wanted = settings.samples() == 0 ? count : Math.min(settings.samples(), count);
        return givingWay(new Experiment(base, settings.withSamples(wanted), weights));
    }

    /**
     * Returns the same network, loss and weights on other data, all of them: those that the network was not trained on.
     * Statistics that are recomputed come from these data here. The caller closes it.
     *
     * @throws IOException if the data cannot be read
     * @throws MismatchException if they do not go with the model
     */
    public Experiment onOther(DataSource source) throws IOException {
        return onOther(LoadedData.open(source.takenAs(loaded().source()), model()));
    }

    /** Returns the same on data that are read already. */
    public Experiment onOther(LoadedData other) {
        ExperimentSettings all = settings.withSamples(0).withLoss(loss.settled(settings.loss()));
        try {
            Base further = base(base.model(), other, all);
            Experiment experiment =
                    new Experiment(further, all, weights == base.ofModel() ? further.ofModel() : weights);
            experiment.objective.recomputeStatisticsOn(objective);
            givingWay(experiment).keepIn(kept.within("other data"));
            return experiment;
        } catch (IllegalArgumentException e) {
            throw MismatchException.of(base.model(), other, e);
        }
    }

    private Experiment givingWay(Experiment other) {
        if (objective.givesWay()) {
            other.objective.giveWay();
        }
        other.keepIn(kept);
        return other;
    }

    /** Has the studies of this experiment keep what they have, and find there what was computed before. */
    public void keepIn(Kept results) {
        kept = results;
        objective.keepIn(results);
    }

    /** Returns where its studies keep what they have. */
    public Kept kept() {
        return kept;
    }

    public OpenedModel model() {
        return base.model();
    }

    public LoadedData loaded() {
        return base.loaded();
    }

    public ExperimentSettings settings() {
        return settings;
    }

    /** The samples in use, fitted to the model. */
    public Dataset data() {
        return data;
    }

    /** Returns the loss, on the network at θ₀ with the running statistics of θ₀. */
    public LossChoice loss() {
        return loss;
    }

    /** Returns the network at the weights of the model file, to which arrays of other files are matched. */
    public Network fileNetwork() {
        return base.loss().network();
    }

    /** Returns which array each input of a network with several was given, as entries of a file; none for a single input. */
    public Map<String, Object> inputs() {
        return base.inputs();
    }

    /** Whether the inputs look like bytes that a scale to 0–1 may be meant for. */
    public boolean scaleOffered() {
        return base.scaleOffered();
    }

    /** What a person should know about how the data were fitted: a sentence each. */
    public List<String> notices() {
        return base.notices();
    }

    public ParameterLayout layout() {
        return base.model().network().layout();
    }

    /** Returns the layout of the vectors that are evaluated by a policy: θ alone, or with running statistics behind it. */
    public ParameterLayout layout(StatisticsPolicy policy) {
        return policy.isOwn() ? base.statistics().tracked().layout() : layout();
    }

    /**
     * Returns weights as they are evaluated by a policy, in the {@link #layout(StatisticsPolicy)}: θ, and behind it, where
     * each weights' own are taken, their running statistics, or those of θ₀ where they have none.
     */
    public double[] vector(Weights of, StatisticsPolicy policy) {
        if (!policy.isOwn()) {
            return of.theta();
        }
        return RunningStatistics.state(of.theta(), of.hasStatistics() ? of.statistics() : weights.statistics());
    }

    /** Returns θ₀. */
    public Weights weights() {
        return weights;
    }

    /** Returns the weights of the model file. */
    public Weights weightsOfModel() {
        return base.ofModel();
    }

    /** Tells whether another asks of the same model, data and loss, if perhaps at other weights. */
    public boolean isOfSameModelAndData(Experiment other) {
        return other != null
                && other.base.model() == base.model()
                && other.base.loaded() == base.loaded()
                && other.settings.equals(settings);
    }

    /** Those of the network's batch normalisations. */
    public RunningStatistics statistics() {
        return base.statistics();
    }

    public Objective objective() {
        return objective;
    }

    /**
     * An objective of its own for the same loss and data, with as many threads, which give way if this one's do: for
     * curvature. Still usable when this experiment is closed. The caller closes it.
     */
    public Objective objectiveIn(Precision precision) {
        return objectiveOn(data, precision);
    }

    /** The same on other samples, such as some of these. */
    public Objective objectiveOn(Dataset samples, Precision precision) {
        return objectiveOn(samples, precision, objective.workers());
    }

    /** The same with so many workers. */
    Objective objectiveOn(Dataset samples, Precision precision, int workers) {
        return own(samples == data ? loss : lossOn(samples), samples, precision, workers);
    }

    /**
     * The same on so many of them with the running statistics of batch normalisations that follow θ in a vector, if any do.
     *
     * @param vector such as the origin of a plane through a trained path
     * @param count how many samples of the file; those in use if these are fewer
     */
    public Objective objectiveHolding(double[] vector, int count, Precision precision) {
        Dataset some = samples(count);
        return own((some == data ? loss : lossOn(some)).holding(vector), some, precision);
    }

    /**
     * The same on some samples, with the running statistics that follow θ in a vector, if any do.
     *
     * @param vector as a training has it
     */
    public Objective objectiveAt(double[] vector, Dataset samples, Precision precision) {
        return own(lossAt(vector, samples), samples, precision);
    }

    /** Returns the loss of that objective. */
    LossChoice lossAt(double[] vector, Dataset samples) {
        return (samples == data ? loss : lossOn(samples)).holding(vector);
    }

    private Objective own(LossChoice choice, Dataset samples, Precision precision) {
        return own(choice, samples, precision, objective.workers());
    }

    private Objective own(LossChoice choice, Dataset samples, Precision precision, int workers) {
        Objective own = new Objective(choice, samples, precision, workers);
        if (objective.givesWay()) {
            own.giveWay();
        }
        own.keepIn(kept);
        return own;
    }

    /** Returns the same loss on groups of the same data, in double precision; the caller closes it. */
    GroupedObjective groupedObjective(int groups) {
        GroupedObjective grouped = new GroupedObjective(loss, data, groups, objective.workers());
        if (objective.givesWay()) {
            grouped.giveWay();
        }
        grouped.keepIn(kept);
        return grouped;
    }

    /** Returns so many samples of the file, spread evenly over classes; those in use if these are fewer. */
    public Dataset samples(int count) {
        return count >= data.samples() ? data : Subset.choose(base.all(), count);
    }

    /** Returns what there is to say of any result: program, model, weights, data, loss. */
    public Provenance provenance() {
        OpenedModel model = base.model();
        Provenance provenance = Provenance.NONE
                .with(Key.PROGRAM, "Orograph " + Version.current())
                .with(Key.MODEL, FileName.of(model.path()))
                .with(Key.MODEL_SHA256, model.sha256())
                .with(Key.MODEL_FORMAT, model.format())
                .with(Key.PARAMETERS, (long) layout().size());
        if (!model.choice().asParameters().isEmpty()) {
            provenance = provenance.with(
                    Key.AS_PARAMETERS, List.copyOf(model.choice().asParameters()));
        }
        if (!model.choice().asConstants().isEmpty()) {
            provenance =
                    provenance.with(Key.AS_CONSTANTS, List.copyOf(model.choice().asConstants()));
        }
        if (model.choice().untied()) {
            provenance = provenance.with(Key.UNTIED, true);
        }
        if (!model.choice().splits().isEmpty()) {
            provenance = provenance.with(Key.SPLIT, model.choice().splits());
        }
        if (!weights.areOfModel()) {
            provenance = provenance.with(Key.WEIGHTS, weights.entries());
        }
        return provenance
                .with(Key.DATA, FileName.of(base.loaded().source().path()))
                .with(Key.DATA_SHA256, base.loaded().sha256())
                .and(base.inputs().isEmpty() ? Provenance.NONE : Provenance.NONE.with(Key.INPUTS, base.inputs()))
                .and(prepared())
                .and(base.loaded()
                        .source()
                        .nodes()
                        .map(which -> Provenance.NONE.with(Key.NODES, which))
                        .orElse(Provenance.NONE))
                .with(Key.SAMPLES, (long) data.samples())
                .with(Key.SAMPLES_AVAILABLE, (long) base.loaded().dataset().samples())
                .with(Key.LOSS, loss.title())
                .with(Key.LOSS_READING, lossReading());
    }

    /** Returns how outputs and targets were read for the loss, as entries of a file. */
    public Map<String, Object> lossReading() {
        return LossReading.of(loss, settings.loss(), base.all());
    }

    /** Returns what there is to say of the arithmetic. */
    public Provenance arithmetic() {
        return arithmetic(objective);
    }

    /** Returns what there is to say of another objective's arithmetic. */
    static Provenance arithmetic(Objective evaluated) {
        Engine engine = Engine.here();
        return Provenance.NONE
                .with(Key.PRECISION, evaluated.precision().name().toLowerCase(Locale.ROOT))
                .with(Key.WORKERS, (long) evaluated.workers())
                .with(Key.TILE, (long) evaluated.tileSize())
                .with(Key.LIBRARIES, engine.libraries())
                .with(Key.INSTRUCTIONS, engine.instructions())
                .with(Key.JAVA, System.getProperty("java.version"));
    }

    /**
     * Returns where a landscape comes from.
     *
     * @param directions what there is to say about the directions
     */
    public Provenance provenance(Provenance directions, Grid grid) {
        return provenance()
                .and(directions)
                .with(Key.ALPHA, text(grid.alpha()))
                .with(Key.BETA, text(grid.beta()))
                .with(Key.RESOLUTION, grid.nx() + "×" + grid.ny())
                .and(arithmetic());
    }

    private static String text(Axis axis) {
        return number(axis.from()) + " to " + number(axis.to());
    }

    private static String number(double value) {
        String text = Double.toString(value);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text).replace('-', '−');
    }

    /**
     * Returns a command that asks something of this experiment: its name, the model and other files, then the options that
     * say which data, loss, samples, arithmetic and weights.
     *
     * @param others what follows the model: further models, options of the command's own
     */
    public Command command(String name, Command others) {
        return command(name, others, data.samples(), settings.precision() == Precision.DOUBLE);
    }

    /** Returns the same for what is always computed in 64 bits, on a part of the samples. */
    Command exactCommand(String name, Command others, int samples) {
        return command(name, others, samples, false);
    }

    private Command command(String name, Command others, int samples, boolean asksForDouble) {
        DataSource source = base.loaded().source();
        Command command = Command.of(name, base.model().path())
                .with(others)
                .each("--as-parameter", base.model().choice().asParameters())
                .each("--as-constant", base.model().choice().asConstants())
                .flag(base.model().choice().untied(), "--untie")
                .each("--split", base.model().choice().splits())
                .with("--data", source.path());
        if (source.targetsPath().isPresent()) {
            command = command.with("--targets", source.targetsPath().get());
        }
        command = command.each("--x", source.inputName().stream().toList())
                .each("--y", source.targetName().stream().toList())
                .each("--classes", classes(source))
                .each("--nodes", source.nodes().stream().toList())
                .flag(settings.scaleBytes(), "--scale-bytes")
                .flag(asksForDouble, "--double")
                .each(
                        "--kernels",
                        LayerEngines.chosen() == Kernels.standard()
                                ? List.of()
                                : List.of(LayerEngines.chosen().label()));
        command = preparing(command, source.preparation());
        command = LossCommandOptions.with(command, settings.loss());
        if (samples < base.all().samples()) {
            command = command.with("--samples", samples);
        }
        return weights.areOfModel()
                ? command
                : command.with("--weights", OtherWeights.word(weights)).matching(OtherWeights.arrays(weights));
    }

    private Provenance prepared() {
        String text = base.loaded().source().preparation().text();
        return text.isEmpty() ? Provenance.NONE : Provenance.NONE.with(Key.PREPARED, text);
    }

    private static Command preparing(Command command, Preparation preparation) {
        Command with = command;
        if (!preparation.size().isEmpty()) {
            with = with.with("--size", Preparation.list(preparation.size()));
        }
        if (preparation.factor() != 1) {
            with = with.with("--scale", preparation.factor());
        }
        if (!preparation.mean().isEmpty()) {
            with = with.with("--mean", Preparation.list(preparation.mean()));
        }
        if (!preparation.deviation().isEmpty()) {
            with = with.with("--std", Preparation.list(preparation.deviation()));
        }
        return with;
    }

    private static List<String> classes(DataSource source) {
        return source.classes().isEmpty() ? List.of() : List.of(String.join(",", source.classes()));
    }

    @Override
    public void close() {
        if (!shared) {
            objective.close();
        }
    }
}
