package io.orograph.network;

import io.orograph.file.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as its file describes it: the operator's name in ONNX's terms, its settings and the names of the values it
 * reads and writes.
 *
 * @param name the node's own name, for messages; may be empty
 * @param type operator name, as in ONNX ({@code "Gemm"}); another domain's is {@code "domain:Name"}
 * @param opset version of the operator set that gives the name its meaning
 * @param inputs names of the values read; an empty name is an optional input left out
 * @param outputs names of the values written
 * @param constants the values known before the network runs, by name (initializers and Constant nodes)
 */
public record NodeSpec(
        String name,
        String type,
        int opset,
        Attributes attributes,
        List<String> inputs,
        List<String> outputs,
        Map<String, Tensor> constants) {

    private static final int LONGEST_NAME = 80;

    public NodeSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public boolean hasInput(int i) {
        return i < inputs.size() && !inputs.get(i).isEmpty();
    }

    /** Returns the value of an input that is known before the network runs; empty if it is left out or computed. */
    public Optional<Tensor> constant(int i) {
        return hasInput(i) ? Optional.ofNullable(constants.get(inputs.get(i))) : Optional.empty();
    }

    /**
     * Returns the integers of an input that must be known before the network runs; empty if it is left out.
     *
     * @param what names the input in the message
     * @throws UnsupportedOperatorException if the input is computed
     */
    public Optional<long[]> constantIntegers(int i, String what) {
        if (!hasInput(i)) {
            return Optional.empty();
        }
        Tensor tensor =
                constant(i).orElseThrow(() -> unsupported("computes its " + what + "; supported is a constant one"));
        return Optional.of(tensor.longs().clone());
    }

    /**
     * Returns the integers that were an attribute until a version of the operator set made them an input, which must be
     * known before the network runs; none if they are left out.
     *
     * @param attribute its name
     * @param since the version from which they are an input
     * @param i the input
     * @param what names the input in the message
     * @throws UnsupportedOperatorException if the input is computed
     */
    public long[] integers(String attribute, int since, int i, String what) {
        return opset < since
                ? attributes.integers(attribute)
                : constantIntegers(i, what).orElse(new long[0]);
    }

    /**
     * Returns the exception that says that the node asks for something which its operator does not do.
     *
     * @param what what it does, to follow its {@link #label}, and what is supported
     */
    public UnsupportedOperatorException unsupported(String what) {
        return new UnsupportedOperatorException(label() + " " + what);
    }

    /** Returns the node's name, or that of its first output if it has none. */
    public String title() {
        return name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
    }

    /** Returns the name of this node in messages: {@code Gemm node "fc1"}. */
    public String label() {
        return Excerpt.of(type) + " node \"" + Excerpt.of(title(), LONGEST_NAME) + "\"";
    }
}
