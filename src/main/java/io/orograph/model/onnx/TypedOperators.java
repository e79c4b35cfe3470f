package io.orograph.model.onnx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * Writes down in the nodes whose operators mean something else for each element type which one it is: a CastLike becomes
 * the Cast that it amounts to, a QuantizeLinear says what it rounds to, an Attention of what its mask is, and shifts and
 * inverted bits how many bits there are.
 */
final class TypedOperators {

    /** The attribute of an operator here that ONNX has none for. */
    private static final String ELEMENT_TYPE = "element_type";

    /** The input of an Attention that may be of truths or of numbers. */
    private static final int MASK = 3;

    private static final Set<String> OF_BITS = Set.of("BitShift", "BitwiseNot");

    private TypedOperators() {}

    /** Returns the same graph with such nodes said plainly. */
    static GraphProto of(GraphProto graph) {
        return anyDepends(graph) ? typed(graph, new ElementTypes(graph)) : graph;
    }

    private static boolean anyDepends(GraphProto graph) {
        return graph.getNodeList().stream()
                .anyMatch(node -> dependsOnType(node)
                        || node.getAttributeList().stream()
                                .anyMatch(attribute -> attribute.hasG() && anyDepends(attribute.getG())));
    }

    private static GraphProto typed(GraphProto graph, ElementTypes types) {
        List<NodeProto> nodes = graph.getNodeList().stream()
                .map(node -> typed(withSubgraphs(node, types), types))
                .toList();
        return graph.toBuilder().clearNode().addAllNode(nodes).build();
    }

    /** Returns the node with such nodes said plainly in the branches of an If and the body of a Loop. */
    private static NodeProto withSubgraphs(NodeProto node, ElementTypes types) {
        if (node.getAttributeList().stream().noneMatch(AttributeProto::hasG)) {
            return node;
        }
        NodeProto.Builder builder = node.toBuilder();
        for (AttributeProto.Builder attribute : builder.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                attribute.setG(typed(attribute.getG(), types.inside(node, attribute.getG())));
            }
        }
        return builder.build();
    }

    private static boolean dependsOnType(NodeProto node) {
        return NodeReader.is(node, "CastLike")
                || NodeReader.is(node, "Attention")
                || NodeReader.is(node, "QuantizeLinear")
                || OF_BITS.stream().anyMatch(type -> NodeReader.is(node, type));
    }

    private static NodeProto typed(NodeProto node, ElementTypes types) {
        if (!dependsOnType(node)) {
            return node;
        }
        if (node.getOpType().equals("QuantizeLinear")) {
            return with(node, "output_dtype", types.quantized(node));
        }
        boolean like = node.getOpType().equals("CastLike");
        int input = like ? 1 : node.getOpType().equals("Attention") ? MASK : 0;
        Optional<Integer> type = node.getInputCount() > input ? types.of(node.getInput(input)) : Optional.empty();
        if (type.isEmpty()) {
            return node;
        }
        if (!like) {
            return with(node, ELEMENT_TYPE, type.get());
        }
        NodeProto.Builder cast = node.toBuilder().setOpType("Cast").clearInput().addInput(node.getInput(0));
        return with(cast.build(), "to", type.get());
    }

    private static NodeProto with(NodeProto node, String attribute, int type) {
        if (node.getAttributeList().stream().anyMatch(each -> each.getName().equals(attribute))) {
            return node;
        }
        return node.toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName(attribute)
                        .setType(AttributeType.INT)
                        .setI(type))
                .build();
    }
}
