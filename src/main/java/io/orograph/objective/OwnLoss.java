package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network whose output may be its loss: then the loss of each sample is its output, and the mean of it is what is asked for,
 * unless another loss was chosen.
 *
 * @param network the network itself, or one that gives the loss of each sample
 * @param options what was chosen, with the network's output for the loss where it is one
 * @param notices says so: a sentence each
 */
record OwnLoss(Network network, LossOptions options, List<String> notices) {

    /**
     * Looks at the network's output.
     *
     * @throws IllegalArgumentException if it is one number for a batch that cannot be taken apart into those of the samples
     */
    static OwnLoss of(Network network, Dataset data, LossOptions options) {
        boolean isChosen = options.kind().filter(LossKind.OUTPUT::equals).isPresent();
        boolean isOther = options.kind().isPresent() && !isChosen;
        boolean isTotal = !isOther && BatchLoss.isTotal(network, data);
        if (isOther || !isTotal && !BatchLoss.isLoss(network) && !readsTargets(network, data)) {
            return new OwnLoss(network, options, List.of());
        }
        return taken(network, data, options, isTotal);
    }

    private static OwnLoss taken(Network network, Dataset data, LossOptions options, boolean isTotal) {
        OwnLabels.check(network, data);
        boolean isChosen = options.kind().isPresent();
        String name = Excerpt.of(network.outputs().get(0).name());
        List<String> notices = new ArrayList<>();
        if (!isChosen) {
            notices.add("The network computes a loss itself, its output " + name + ", which is taken.");
        }
        LossOptions own = options.with(Optional.of(LossKind.OUTPUT));
        if (!isTotal) {
            return new OwnLoss(network, own, notices);
        }
        BatchLoss.BySample bySample = BatchLoss.of(network, data);
        if (bySample.isSum()) {
            notices.add("The output " + name
                    + " sums over the samples of a batch; their mean is taken instead, which does not"
                    + " depend on how many there are.");
        }
        return new OwnLoss(bySample.network(), own, notices);
    }

    /** Tells whether a network gives one number a sample, and is given the targets of the data: it has compared with them. */
    private static boolean readsTargets(Network network, Dataset data) {
        if (network.inputs().size() < 2 || data.targets().size() == 0) {
            return false;
        }
        long[] output = LossChoice.outputShape(network, data);
        return Shape.size(output) == output[0]
                && data.arrays().all().stream()
                        .filter(input -> isRead(network, input.name()))
                        .anyMatch(input -> hold(input.values(), data.targets()));
    }

    private static boolean isRead(Network network, String input) {
        int value = network.indexOf(input);
        return network.nodes().stream().anyMatch(node -> node.inputs().contains(value));
    }

    private static boolean hold(Tensor values, Tensor targets) {
        return values.size() == targets.size()
                && IntStream.range(0, values.size()).allMatch(i -> values.get(i) == targets.get(i));
    }
}
