package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.FunctionProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;

/**
 * Puts the nodes of the functions that a model defines itself in the place of the nodes that call them; PyTorch's newer
 * exporter writes every module as a function.
 */
final class FunctionInliner {

    /** Functions call functions; a file may let the number of nodes double at each level. */
    private static final int MOST_NODES = 200_000;

    private static final int MOST_LEVELS = 50;

    private final Path file;
    private final Map<String, FunctionProto> functions = new HashMap<>();
    private final Set<Long> versions = new HashSet<>();
    private final Set<FunctionProto> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<NodeProto> nodes = new ArrayList<>();
    private final CopyBudget budget;
    private int calls;

    private FunctionInliner(Path file, ModelProto model, CopyBudget budget) {
        this.file = file;
        this.budget = budget;
        for (OperatorSetIdProto of : model.getOpsetImportList()) {
            if (OperatorSets.isStandard(of.getDomain())) {
                versions.add(of.getVersion());
            }
        }
        for (FunctionProto function : model.getFunctionsList()) {
            functions.put(function.getDomain() + ":" + function.getName(), function);
        }
    }

    /**
     * Returns the model's graph without calls.
     *
     * @param file names the model in messages
     * @param budget what may be copied
     * @throws UnsupportedFileException if the functions call each other without end, or rest on other operator sets
     */
    static GraphProto inline(Path file, ModelProto model, CopyBudget budget) throws UnsupportedFileException {
        if (model.getFunctionsCount() == 0) {
            return model.getGraph();
        }
        FunctionInliner inliner = new FunctionInliner(file, model, budget);
        for (NodeProto node : model.getGraph().getNodeList()) {
            inliner.add(node, 0);
        }
        return model.getGraph().toBuilder()
                .clearNode()
                .addAllNode(inliner.nodes)
                .build();
    }

    private void add(NodeProto node, int level) throws UnsupportedFileException {
        FunctionProto function = functions.get(node.getDomain() + ":" + node.getOpType());
        if (function == null) {
            nodes.add(node);
            if (nodes.size() > MOST_NODES) {
                throw new UnsupportedFileException(
                        file, "defines functions that amount to more than " + MOST_NODES + " nodes, too many");
            }
            return;
        }
        if (level >= MOST_LEVELS || ++calls > MOST_NODES) {
            throw new UnsupportedFileException(
                    file,
                    "defines the function " + Wording.quote(function.getName())
                            + ", which calls itself or nests more than " + MOST_LEVELS + " levels deep");
        }
        requireSameOperators(function);
        budget.items((long) function.getInputCount() + function.getOutputCount());
        Map<String, String> names = new HashMap<>();
        bind(function.getInputList(), node.getInputList(), names);
        bind(function.getOutputList(), node.getOutputList(), names);
        // An output that the caller leaves out is still computed inside, under a name of its own.
        function.getOutputList()
                .forEach(output -> names.computeIfPresent(output, (own, given) -> given.isEmpty() ? null : given));
        String prefix = label(node) + "/" + calls + "/";
        for (NodeProto inner : function.getNodeList()) {
            add(renamed(function, inner, node, names, prefix), level + 1);
        }
    }

    private static String label(NodeProto node) {
        return Wording.shorten(node.getName().isEmpty() ? node.getOpType() : node.getName(), 80);
    }

    private static void bind(List<String> formal, List<String> actual, Map<String, String> names) {
        for (int i = 0; i < formal.size(); i++) {
            names.put(formal.get(i), i < actual.size() ? actual.get(i) : "");
        }
    }

    private void requireSameOperators(FunctionProto function) throws UnsupportedFileException {
        if (!checked.add(function)) {
            return;
        }
        for (OperatorSetIdProto own : function.getOpsetImportList()) {
            if (!OperatorSets.isStandard(own.getDomain())) {
                continue;
            }
            for (long version : versions) {
                if (own.getVersion() != version) {
                    throw new UnsupportedFileException(
                            file,
                            "defines the function " + Wording.quote(function.getName()) + " in opset "
                                    + own.getVersion() + " and its graph in opset " + version
                                    + ", which is not supported; put the function's nodes into the graph with"
                                    + " onnx.inliner.inline_local_functions");
                }
            }
        }
    }

    private NodeProto renamed(
            FunctionProto function, NodeProto inner, NodeProto call, Map<String, String> names, String prefix)
            throws UnsupportedFileException {
        budget.node(inner, prefix);
        NodeProto.Builder node = inner.toBuilder().clearInput().clearOutput().clearAttribute();
        node.setName(inner.getName().isEmpty() ? "" : prefix + inner.getName());
        for (String input : inner.getInputList()) {
            node.addInput(rename(input, names, prefix));
        }
        for (String output : inner.getOutputList()) {
            node.addOutput(rename(output, names, prefix));
        }
        for (AttributeProto attribute : inner.getAttributeList()) {
            if (attribute.getRefAttrName().isEmpty()) {
                node.addAttribute(attribute);
                continue;
            }
            setting(function, call, attribute.getRefAttrName())
                    .ifPresent(given -> node.addAttribute(given.toBuilder().setName(attribute.getName())));
        }
        return node.build();
    }

    /** Returns a setting of the call; if the caller leaves it out, so does the node inside. */
    private Optional<AttributeProto> setting(FunctionProto function, NodeProto call, String name)
            throws UnsupportedFileException {
        budget.items((long) call.getAttributeCount() + function.getAttributeCount());
        Optional<AttributeProto> given = call.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
        if (given.isEmpty() && !function.getAttributeList().contains(name)) {
            // Defaults lie in a field that the protobuf classes do not know.
            throw new UnsupportedFileException(
                    file,
                    "defines the function " + Wording.quote(function.getName()) + " with a default for "
                            + Wording.quote(name) + ", which is not supported; put the function's nodes into the graph"
                            + " with onnx.inliner.inline_local_functions");
        }
        return given;
    }

    private static String rename(String name, Map<String, String> names, String prefix) {
        return name.isEmpty() ? "" : names.getOrDefault(name, prefix + name);
    }
}
