package io.orograph.provenance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a {@link Provenance}: the name of its entry in every file, written here and nowhere else, and the type of
 * its value.
 *
 * @param name as files have it; part of the file formats
 * @param type of the value; a number is read as the type that is asked for
 */
public record Key<T>(String name, Class<T> type) {

    /** Program and version. */
    public static final Key<String> PROGRAM = text("program");

    /** The command line that computes the same again, without the folders of its files. */
    public static final Key<String> COMMAND = text("command");

    /** Name of the model file. */
    public static final Key<String> MODEL = text("model");

    public static final Key<String> MODEL_SHA256 = text("model_sha256");

    /** The format of the model file and who wrote it. */
    public static final Key<String> MODEL_FORMAT = text("model_format");

    /** The number of trainable numbers. */
    public static final Key<Long> PARAMETERS = whole("parameters");

    /** Constants that a person chose to be parameters. */
    public static final Key<List<?>> AS_PARAMETERS = list("as_parameters");

    /** Parameters that a person chose to be constants. */
    public static final Key<List<?>> AS_CONSTANTS = list("as_constants");

    /** Whether tensors that hold the numbers of another one are parameters of their own; left out where they are not. */
    public static final Key<Boolean> UNTIED = new Key<>("untied", Boolean.class);

    /** How parameters were split into parts that are parameters of their own; left out where none was. */
    public static final Key<List<?>> SPLIT = list("split");

    /** The weights that θ₀ is where it is not that of the model file: name, kind, digest of its file. */
    public static final Key<Map<?, ?>> WEIGHTS = map("weights");

    /** Which numbers of a landscape are drawn in place of its loss; left out where it is the loss. */
    public static final Key<String> SHOWN = text("shown");

    /** Name of the data file. */
    public static final Key<String> DATA = text("data");

    public static final Key<String> DATA_SHA256 = text("data_sha256");

    /** The arrays of the inputs of a network with several: name, shape, type, digest and how each is given. */
    public static final Key<Map<?, ?>> INPUTS = map("inputs");

    /** The number of samples that the loss is the mean over. */
    public static final Key<Long> SAMPLES = whole("samples");

    /** Cells of the grid, and how many of them are evaluated. */
    public static final Key<Long> CELLS = whole("cells");

    public static final Key<Long> EVALUATED = whole("evaluated");

    /** The number of samples that the data file has. */
    public static final Key<Long> SAMPLES_AVAILABLE = whole("samples_available");

    /** Which nodes of a graph count, where that was chosen. */
    public static final Key<String> NODES = text("nodes");

    /** What was done to the inputs before they were given to the network. */
    public static final Key<String> PREPARED = text("inputs_prepared");

    /** Name and digest of the further data that were evaluated too. */
    public static final Key<Map<?, ?>> TEST = map("test");

    /** The loss as a title. */
    public static final Key<String> LOSS = text("loss");

    /** How outputs and targets were read for the loss. */
    public static final Key<Map<?, ?>> LOSS_READING = map("loss_reading");

    /** The name of the plane. */
    public static final Key<String> SECTION = text("section");

    /** The origin of the directions, in words. */
    public static final Key<String> DIRECTIONS = text("directions");

    public static final Key<String> DIRECTIONS_SHA256 = text("directions_sha256");

    /** The scaling of random directions: filter, layer, unit or none. */
    public static final Key<String> NORMALIZATION = text("normalization");

    /** The choice whether biases and normalisation parameters move. */
    public static final Key<Boolean> INCLUDE_BIAS = new Key<>("include_bias", Boolean.class);

    /** The seed of what is random. */
    public static final Key<Long> SEED = whole("seed");

    /** Names of the parameters that do not move. */
    public static final Key<List<?>> HELD = list("held");

    /** ‖∇L‖ at the origin. */
    public static final Key<Double> GRADIENT_NORM = real("gradient_norm");

    /** The number of batch gradients that directions were taken from. */
    public static final Key<Long> BATCHES = whole("batches");

    /** Shares of the variance of batch gradients that each direction holds. */
    public static final Key<List<?>> EXPLAINED_VARIANCE = list("explained_variance");

    /** Eigenvalues along the two directions. */
    public static final Key<List<?>> EIGENVALUES = list("eigenvalues");

    /** The bound of each eigenvalue's error. */
    public static final Key<List<?>> RESIDUALS = list("residuals");

    /** The statement whether the eigenvalues reached their tolerance. */
    public static final Key<Boolean> CONVERGED = new Key<>("converged", Boolean.class);

    /** Shares of a path's variance that each direction holds. */
    public static final Key<List<?>> EXPLAINED = list("explained");

    /** The name of the weights at α = β = 0 where they are not θ₀ of the model. */
    public static final Key<String> ORIGIN = text("origin");

    /** The models that a plane was laid through, each with name, digest and place. */
    public static final Key<List<?>> POINTS = list("points");

    /** The models that are compared, each with its name, file, digest and weights. */
    public static final Key<List<?>> MODELS = list("models");

    /** The training of a curve between models. */
    public static final Key<Map<?, ?>> CURVE = map("curve");

    /** The statistics of batch normalisations that losses were taken with, in words. */
    public static final Key<String> BATCH_NORM = text("batch_norm");

    /** The range of α, in words. */
    public static final Key<String> ALPHA = text("alpha");

    /** The range of β, in words. */
    public static final Key<String> BETA = text("beta");

    /** Cells along α and β: "41×41". */
    public static final Key<String> RESOLUTION = text("resolution");

    /** The arithmetic: single or double. */
    public static final Key<String> PRECISION = text("precision");

    /** The number of threads that evaluated. */
    public static final Key<Long> WORKERS = whole("workers");

    /** Samples that ran through the network at once. */
    public static final Key<Long> TILE = whole("tile");

    /** The libraries of the arithmetic with their versions. */
    public static final Key<String> LIBRARIES = text("libraries");

    /** The instructions of the processor that their kernels are chosen by. */
    public static final Key<String> INSTRUCTIONS = text("instructions");

    /** The version of Java. */
    public static final Key<String> JAVA = text("java");

    private static Key<String> text(String name) {
        return new Key<>(name, String.class);
    }

    private static Key<Long> whole(String name) {
        return new Key<>(name, Long.class);
    }

    private static Key<Double> real(String name) {
        return new Key<>(name, Double.class);
    }

    @SuppressWarnings("unchecked") // a list of what, JSON does not say
    private static Key<List<?>> list(String name) {
        return new Key<>(name, (Class<List<?>>) (Class<?>) List.class);
    }

    @SuppressWarnings("unchecked") // a map of what, JSON does not say
    private static Key<Map<?, ?>> map(String name) {
        return new Key<>(name, (Class<Map<?, ?>>) (Class<?>) Map.class);
    }

    /** Returns the value as this type; empty where it is none, as in a file that something else wrote. */
    Optional<T> read(Object value) {
        if (value instanceof Number number && type == Long.class) {
            return Optional.of(type.cast(number.longValue()));
        }
        if (value instanceof Number number && type == Double.class) {
            return Optional.of(type.cast(number.doubleValue()));
        }
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
