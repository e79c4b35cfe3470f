package io.orograph.model.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * PyTorch's EmbeddingBag as its exporter writes it: a Loop over the bags, whose rounds cut a bag's indices out of all, look
 * them up, perhaps multiply each row by a weight of its own, and add up, average or take the largest.
 *
 * @param table the value that holds a row for each word
 * @param indices the value that holds the words of all bags, one behind the other
 * @param starts the value that says where each bag begins
 * @param ends the value that says where each bag ends
 * @param weights the value that holds a weight for each word of the bags; empty if there are none
 * @param reduction ReduceSum, ReduceMean or ReduceMax
 * @param output what the loop computes
 */
record BagLoop(
        String table,
        String indices,
        String starts,
        String ends,
        Optional<String> weights,
        String reduction,
        String output) {

    /** PyTorch's name for the layer; ONNX has no such operator. */
    static final String LAYER = "EmbeddingBag";

    /** The reductions, and the operator set from which their axes are an input. */
    private static final Map<String, Integer> REDUCTIONS = Map.of("ReduceSum", 13, "ReduceMean", 18, "ReduceMax", 18);

    private static final List<String> CUT = List.of("Gather", "Gather", "Unsqueeze", "Unsqueeze", "Slice", "Gather");

    private static final List<String> PLAIN = List.of("reduction", "Cast");

    private static final List<String> WEIGHTED = List.of("Slice", "Unsqueeze", "Mul", "reduction", "Cast");

    /** Finds such a loop in a node. */
    static Optional<BagLoop> of(NodeProto node) {
        boolean loop = NodeReader.is(node, "Loop") && node.getInputCount() == 2 && node.getOutputCount() == 1;
        if (!loop || node.getAttributeCount() != 1 || !node.getAttribute(0).hasG()) {
            return Optional.empty();
        }
        GraphProto body = node.getAttribute(0).getG();
        List<NodeProto> steps = body.getNodeList().stream()
                .filter(step -> !NodeReader.is(step, "Constant"))
                .toList();
        List<String> types = steps.stream()
                .map(step -> REDUCTIONS.containsKey(step.getOpType()) ? "reduction" : step.getOpType())
                .toList();
        boolean begins = types.size() > CUT.size()
                && types.subList(0, CUT.size()).equals(CUT)
                && body.getOutputCount() == 2
                && areCut(steps, body.getInput(0).getName());
        if (!begins) {
            return Optional.empty();
        }
        List<String> rest = types.subList(CUT.size(), types.size());
        boolean weighted = rest.equals(WEIGHTED);
        NodeProto reduction = steps.get(steps.size() - 2);
        boolean reduces = body.getOutput(1).getName().equals(reduction.getOutput(0))
                && (weighted ? areWeighted(steps) : rest.equals(PLAIN) && reads(reduction, 0, steps.get(5)));
        return reduces ? Optional.of(of(steps, weighted, reduction, node.getOutput(0))) : Optional.empty();
    }

    private static BagLoop of(List<NodeProto> steps, boolean weighted, NodeProto reduction, String output) {
        return new BagLoop(
                steps.get(5).getInput(0),
                steps.get(4).getInput(0),
                steps.get(0).getInput(0),
                steps.get(1).getInput(0),
                weighted ? Optional.of(steps.get(6).getInput(0)) : Optional.empty(),
                reduction.getOpType(),
                output);
    }

    /** Tells whether the steps cut the indices of the round's bag out of all and look them up. */
    private static boolean areCut(List<NodeProto> steps, String round) {
        return steps.get(0).getInput(1).equals(round)
                && steps.get(1).getInput(1).equals(round)
                && reads(steps.get(2), 0, steps.get(0))
                && reads(steps.get(3), 0, steps.get(1))
                && isCut(steps.get(4), steps)
                && reads(steps.get(5), 1, steps.get(4));
    }

    private static boolean areWeighted(List<NodeProto> steps) {
        return isCut(steps.get(6), steps)
                && reads(steps.get(7), 0, steps.get(6))
                && reads(steps.get(8), 0, steps.get(5))
                && reads(steps.get(8), 1, steps.get(7))
                && reads(steps.get(9), 0, steps.get(8));
    }

    private static boolean isCut(NodeProto slice, List<NodeProto> steps) {
        return slice.getInputCount() == 4 && reads(slice, 1, steps.get(2)) && reads(slice, 2, steps.get(3));
    }

    /**
     * Returns a node that reduces the second axis of a value.
     *
     * @param type one of the reductions
     * @param axis the name of a vector that holds 1
     */
    static NodeProto.Builder alongWords(String type, int opset, String axis, String value, String output) {
        return opset < REDUCTIONS.get(type)
                ? Written.node(type, List.of(value), output).addAttribute(Written.integers("axes", 1))
                : Written.node(type, List.of(value, axis), output);
    }

    private static boolean reads(NodeProto node, int input, NodeProto from) {
        return node.getInputCount() > input && node.getInput(input).equals(from.getOutput(0));
    }
}
