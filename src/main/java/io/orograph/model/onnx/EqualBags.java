package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * Says PyTorch's EmbeddingBag without its loop. The exporter writes a Loop over the bags, whose rounds cut a bag's indices
 * out of all, look them up and add up, average or take the largest; where a sample is a bag, all bags are as large, and one
 * Gather and one reduction do the same for any number of samples.
 */
final class EqualBags {

    /** PyTorch's name for the layer; ONNX has no such operator. */
    static final String LAYER = "EmbeddingBag";

    private static final List<String> BODY =
            List.of("Gather", "Gather", "Unsqueeze", "Unsqueeze", "Slice", "Gather", "reduction", "Cast");

    /** The reductions, and the operator set from which their axes are an input. */
    private static final Map<String, Integer> REDUCTIONS = Map.of("ReduceSum", 13, "ReduceMean", 18, "ReduceMax", 18);

    private final int opset;
    private final PlainNodes.Surroundings graph;
    private final Function<String, List<Tensor>> runs;

    /**
     * Makes one for a graph.
     *
     * @param opset the version of the standard operator set
     * @param runs the elements of a value in each run of the folding; null if they are not known
     */
    EqualBags(int opset, PlainNodes.Surroundings graph, Function<String, List<Tensor>> runs) {
        this.opset = opset;
        this.graph = graph;
        this.runs = runs;
    }

    /** Returns what stands for a node, in order; the node alone if it is no such loop, or its bags are not known. */
    List<NodeProto> of(NodeProto node) {
        if (!isBag(node)) {
            return List.of(node);
        }
        List<NodeProto> steps = steps(node);
        long size = size(
                runs.apply(steps.get(0).getInput(0)), runs.apply(steps.get(1).getInput(0)));
        return size < 1 ? List.of(node) : written(steps, size, node.getOutput(0));
    }

    /**
     * Returns a loop over bags under the name of the layer that it is, by which a person knows it; another node as it is.
     */
    static NodeProto named(NodeProto node) {
        return isBag(node) ? node.toBuilder().setOpType(LAYER).build() : node;
    }

    private static boolean isBag(NodeProto node) {
        boolean loop = NodeReader.is(node, "Loop") && node.getInputCount() == 2 && node.getOutputCount() == 1;
        if (!loop || node.getAttributeCount() != 1 || !node.getAttribute(0).hasG()) {
            return false;
        }
        GraphProto body = node.getAttribute(0).getG();
        List<NodeProto> steps = steps(node);
        List<String> types = steps.stream()
                .map(step -> REDUCTIONS.containsKey(step.getOpType()) ? "reduction" : step.getOpType())
                .toList();
        return types.equals(BODY) && body.getOutputCount() == 2 && isBag(steps, body);
    }

    private static List<NodeProto> steps(NodeProto loop) {
        return loop.getAttribute(0).getG().getNodeList().stream()
                .filter(step -> !NodeReader.is(step, "Constant"))
                .toList();
    }

    /** Tells whether the steps read each other as they do for a bag. */
    private static boolean isBag(List<NodeProto> steps, GraphProto body) {
        String round = body.getInput(0).getName();
        NodeProto slice = steps.get(4);
        NodeProto look = steps.get(5);
        return steps.get(0).getInput(1).equals(round)
                && steps.get(1).getInput(1).equals(round)
                && steps.get(2).getInput(0).equals(steps.get(0).getOutput(0))
                && steps.get(3).getInput(0).equals(steps.get(1).getOutput(0))
                && slice.getInputCount() == 4
                && slice.getInput(1).equals(steps.get(2).getOutput(0))
                && slice.getInput(2).equals(steps.get(3).getOutput(0))
                && look.getInput(1).equals(slice.getOutput(0))
                && steps.get(6).getInput(0).equals(look.getOutput(0))
                && body.getOutput(1).getName().equals(steps.get(6).getOutput(0));
    }

    /** Returns how large all bags are in every run; -1 if they are not, or it is not known. */
    private static long size(List<Tensor> starts, List<Tensor> ends) {
        if (starts == null || ends == null || ends.get(0).size() == 0) {
            return -1;
        }
        long size = ends.get(0).getLong(0);
        for (int run = 0; run < ends.size(); run++) {
            Tensor end = ends.get(run);
            for (int i = 0; i < end.size(); i++) {
                if (starts.get(run).size() <= i
                        || starts.get(run).getLong(i) != i * size
                        || end.getLong(i) != (i + 1) * size) {
                    return -1;
                }
            }
        }
        return size;
    }

    private List<NodeProto> written(List<NodeProto> steps, long size, String output) {
        String bags = graph.free(output + ".bags");
        String rows = graph.free(output + ".rows");
        String shape = graph.constant(output + ".bagsize", Tensor.of(new long[] {-1, size}, 2));
        NodeProto reduction = steps.get(6);
        NodeProto.Builder reduced = NodeProto.newBuilder()
                .setName(output)
                .setOpType(reduction.getOpType())
                .addInput(rows)
                .addOutput(output)
                .addAttribute(integers("keepdims", 0));
        if (opset >= REDUCTIONS.get(reduction.getOpType())) {
            reduced.addInput(graph.constant(output + ".axis", Tensor.of(new long[] {1}, 1)));
        } else {
            reduced.addAttribute(AttributeProto.newBuilder()
                    .setName("axes")
                    .setType(AttributeType.INTS)
                    .addInts(1));
        }
        return List.of(
                NodeProto.newBuilder()
                        .setName(bags)
                        .setOpType("Reshape")
                        .addInput(steps.get(4).getInput(0))
                        .addInput(shape)
                        .addOutput(bags)
                        .build(),
                NodeProto.newBuilder()
                        .setName(rows)
                        .setOpType("Gather")
                        .addInput(steps.get(5).getInput(0))
                        .addInput(bags)
                        .addOutput(rows)
                        .build(),
                reduced.build());
    }

    private static AttributeProto.Builder integers(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value);
    }
}
