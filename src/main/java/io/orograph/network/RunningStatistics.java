package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The running means and variances of a network's batch normalisations. In the file they are constants; a training moves
 * them: running ← m·running + (1 − m)·batch, with the momentum m that the file gives each layer and the variance estimated
 * without bias (n − 1), as PyTorch does (ONNX would divide by n).
 *
 * <p>They come as one vector, and together with θ as the state of a training: θ first, so that whoever reads the
 * beginning of a state finds θ. A layer whose statistics the file does not give as constants is left as it is.
 */
public final class RunningStatistics {

    /**
     * A batch normalisation.
     *
     * @param node its place in the network
     * @param mean where its means begin in the vector of all statistics
     * @param variance where its variances begin
     * @param momentum m
     */
    private record Layer(int node, int mean, int variance, double momentum) {}

    private final Network network;
    private final Network tracked;
    private final int weights;
    private final List<Layer> layers = new ArrayList<>();

    RunningStatistics(Network network) {
        this.network = network;
        this.weights = network.layout().size();
        List<Integer> nodes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            if (node.operator().momentum().isPresent()
                    && isGiven(node.inputs().get(3), node.inputs().get(4))) {
                nodes.add(i);
                names.add(network.values().get(node.inputs().get(3)));
                names.add(network.values().get(node.inputs().get(4)));
            }
        }
        this.tracked = names.isEmpty() ? network : network.choosing(names, Set.of());
        for (int i : nodes) {
            Network.Node node = network.nodes().get(i);
            OptionalDouble momentum = node.operator().momentum();
            layers.add(new Layer(
                    i, place(node.inputs().get(3)), place(node.inputs().get(4)), momentum.orElseThrow()));
        }
    }

    /** Returns the running statistics of a network. */
    public static RunningStatistics of(Network network) {
        return network.statistics();
    }

    private boolean isGiven(int mean, int variance) {
        Set<Integer> constants = new LinkedHashSet<>();
        network.constants().stream()
                .filter(constant -> constant.tensor().type().isFloating())
                .forEach(constant -> constants.add(constant.value()));
        return constants.contains(mean) && constants.contains(variance) && mean != variance;
    }

    private int place(int value) {
        Optional<Parameter> parameter = tracked.layout().find(network.values().get(value));
        return parameter.orElseThrow().offset() - weights;
    }

    /** Tells whether the network normalises no batches. */
    public boolean isEmpty() {
        return layers.isEmpty();
    }

    /**
     * Returns the normalisations whose statistics the file does not give as constants of their own, which no training
     * moves.
     */
    public List<String> untrained() {
        Set<Integer> trained = new LinkedHashSet<>();
        layers.forEach(layer -> trained.add(layer.node()));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            if (node.operator().momentum().isPresent() && !trained.contains(i)) {
                labels.add(node.label(network));
            }
        }
        return labels;
    }

    /** Returns the same network with its statistics behind the weights in θ; the network itself if it has none. */
    public Network tracked() {
        return tracked;
    }

    /** Returns how many numbers they are. */
    public int size() {
        return tracked.layout().size() - weights;
    }

    /** Returns where variances lie among them; the others are means. */
    public int[] variances() {
        return layers.stream()
                .flatMapToInt(layer -> IntStream.range(layer.variance(), layer.variance() + channels(layer)))
                .toArray();
    }

    /** Returns the statistics of the file. */
    public double[] held() {
        double[] state = tracked.sharedWeights();
        return Arrays.copyOfRange(state, weights, state.length);
    }

    /** Returns the same network with other statistics in place of the file's. */
    public Network holding(double[] statistics) {
        List<Network.Constant> constants = new ArrayList<>();
        for (Network.Constant constant : network.constants()) {
            Optional<Parameter> moved = tracked.layout()
                    .find(network.values().get(constant.value()))
                    .filter(parameter -> parameter.offset() >= weights);
            constants.add(moved.map(parameter -> new Network.Constant(
                            constant.value(),
                            Tensor.of(
                                    Arrays.copyOfRange(
                                            statistics, parameter.offset() - weights, parameter.end() - weights),
                                    parameter.shape()),
                            constant.reason()))
                    .orElse(constant));
        }
        return network.with(constants, network.layout(), network.sharedWeights());
    }

    /** Returns the statistics before a training from fresh weights: means 0, variances 1. */
    public double[] fresh() {
        double[] fresh = new double[size()];
        for (Layer layer : layers) {
            int channels = channels(layer);
            Arrays.fill(fresh, layer.mean(), layer.mean() + channels, 0);
            Arrays.fill(fresh, layer.variance(), layer.variance() + channels, 1);
        }
        return fresh;
    }

    private int channels(Layer layer) {
        int value = network.nodes().get(layer.node()).inputs().get(3);
        return tracked.layout().find(network.values().get(value)).orElseThrow().size();
    }

    /** Returns θ, then the statistics. */
    public static double[] state(double[] theta, double[] statistics) {
        double[] state = Arrays.copyOf(theta, theta.length + statistics.length);
        System.arraycopy(statistics, 0, state, theta.length, statistics.length);
        return state;
    }

    /**
     * Returns the same network as it is trained: with the layout of its weights, and normalised by each batch's
     * statistics.
     */
    public Network training() {
        List<String> values = new ArrayList<>(network.values());
        List<Network.Node> nodes = new ArrayList<>(network.nodes());
        for (int i = 0; i < layers.size(); i++) {
            Network.Node node = nodes.get(layers.get(i).node());
            values.add("means of batch normalisation " + (i + 1));
            values.add("variances of batch normalisation " + (i + 1));
            Operator operator = node.operator().trainingForm().orElseThrow();
            nodes.set(
                    layers.get(i).node(),
                    new Network.Node(
                            node.name(),
                            node.type(),
                            operator,
                            node.inputs().subList(0, operator.arity()),
                            List.of(node.outputs().get(0), means(i), means(i) + 1)));
        }
        return network.withNodes(values, nodes);
    }

    /**
     * Returns the network of {@link #tracked} up to the input of the last normalisation, with a node before each that takes
     * the moments of what it normalises: see {@link StagedPlan}.
     *
     * @param batch samples that run at once
     * @param counted how many of them count, from the first on
     */
    Network measuring(int batch, int counted) {
        List<String> values = new ArrayList<>(network.values());
        List<Network.Node> nodes = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < layers.size(); i++) {
            int at = layers.get(i).node();
            nodes.addAll(network.nodes().subList(from, at));
            Network.Node node = network.nodes().get(at);
            values.add("means of batch normalisation " + (i + 1));
            values.add("squares of batch normalisation " + (i + 1));
            nodes.add(new Network.Node(
                    node.name(),
                    node.type(),
                    node.operator().momentsForm(batch, counted).orElseThrow(),
                    node.inputs().subList(0, 1),
                    List.of(means(i), means(i) + 1)));
            from = at;
        }
        return tracked.withNodes(values, nodes);
    }

    /** Returns how many normalisations there are. */
    public int layers() {
        return layers.size();
    }

    /** Returns the place of a normalisation among the nodes of {@link #measuring}: that of its moments. */
    int measuredBy(int layer) {
        return layers.get(layer).node() + layer;
    }

    /** Returns the value of {@link #training} and {@link #measuring} that holds a layer's means; the next holds the other. */
    int means(int layer) {
        return network.values().size() + 2 * layer;
    }

    /** Returns the value that a layer normalises. */
    int normalized(int layer) {
        return network.nodes().get(layers.get(layer).node()).inputs().get(0);
    }

    /** Returns where the means of a layer begin in the vector of all statistics. */
    public int meansAt(int layer) {
        return layers.get(layer).mean();
    }

    /** Returns where the variances of a layer begin in the vector of all statistics. */
    public int variancesAt(int layer) {
        return layers.get(layer).variance();
    }

    /**
     * Moves running statistics by those of a batch.
     *
     * @param statistics changed in place
     * @param values the values of the network {@link #training}, by their index, after a forward pass
     */
    public void update(double[] statistics, IntFunction<double[]> values) {
        for (int i = 0; i < layers.size(); i++) {
            update(statistics, i, layers.get(i).momentum(), values);
        }
    }

    /** Updates the statistics with one momentum for all layers. */
    public void update(double[] statistics, double momentum, IntFunction<double[]> values) {
        for (int i = 0; i < layers.size(); i++) {
            update(statistics, i, momentum, values);
        }
    }

    private void update(double[] statistics, int layer, double momentum, IntFunction<double[]> values) {
        mix(statistics, layers.get(layer).mean(), values.apply(means(layer)), momentum);
        mix(statistics, layers.get(layer).variance(), values.apply(means(layer) + 1), momentum);
    }

    private static void mix(double[] statistics, int from, double[] batch, double momentum) {
        for (int i = 0; i < batch.length; i++) {
            statistics[from + i] = momentum * statistics[from + i] + (1 - momentum) * batch[i];
        }
    }
}
