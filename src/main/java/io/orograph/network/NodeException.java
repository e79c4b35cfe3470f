package io.orograph.network;

import io.orograph.file.Excerpt;
import java.util.List;

/**
 * A node cannot compute what it is asked for: the shapes that it gets do not go together, or the data hold numbers that it
 * cannot take, such as an index that is out of range. The message is a clause that names the node and what it got.
 */
public final class NodeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 80;

    private NodeException(String clause, Throwable cause) {
        super(clause, cause);
    }

    /**
     * Returns the exception for a node whose operator threw something.
     *
     * @param inputs the shapes of its inputs; null for one that is left out
     */
    static NodeException of(Network network, Network.Node node, List<long[]> inputs, RuntimeException cause) {
        if (cause instanceof NodeException known) {
            return known;
        }
        List<String> shapes = inputs.stream()
                .map(shape -> shape == null ? "none" : Shape.text(shape))
                .toList();
        boolean said = cause instanceof IllegalArgumentException && cause.getMessage() != null;
        return new NodeException(
                node.type() + " node \"" + Excerpt.of(node.label(network), LONGEST_NAME) + "\": "
                        + (said ? cause.getMessage() : "it cannot take these inputs") + " (inputs "
                        + String.join(", ", shapes) + ")",
                cause);
    }

    /** Returns a whole sentence, for where neither the model nor the data are named beside it. */
    public String sentence() {
        return "The network cannot be run on these data: " + getMessage()
                + "; choose data made for this network, or export it again.";
    }
}
