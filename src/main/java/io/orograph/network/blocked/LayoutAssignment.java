package io.orograph.network.blocked;

import io.orograph.network.Dependences;
import io.orograph.network.LayerForm;
import io.orograph.network.Network;
import io.orograph.network.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which values of a network lie in blocks of channels, node by node: a convolution that the library is good at takes and
 * gives blocks, what follows it goes on with them as long as it can, and rows are made again where something needs them.
 */
final class LayoutAssignment {

    private final Network network;
    private final Dependences dependences;
    private final long[][] shapes;
    private final boolean gradients;
    private final LayerChains chains;
    private final List<String> values;
    private final List<Network.Node> nodes = new ArrayList<>();
    private final Map<Integer, Blocked> blocked = new HashMap<>();
    private final boolean[] rows;
    private final boolean[] trained;

    /**
     * A value in blocks.
     *
     * @param value its index among the values of the new network
     */
    private record Blocked(int value, Layout layout) {}

    private LayoutAssignment(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        this.network = network;
        this.dependences = dependences;
        this.shapes = shapes;
        this.gradients = gradients;
        this.chains = LayerChains.of(network, dependences, Dependences.atEveryPoint(gradients), shapes);
        this.values = new ArrayList<>(network.values());
        this.rows = new boolean[values.size()];
        this.trained = new boolean[values.size()];
        Arrays.fill(rows, true);
        for (Network.Node node : network.nodes()) {
            node.outputs().stream().filter(value -> value >= 0).forEach(value -> rows[value] = false);
        }
        network.layout().parameters().forEach(parameter -> trained[network.indexOf(parameter.name())] = true);
    }

    static Network of(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        return new LayoutAssignment(network, dependences, shapes, gradients).assigned();
    }

    private Network assigned() {
        for (int i = 0; i < network.nodes().size(); i++) {
            if (chains.endsAt(i).isPresent()) {
                chain(chains.endsAt(i).get());
            } else if (!chains.isWithin(i)) {
                node(network.nodes().get(i));
            }
        }
        network.outputs().forEach(port -> needRows(network.indexOf(port.name())));
        return blocked.isEmpty() ? network : network.withNodes(values, nodes);
    }

    private void chain(LayerChains.Chain chain) {
        LayerForm form = chain.layer()
                .operator()
                .layerForm(chain.layer().inputShapes(shapes))
                .orElseThrow();
        chain.nodes().forEach(this::markTrained);
        if (!layer(form, chain)) {
            chain.nodes().forEach(this::node);
        }
    }

    private boolean layer(LayerForm form, LayerChains.Chain chain) {
        return form instanceof LayerForm.Convolution convolution
                ? convolution(convolution, chain)
                : !gradients && dense((LayerForm.Dense) form, chain);
    }

    private void markTrained(Network.Node node) {
        for (int value : node.outputs()) {
            if (value >= 0) {
                trained[value] = node.inputs().stream().anyMatch(input -> input >= 0 && trained[input]);
            }
        }
    }

    private void node(Network.Node node) {
        markTrained(node);
        boolean inBlocks = node.inputs().stream().noneMatch(value -> value >= 0 && shapes[value] == null)
                && node.operator()
                        .layerForm(node.inputShapes(shapes))
                        .map(form -> inBlocks(node, form))
                        .orElse(false);
        if (!inBlocks) {
            node.inputs().stream().filter(value -> value >= 0).forEach(this::needRows);
            nodes.add(node);
            node.outputs().stream().filter(value -> value >= 0).forEach(value -> rows[value] = true);
        }
    }

    /** Adds a node that works on blocks, if there is one that does the same. */
    private boolean inBlocks(Network.Node node, LayerForm form) {
        if (form instanceof LayerForm.Convolution || form instanceof LayerForm.Dense) {
            return layer(form, LayerChains.Chain.of(node));
        }
        Blocked x = blocked.get(node.inputs().get(0));
        if (form instanceof LayerForm.Pool pool) {
            Blocked from = x == null ? inRows(node.inputs().get(0)) : x;
            return placedPool(node, pool, from)
                    || BlockedPool.of(pool, from.layout(), gradients)
                            .map(found -> pool(node, from, found))
                            .orElse(false);
        }
        if (x == null) {
            return false;
        }
        if (form instanceof LayerForm.Normalization normalization) {
            return !x.layout().isPadded()
                    && !hasTrainedStatistics(node)
                    && normalization(normalization, x.layout())
                            .map(found -> normalized(node, x, found))
                            .orElse(false);
        }
        return form instanceof LayerForm.Pointwise pointwise && pointwise(node, pointwise, x.layout());
    }

    /** Returns how an image lies in memory. */
    private Layout layout(int value, long... shape) {
        return blocked.containsKey(value) ? blocked.get(value).layout() : Layout.rows(shape);
    }

    private Blocked inRows(int value) {
        return new Blocked(value, Layout.rows(image(shapes[value])));
    }

    private boolean hasTrainedStatistics(Network.Node node) {
        return gradients && node.inputs().subList(3, 5).stream().anyMatch(value -> trained[value]);
    }

    private Optional<? extends ImageNormalization> normalization(LayerForm.Normalization form, Layout layout) {
        Optional<PlacedNormalization> placed = gradients ? Optional.empty() : PlacedNormalization.of(form, layout);
        return placed.isPresent() ? placed : BlockedNormalization.of(form, layout, gradients);
    }

    private boolean normalized(Network.Node node, Blocked x, ImageNormalization operator) {
        List<Integer> read = new ArrayList<>(node.inputs());
        read.set(0, x.value());
        read.stream().skip(1).forEach(this::needRows);
        add(node, operator, read, x.layout());
        return true;
    }

    private boolean placedPool(Network.Node node, LayerForm.Pool form, Blocked x) {
        Optional<PlacedPool> found = PlacedPool.of(form, x.layout(), gradients);
        found.ifPresent(operator -> add(node, operator, List.of(x.value()), operator.y()));
        return found.isPresent();
    }

    private boolean pool(Network.Node node, Blocked x, BlockedPool operator) {
        List<Integer> written = new ArrayList<>(List.of(added(node.outputs().get(0), operator.y())));
        if (operator.keepsPlaces()) {
            values.add(network.values().get(node.outputs().get(0)) + " places");
            written.add(values.size() - 1);
        }
        nodes.add(new Network.Node(node.name(), node.type(), operator, List.of(x.value()), written));
        return true;
    }

    /**
     * Adds the operator itself, on arrays in the same order of another kind. Channels that fill the last block have to stay
     * zero, and on the way back their slopes have to be numbers.
     */
    private boolean pointwise(Network.Node node, LayerForm.Pointwise form, Layout layout) {
        boolean keepsPadding = form.keepsZero() && (!gradients || form.kind() != LayerForm.Pointwise.Kind.OTHER);
        if (layout.isPadded() && !keepsPadding) {
            return false;
        }
        List<Integer> read = node.inputs().stream()
                .limit(node.operator().arity())
                .map(value -> value < 0 ? value : needBlocks(value, layout))
                .toList();
        add(node, node.operator(), read, layout);
        return true;
    }

    private boolean convolution(LayerForm.Convolution form, LayerChains.Chain chain) {
        Network.Node layer = chain.layer();
        long[] x = image(shapes[layer.inputs().get(0)]);
        long[] weights = image(shapes[layer.inputs().get(1)]);
        if (x.length != 4) {
            return false;
        }
        long[] y = {x[0], weights[0], form.windows().out()[0], form.windows().out()[1]};
        long groups = form.groups();
        long[] filters =
                groups == 1 ? weights : new long[] {groups, weights[0] / groups, weights[1], weights[2], weights[3]};
        boolean hasBias = layer.inputs().size() > 2 && layer.inputs().get(2) >= 0;
        var problem = new ConvolutionProblem(x, filters, y, form.windows(), hasBias);
        var following = new Following(chain.skip().isPresent(), chain.cap());
        return gradients ? trained(problem, chain, following) : forward(problem, chain, following);
    }

    private boolean trained(ConvolutionProblem problem, LayerChains.Chain chain, Following following) {
        List<Integer> inputs = chain.layer().inputs();
        int x = inputs.get(0);
        Optional<TrainedConvolution> found =
                TrainedConvolution.of(problem, following, layout(x, problem.x()), trained[x]);
        found.ifPresent(operator -> {
            List<Integer> read = new ArrayList<>();
            chain.skip().ifPresent(value -> read.add(needBlocks(value, operator.y())));
            read.add(needBlocks(x, operator.x()));
            inputs.stream().skip(1).filter(value -> value >= 0).forEach(this::needRows);
            read.addAll(inputs.subList(1, inputs.size()));
            add(chain.last(), operator, read, operator.y());
        });
        return found.isPresent();
    }

    private boolean forward(ConvolutionProblem problem, LayerChains.Chain chain, Following following) {
        Network.Node layer = chain.layer();
        Layout there = layout(layer.inputs().get(0), problem.x());
        Optional<ForwardConvolution> found = ForwardConvolution.of(problem, following, isSkipApart(chain), there);
        found.ifPresent(operator -> {
            List<Integer> read = new ArrayList<>();
            chain.skip().ifPresent(value -> read.add(needBlocks(value, operator.y())));
            read.add(needBlocks(layer.inputs().get(0), operator.x()));
            read.add(packed(layer.inputs().get(1), operator.packing()));
            bias(chain).ifPresent(read::add);
            add(chain.last(), operator, read, operator.y());
        });
        return found.isPresent();
    }

    private boolean dense(LayerForm.Dense form, LayerChains.Chain chain) {
        Network.Node layer = chain.layer();
        var following = new Following(chain.skip().isPresent(), chain.cap());
        Optional<ForwardConvolution> found = DenseLayer.of(layer, form, dependences, shapes, chain.bias())
                .map(dense -> dense.with(following, isSkipApart(chain)));
        found.ifPresent(operator -> {
            List<Integer> read = new ArrayList<>(chain.skip().stream().toList());
            read.add(layer.inputs().get(0));
            read.forEach(this::needRows);
            read.add(packed(layer.inputs().get(1), operator.packing()));
            bias(chain).ifPresent(read::add);
            add(chain.last(), operator, read, operator.y());
        });
        return found.isPresent();
    }

    /** Returns the bias of a layer, in rows. */
    private Optional<Integer> bias(LayerChains.Chain chain) {
        Optional<Integer> bias = chain.bias().or(() -> DenseLayer.biasOf(chain.layer()));
        bias.ifPresent(this::needRows);
        return bias;
    }

    /** Tells whether what skips a layer is something else than what it reads. */
    private static boolean isSkipApart(LayerChains.Chain chain) {
        return chain.skip().isPresent()
                && !chain.skip().get().equals(chain.layer().inputs().get(0));
    }

    private int packed(int weights, Operator packing) {
        needRows(weights);
        values.add(network.values().get(weights) + " in blocks");
        int packed = values.size() - 1;
        nodes.add(new Network.Node("", "Packing", packing, List.of(weights), List.of(packed)));
        return packed;
    }

    private void add(Network.Node node, Operator operator, List<Integer> read, Layout layout) {
        int y = added(node.outputs().get(0), layout);
        nodes.add(new Network.Node(node.name(), node.type(), operator, read, List.of(y)));
    }

    private int added(int value, Layout layout) {
        values.add(network.values().get(value) + " in blocks");
        blocked.put(value, new Blocked(values.size() - 1, layout));
        return values.size() - 1;
    }

    /** Returns the value in a layout, by a reorder if it does not lie in it yet. */
    private int needBlocks(int value, Layout layout) {
        Blocked there = blocked.get(value);
        if (there != null && there.layout().isSame(layout)) {
            return there.value();
        }
        Blocked from = rows[value] ? inRows(value) : there;
        if (layout.isSame(from.layout())) {
            return from.value();
        }
        int y = added(value, layout);
        nodes.add(new Network.Node(
                "", "Reorder", Reorder.into(from.layout(), layout), List.of(from.value()), List.of(y)));
        return y;
    }

    /** Makes rows of a value that lies in blocks only. */
    private void needRows(int value) {
        if (!rows[value]) {
            Blocked there = blocked.get(value);
            Reorder reorder = Reorder.toRows(there.layout(), shapes[value]);
            nodes.add(new Network.Node("", "Reorder", reorder, List.of(there.value()), List.of(value)));
            rows[value] = true;
        }
    }

    /** Returns a shape with an axis of 1 for the height where there is a width alone. */
    private static long[] image(long... shape) {
        return shape.length == 3 ? new long[] {shape[0], shape[1], 1, shape[2]} : shape;
    }
}
