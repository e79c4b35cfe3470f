package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.file.Excerpt;
import io.orograph.network.BatchTotal;
import io.orograph.network.Network;
import io.orograph.network.Operator;
import io.orograph.network.Port;
import io.orograph.network.Precision;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.network.operators.loss.SumBySample;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The loss that a network computes as one number for a batch, taken apart into those of its samples: their mean over all
 * samples is the network's loss on all of them at once, however they are cut into batches. A sum over the batch becomes a
 * mean; a mean by weight, Σwℓ/Σw, has the Σw of all the data.
 *
 * <p>From the output back to the sums and means over the batch there may be what is linear in them: sums, factors, terms of the
 * weights alone. Made for one network and one data set.
 */
final class BatchLoss {

    private static final Set<String> PASSING = Set.of("Cast", "Identity", "Squeeze", "Unsqueeze", "Reshape", "Flatten");
    private static final Set<String> SUMS = Set.of("Add", "Sub", "Sum", "Neg");

    private final Network network;
    private final Dataset data;
    private final long[][] shapes;
    private final boolean[] onData;
    private final int batch;
    private final List<String> values;
    private final List<Network.Node> added = new ArrayList<>();
    private boolean sums;

    /**
     * A network that gives a loss for each sample.
     *
     * @param network the same network with the loss of each sample as its output, [n]
     * @param isSum whether the file's output is a sum over the batch
     */
    record BySample(Network network, boolean isSum) {}

    private BatchLoss(Network network, Dataset data) {
        this.network = network;
        this.data = data;
        this.values = new ArrayList<>(network.values());
        SampleAxes axes = SampleAxes.of(network);
        int samples = axes.areFixed() ? axes.fixed() : LossChoice.SEVERAL;
        this.shapes = ShapeInference.infer(network, data.arrays().shapes(samples));
        int first = IntStream.range(0, axes.inputs().size())
                .filter(axes::counts)
                .findFirst()
                .orElse(0);
        this.batch = network.indexOf(axes.inputs().get(first).name());
        this.onData = onData(network);
    }

    private static boolean[] onData(Network network) {
        boolean[] onData = new boolean[network.values().size()];
        network.inputs().forEach(port -> onData[network.indexOf(port.name())] = true);
        for (Network.Node node : network.nodes()) {
            boolean depends = node.inputs().stream().anyMatch(value -> value >= 0 && onData[value]);
            node.outputs().stream().filter(value -> value >= 0).forEach(value -> onData[value] = depends);
        }
        return onData;
    }

    /** Tells whether a network's output is one number for a batch, whatever its size. */
    static boolean isTotal(Network network, Dataset data) {
        int fixed = LossChoice.fixedBatch(network);
        long[][] shapes = ShapeInference.infer(network, data.arrays().shapes(fixed > 0 ? fixed : LossChoice.SEVERAL));
        long[] output = ShapeInference.output(network, shapes);
        return Shape.size(output) == 1 && (fixed != 1 || output.length == 0);
    }

    /** Tells whether a network's first output is a loss that it computes from labels. */
    static boolean isLoss(Network network) {
        Network.Node node = network.producer(network.outputs().get(0).name());
        while (node != null && PASSING.contains(node.type())) {
            node = network.producer(network.values().get(node.inputs().get(0)));
        }
        int output = node == null ? -1 : node.outputs().get(0);
        return output >= 0
                && node.operator().batchTotal().filter(BatchTotal::isLoss).isPresent()
                && !isFurtherOutput(network, node);
    }

    private static boolean isFurtherOutput(Network network, Network.Node node) {
        int value = network.indexOf(network.outputs().get(0).name());
        return node.outputs().indexOf(value) > 0;
    }

    /**
     * Returns the network that gives the loss of each sample.
     *
     * @throws IllegalArgumentException if its output is made in a way that cannot be taken apart; the message says why
     */
    static BySample of(Network network, Dataset data) {
        return new BatchLoss(network, data).bySample();
    }

    private BySample bySample() {
        Port output = network.outputs().get(0);
        int value = apart(network.indexOf(output.name()));
        return new BySample(on(added, value), sums);
    }

    private Network on(List<Network.Node> further, int output) {
        List<Network.Node> nodes = new ArrayList<>(network.nodes());
        nodes.addAll(further);
        return network.with(values, nodes, new Port(values.get(output), Shape.FREE))
                .withOutput(values.get(output));
    }

    /** Returns the value that holds, for each sample, what of it a value is made of. */
    private int apart(int value) {
        Network.Node node = network.nodes().stream()
                .filter(candidate -> candidate.outputs().contains(value))
                .findFirst()
                .orElse(null);
        if (node == null || !onData[value]) {
            throw refused("does not depend on the samples");
        }
        if (PASSING.contains(node.type())) {
            return apart(node.inputs().get(0));
        }
        Optional<BatchTotal> total = node.operator().batchTotal();
        if (total.isPresent() && node.outputs().get(0) == value) {
            return bySample(node, total.get());
        }
        if (SUMS.contains(node.type())) {
            return combined(node);
        }
        long moving = node.inputs().stream()
                .filter(input -> input >= 0 && onData[input])
                .count();
        boolean isFactor = node.type().equals("Mul")
                || node.type().equals("Div") && onData[node.inputs().get(0)];
        if (isFactor && moving == 1) {
            return combined(node);
        }
        throw refused("is computed by " + node.type() + " from numbers of the whole batch");
    }

    /** Returns the same combination of the parts of each sample; what does not depend on the data stays as it is. */
    private int combined(Network.Node node) {
        List<Integer> read = new ArrayList<>();
        for (int input : node.inputs()) {
            if (input >= 0 && onData[input]) {
                read.add(apart(input));
            } else {
                requireNumber(node, input);
                read.add(input);
            }
        }
        return add(node.type(), node.operator(), read);
    }

    private void requireNumber(Network.Node node, int input) {
        if (input >= 0 && (Shape.size(shapes[input]) != 1 || shapes[input].length > 1)) {
            throw refused("is computed by " + node.type() + " with an array of the shape " + Shape.text(shapes[input]));
        }
    }

    private int bySample(Network.Node node, BatchTotal total) {
        int terms = total.terms()
                .map(operator -> add(node.type(), operator, node.inputs()))
                .orElse(node.inputs().get(0));
        if (total.kind() == BatchTotal.Kind.SUM) {
            sums = true;
            return add("SumBySample", SumBySample.times(1), List.of(terms, batch));
        }
        Optional<Double> weight = total.weights().map(operator -> meanWeight(node, operator));
        SumBySample sum = weight.map(mean -> SumBySample.times(1 / mean)).orElseGet(SumBySample::mean);
        return add("SumBySample", sum, List.of(terms, batch));
    }

    /** Returns the mean over all samples of the weights of their terms. */
    private double meanWeight(Network.Node node, Operator weights) {
        int before = added.size();
        int each = add("LabelWeights", weights, node.inputs());
        int sums = add("SumBySample", SumBySample.times(1), List.of(each, batch));
        Network ofWeights = on(added, sums);
        while (added.size() > before) {
            added.remove(added.size() - 1);
        }
        Tensor found =
                Predictor.predict(ofWeights, ofWeights.weights(), data.arrays(), Precision.DOUBLE, new CancelToken());
        double mean = Arrays.stream(found.doubles()).average().orElse(0);
        if (mean == 0) {
            throw new IllegalArgumentException("all labels are left out");
        }
        return mean;
    }

    private int add(String type, Operator operator, List<Integer> read) {
        values.add("loss of each sample " + (values.size() - network.values().size()));
        int value = values.size() - 1;
        added.add(new Network.Node("", type, operator, read, List.of(value)));
        return value;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("the network's output "
                + Excerpt.of(network.outputs().get(0).name()) + " is one number for all samples that "
                + why
                + ", so that there is no loss of each sample to take the mean of; export the network with the loss of each"
                + " sample (reduction none), or without it");
    }
}
