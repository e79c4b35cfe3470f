package io.orograph.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells which values come out of a normalisation: of an operator that is one, or of a division by what was computed from
 * means over the values themselves, as exporters write one. What is multiplied to such a value is its scale; what is
 * multiplied to another is a weight.
 */
final class NormalizedValues {

    private static final Set<String> MEANS = Set.of("ReduceMean", "ReduceSum", "ReduceSumSquare", "ReduceL2");
    private static final Set<String> OF_DEVIATIONS =
            Set.of("Add", "Sub", "Mul", "Div", "Sqrt", "Pow", "Reciprocal", "Clip", "Max", "Expand", "Cast");

    private final Set<String> statistics = new HashSet<>();
    private final Set<String> normalized = new HashSet<>();

    /** Takes down a node; to be called in an order in which the nodes can run. */
    void add(NodeSpec node) {
        List<String> inputs = node.inputs();
        boolean isScaling = node.type().equals("Mul") || node.type().equals("Div");
        boolean ofStatistics = inputs.stream().anyMatch(statistics::contains);
        boolean ofOthers = inputs.stream().anyMatch(input -> !statistics.contains(input) && !isNumber(node, input));
        if (MEANS.contains(node.type())) {
            statistics.addAll(node.outputs());
        } else if (node.type().contains("Normalization") || isScaling && ofStatistics && ofOthers) {
            normalized.addAll(node.outputs());
        } else if (ofStatistics && OF_DEVIATIONS.contains(node.type()) && !ofOthers) {
            statistics.addAll(node.outputs());
        } else if ((node.type().equals("Cast") || node.type().equals("Identity"))
                && normalized.contains(inputs.get(0))) {
            normalized.addAll(node.outputs());
        }
    }

    private static boolean isNumber(NodeSpec node, String input) {
        Tensor constant = node.constants().get(input);
        return input.isEmpty() || constant != null && constant.size() == 1;
    }

    /** Tells whether a node reads such a value. */
    boolean isReadBy(NodeSpec node) {
        return node.inputs().stream().anyMatch(normalized::contains);
    }
}
