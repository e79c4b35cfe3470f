package io.orograph.experiment;

import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.file.FileName;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Provenance;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.plane.RandomDirections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An opened model, the data fitted to it, the loss between them, and the objective that evaluates it. Owns the
 * objective's threads and native memory; {@link #close} waits for running work and frees them.
 */
public final class Experiment implements AutoCloseable {

    private static final Set<String> SCALING = Set.of("Div", "Mul", "Sub", "BatchNormalization");

    static final String NOT_BYTES =
            "The inputs were divided by 255 as asked, though they do not look like bytes, 0 to 255.";

    private final OpenedModel model;
    private final LoadedData loaded;
    private final Dataset data;
    private final LossChoice loss;
    private final boolean scaleOffered;
    private final List<String> notices;
    private final double[] weights;
    private final RunningStatistics statistics;
    private final Objective objective;

    /**
     * Puts model and data together.
     *
     * @throws MismatchException if they do not go together
     */
    public static Experiment of(OpenedModel model, LoadedData loaded, ExperimentSettings settings) {
        try {
            return new Experiment(model, loaded, settings);
        } catch (IllegalArgumentException e) {
            throw MismatchException.of(model, loaded.dataset().name(), e);
        }
    }

    private Experiment(OpenedModel model, LoadedData loaded, ExperimentSettings settings) {
        this.model = model;
        this.loaded = loaded;
        InputFitter.Fitted fitted = InputFitter.fit(loaded.dataset(), inputShape(model));
        Dataset inputs = settings.scaleBytes() ? InputFitter.scaledToUnit(fitted.dataset()) : fitted.dataset();
        this.scaleOffered = fitted.scaleOffered() && !scalesItsInput(model.network());
        this.data = settings.samples() == 0 ? inputs : Subset.choose(inputs, settings.samples());
        this.loss = settings.loss()
                .map(kind -> LossChoice.choose(model.network(), kind))
                // On all samples: which of them are used must not decide what they are.
                .orElseGet(() -> LossChoice.detect(model.network(), inputs));
        this.notices = new ArrayList<>(fitted.notices());
        if (settings.scaleBytes() && !fitted.scaleOffered()) {
            notices.add(NOT_BYTES);
        }
        this.weights = model.network().weights();
        this.statistics = RunningStatistics.of(loss.network());
        this.objective = new Objective(loss, data, settings.precision(), settings.workers());
    }

    /**
     * The shape of a network's only input.
     *
     * @throws MismatchException if it has another number of inputs
     */
    static long[] inputShape(OpenedModel model) {
        List<Network.Port> inputs = model.network().inputs();
        if (inputs.size() != 1) {
            throw MismatchException.ofInputs(model);
        }
        return inputs.get(0).shape();
    }

    /** Whether the first thing a network does is to scale or normalise its input: then bytes are what it expects. */
    private static boolean scalesItsInput(Network network) {
        int input = network.values().indexOf(network.inputs().get(0).name());
        return network.nodes().stream()
                .filter(node -> node.inputs().contains(input))
                .anyMatch(node -> SCALING.contains(node.type()));
    }

    public OpenedModel model() {
        return model;
    }

    public LoadedData loaded() {
        return loaded;
    }

    /** The samples in use, fitted to the model. */
    public Dataset data() {
        return data;
    }

    public LossChoice loss() {
        return loss;
    }

    /** Whether the inputs look like bytes that a scale to 0–1 may be meant for. */
    public boolean scaleOffered() {
        return scaleOffered;
    }

    /** What a person should know about how the data were fitted: a sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    public ParameterLayout layout() {
        return model.network().layout();
    }

    /** θ₀; not to be written to. */
    public double[] weights() {
        return weights;
    }

    /** Those of the network's batch normalisations. */
    public RunningStatistics statistics() {
        return statistics;
    }

    /** θ₀, then the file's running statistics of batch normalisations, if the network has any; a new array. */
    public double[] state() {
        return statistics.withHeld(weights);
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
        return own(loss, samples, precision);
    }

    /**
     * The same on all of them with the running statistics of batch normalisations that follow θ in a state, if any do.
     *
     * @param state such as the origin of a plane through a trained path
     */
    public Objective objectiveHolding(double[] state, Precision precision) {
        return own(loss.holding(state), data, precision);
    }

    private Objective own(LossChoice choice, Dataset samples, Precision precision) {
        Objective own = new Objective(choice, samples, precision, objective.workers());
        if (objective.givesWay()) {
            own.giveWay();
        }
        return own;
    }

    /** So many of the samples in use, spread evenly over classes; all if there are fewer. */
    public Dataset samples(int count) {
        return count >= data.samples() ? data : Subset.choose(data, count);
    }

    /** Where a landscape over random directions comes from. */
    public Provenance provenance(RandomDirections directions, Grid grid) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("directions", "two random, orthogonal");
        more.put("normalization", directions.normalization().label());
        more.put("include_bias", directions.includeBias());
        more.put("seed", directions.seed());
        if (!directions.held().isEmpty()) {
            more.put("held", List.copyOf(new TreeSet<>(directions.held())));
        }
        return provenance(more, grid);
    }

    /**
     * Where a landscape comes from.
     *
     * @param directions what there is to say about the directions, in order
     */
    public Provenance provenance(Map<String, Object> directions, Grid grid) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("program", "Orograph " + Version.current());
        entries.put("model", FileName.of(model.path()));
        entries.put("model_sha256", model.sha256());
        entries.put("model_format", model.format());
        entries.put("parameters", layout().size());
        if (!model.choice().asParameters().isEmpty()) {
            entries.put("as_parameters", List.copyOf(model.choice().asParameters()));
        }
        if (!model.choice().asConstants().isEmpty()) {
            entries.put("as_constants", List.copyOf(model.choice().asConstants()));
        }
        entries.put("data", FileName.of(loaded.source().path()));
        entries.put("data_sha256", loaded.sha256());
        entries.put("samples", data.samples());
        entries.put("samples_available", loaded.dataset().samples());
        entries.put("loss", objective.loss().title());
        entries.putAll(directions);
        entries.put("alpha", text(grid.alpha()));
        entries.put("beta", text(grid.beta()));
        entries.put("resolution", grid.nx() + "×" + grid.ny());
        entries.put("precision", objective.precision().name().toLowerCase(java.util.Locale.ROOT));
        entries.put("workers", objective.workers());
        entries.put("tile", objective.tileSize());
        entries.put("java", System.getProperty("java.version"));
        return new Provenance(entries);
    }

    private static String text(Axis axis) {
        return number(axis.from()) + " to " + number(axis.to());
    }

    private static String number(double value) {
        String text = Double.toString(value);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text).replace('-', '−');
    }

    @Override
    public void close() {
        objective.close();
    }
}
