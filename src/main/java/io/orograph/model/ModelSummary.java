package io.orograph.model;

import io.orograph.model.onnx.ExportAdvice;
import io.orograph.network.GraphSample;
import io.orograph.network.MergedLayers;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Partition;
import io.orograph.network.Port;
import io.orograph.network.TiedTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The summary of a model that a person reads before anything is evaluated.
 *
 * @param format what the file is and who wrote it
 * @param parameters the number of trainable numbers
 * @param layers the nodes, in the order in which they run
 * @param weights the parameters, in the order in which they lie in θ
 * @param tied the tensors that follow a parameter, in the order of the file's first use
 * @param split the tensors that were split into parameters, in the order in which they were
 * @param constants the tensors of real numbers that are no parameters, in the order of the network
 * @param unsupported the operators for which the model cannot be evaluated; empty if it can
 */
public record ModelSummary(
        String format,
        List<Port> inputs,
        List<Port> outputs,
        int parameters,
        List<Layer> layers,
        List<Weight> weights,
        List<Tied> tied,
        List<SplitUp> split,
        List<Constant> constants,
        List<Unsupported> unsupported) {

    /**
     * A node of the network.
     *
     * @param name its name in the file, or that of its first output if it has none
     * @param type ONNX name of its operator
     * @param outputShape shape of its first output, {@link io.orograph.network.Shape#FREE} for an open axis; empty if
     *     it cannot be told
     * @param axes for each axis of that shape the name of the input's open axis that it has the size of; empty if it is
     *     not open, has no name, or is computed from the size
     * @param weights names of the parameters that it reads directly, or by way of a tensor that follows one
     */
    public record Layer(
            String name, String type, Optional<List<Long>> outputShape, List<String> axes, List<String> weights) {
        public Layer {
            axes = List.copyOf(axes);
            weights = List.copyOf(weights);
        }
    }

    /**
     * A parameter.
     *
     * @param role what its operator uses it for
     * @param count the number of its elements
     * @param norm √Σw² over them; NaN or infinite if they are
     * @param cuts of the layers that are merged in it, one after the other; none if none show
     */
    public record Weight(
            String name, List<Long> shape, Parameter.Role role, int count, double norm, List<Partition> cuts) {
        public Weight {
            shape = List.copyOf(shape);
            cuts = List.copyOf(cuts);
        }

        /** Returns the names of the parts that it can be split into, {@code forward, backward × z, r, h}; empty if none. */
        public String parts() {
            return cuts.stream().map(cut -> String.join(", ", cut.names())).collect(Collectors.joining(" × "));
        }
    }

    /**
     * A tensor of the file that was split into parts, each a parameter.
     *
     * @param parts their names in θ
     */
    public record SplitUp(String name, List<Long> shape, List<String> parts) {
        public SplitUp {
            shape = List.copyOf(shape);
            parts = List.copyOf(parts);
        }
    }

    /**
     * A tensor that the file holds besides a parameter of the same numbers, and that moves with it.
     *
     * @param source name of that parameter
     * @param transposed whether its axes are swapped
     */
    public record Tied(String name, List<Long> shape, String source, boolean transposed) {
        public Tied {
            shape = List.copyOf(shape);
        }

        /** Returns what it follows, as a table shows it. */
        public String text() {
            return source + (transposed ? ", transposed" : "");
        }
    }

    /**
     * A tensor of real numbers that stays as it is whatever θ is.
     *
     * @param count the number of its elements
     * @param reason why it is no parameter
     */
    public record Constant(String name, List<Long> shape, int count, String reason) {
        public Constant {
            shape = List.copyOf(shape);
        }
    }

    /**
     * An operator that some nodes ask for in vain.
     *
     * @param nodes their names
     * @param reason what of it is not supported; empty if nothing is
     * @param remedy what can be done
     */
    public record Unsupported(String operator, List<String> nodes, Optional<String> reason, String remedy) {
        public Unsupported {
            nodes = List.copyOf(nodes);
        }
    }

    public ModelSummary {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        layers = List.copyOf(layers);
        weights = List.copyOf(weights);
        tied = List.copyOf(tied);
        split = List.copyOf(split);
        constants = List.copyOf(constants);
        unsupported = List.copyOf(unsupported);
    }

    public static ModelSummary of(OpenedModel model) {
        Network network = model.network();
        LayerShapes shapes = new LayerShapes(network);
        TensorSources sources = new TensorSources(network);
        List<Layer> layers = network.nodes().stream()
                .filter(node -> !sources.joins(node) && !GraphSample.isFrame(node))
                .map(node -> layer(network, sources, node, shapes))
                .toList();
        double[] theta = network.weights();
        Map<String, List<Partition>> merged = MergedLayers.of(network);
        List<Weight> weights = network.layout().parameters().stream()
                .map(parameter -> weight(parameter, theta, merged.getOrDefault(parameter.name(), List.of())))
                .toList();
        return new ModelSummary(
                model.format(),
                network.inputs().stream().map(Port::ofFile).toList(),
                network.outputs().stream().map(Port::ofFile).toList(),
                network.layout().size(),
                layers,
                weights,
                network.layout().tied().stream().map(ModelSummary::tied).toList(),
                network.layout().split().stream()
                        .map(each -> new SplitUp(each.name(), boxed(each.own().shape()), each.parts()))
                        .toList(),
                network.constants().stream()
                        .filter(constant -> constant.tensor().type().isFloating())
                        .map(constant -> constant(network, constant))
                        .toList(),
                network.unsupported().stream()
                        .map(operator -> new Unsupported(
                                operator.type(),
                                operator.nodes(),
                                operator.refusal(),
                                ExportAdvice.of(List.of(operator))))
                        .toList());
    }

    private static Tied tied(TiedTensor tied) {
        return new Tied(tied.name(), boxed(tied.own().shape()), tied.source(), tied.transposed());
    }

    private static Constant constant(Network network, Network.Constant constant) {
        return new Constant(
                network.values().get(constant.value()),
                boxed(constant.tensor().shape()),
                constant.tensor().size(),
                constant.reason());
    }

    private static Layer layer(Network network, TensorSources sources, Network.Node node, LayerShapes shapes) {
        List<String> weights = node.inputs().stream()
                .filter(input -> input >= 0)
                .map(network.values()::get)
                .flatMap(sources::parameters)
                .toList();
        Optional<Integer> output =
                node.outputs().stream().filter(value -> value >= 0).findFirst();
        String name = node.name().isEmpty() ? output.map(network.values()::get).orElse("") : node.name();
        return new Layer(
                name,
                node.type(),
                output.flatMap(shapes::of).map(ModelSummary::boxed),
                output.map(shapes::axes).orElse(List.of()),
                weights);
    }

    private static Weight weight(Parameter parameter, double[] theta, List<Partition> cuts) {
        double squares = 0;
        for (int i = parameter.offset(); i < parameter.end(); i++) {
            squares += theta[i] * theta[i];
        }
        return new Weight(
                parameter.name(),
                boxed(parameter.shape()),
                parameter.role(),
                parameter.size(),
                Math.sqrt(squares),
                cuts);
    }

    private static List<Long> boxed(long[] shape) {
        return java.util.Arrays.stream(shape).boxed().toList();
    }
}
