package io.orograph.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The demand of some nodes of a model for an operator that there is not.
 *
 * @param type ONNX name of the operator
 * @param refusal a clause that names the node and what it asks for, if there is such an operator but not with these
 *     settings; empty if there is no such operator at all
 * @param nodes names of the nodes, at least one
 */
public record UnsupportedOperator(String type, Optional<String> refusal, List<String> nodes) {

    /** The number of nodes of one operator that a message names. */
    private static final int NAMED_NODES = 3;

    public UnsupportedOperator {
        nodes = List.copyOf(nodes);
    }

    /**
     * Returns a clause that names all of them: {@code the operators A (node "x"), B (2 nodes: "y", "z") are not
     * supported}.
     */
    public static String clause(List<UnsupportedOperator> operators) {
        List<String> unknown = operators.stream()
                .filter(operator -> operator.refusal().isEmpty())
                .map(operator -> operator.type() + " (" + operator.places() + ")")
                .toList();
        String refusals = operators.stream()
                .flatMap(operator -> operator.refusal().stream())
                .collect(Collectors.joining("; "));
        if (unknown.isEmpty()) {
            return refusals;
        }
        boolean one = unknown.size() == 1;
        String clause = (one ? "the operator " : "the operators ") + String.join(", ", unknown) + (one ? " is" : " are")
                + " not supported";
        return refusals.isEmpty() ? clause : clause + "; " + refusals;
    }

    private String places() {
        String first = nodes.stream()
                .limit(NAMED_NODES)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        if (nodes.size() == 1) {
            return "node " + first;
        }
        return nodes.size() + " nodes: " + first + (nodes.size() > NAMED_NODES ? ", …" : "");
    }
}
