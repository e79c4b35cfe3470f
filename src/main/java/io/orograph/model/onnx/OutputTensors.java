package io.orograph.model.onnx;

import java.util.HashSet;
import java.util.Set;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * Hands out by an Identity what a graph hands out as it stands in the file, an initializer or a Constant: the outputs of a
 * network are computed.
 */
final class OutputTensors {

    private OutputTensors() {}

    /** Returns the graph with such a node for each output that is a tensor of the file; the graph itself if none is. */
    static GraphProto computed(GraphProto graph) {
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        GraphProto.Builder changed = graph.toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            String name = graph.getInitializer(i).getName();
            if (outputs.contains(name)) {
                changed.getInitializerBuilder(i).setName(inside(name));
                hand(changed, name);
            }
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            boolean constant = NodeReader.is(node, "Constant") && node.getOutputCount() == 1;
            if (constant && outputs.contains(node.getOutput(0))) {
                changed.getNodeBuilder(i).setOutput(0, inside(node.getOutput(0)));
                hand(changed, node.getOutput(0));
            }
        }
        return changed.getNodeCount() == graph.getNodeCount() ? graph : changed.build();
    }

    private static String inside(String name) {
        return name + ".value";
    }

    private static void hand(GraphProto.Builder graph, String name) {
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType("Identity")
                .addInput(inside(name))
                .addOutput(name));
    }
}
