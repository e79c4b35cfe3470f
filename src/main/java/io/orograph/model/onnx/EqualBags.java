package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import onnx.OnnxMl.NodeProto;

/**
 * Says PyTorch's EmbeddingBag without its loop. The exporter writes a Loop over the bags, whose rounds cut a bag's indices
 * out of all, look them up and add up, average or take the largest; where a sample is a bag, all bags are as large, and one
 * Gather and one reduction do the same for any number of samples.
 */
final class EqualBags {

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
        Optional<BagLoop> loop = BagLoop.of(node);
        long size = loop.isEmpty()
                ? -1
                : size(runs.apply(loop.get().starts()), runs.apply(loop.get().ends()));
        return size < 1 ? List.of(node) : written(loop.get(), size);
    }

    /**
     * Returns a loop over bags under the name of the layer that it is, by which a person knows it; another node as it is.
     */
    static NodeProto named(NodeProto node) {
        return BagLoop.of(node).isEmpty()
                ? node
                : node.toBuilder().setOpType(BagLoop.LAYER).build();
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

    private List<NodeProto> written(BagLoop loop, long size) {
        String output = loop.output();
        String bags = graph.free(output + ".bags");
        String rows = graph.free(output + ".rows");
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(reshaped(loop.indices(), bags, -1, size));
        nodes.add(Written.node("Gather", List.of(loop.table(), bags), rows).build());
        if (loop.weights().isPresent()) {
            String weights = graph.free(output + ".weights");
            String weighted = graph.free(output + ".weighted");
            nodes.add(reshaped(loop.weights().get(), weights, -1, size, 1));
            nodes.add(Written.node("Mul", List.of(rows, weights), weighted).build());
            rows = weighted;
        }
        String axis = graph.constant(output + ".axis", Tensor.of(new long[] {1}, 1));
        nodes.add(BagLoop.alongWords(loop.reduction(), opset, axis, rows, output)
                .addAttribute(Written.integer("keepdims", 0))
                .build());
        return nodes;
    }

    private NodeProto reshaped(String value, String output, long... sizes) {
        String shape = graph.constant(output + ".shape", Tensor.of(sizes, sizes.length));
        return Written.node("Reshape", List.of(value, shape), output).build();
    }
}
