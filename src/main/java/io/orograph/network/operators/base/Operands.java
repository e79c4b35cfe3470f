package io.orograph.network.operators.base;

import io.orograph.network.NodeSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The inputs that an operator takes, by their names in ONNX's documentation. An operator is made only for a node that
 * has them, so that it may count on those that it cannot do without.
 *
 * <p>A name that ends in {@code ?} may be left out; a last name that ends in {@code …} stands for one input or more.
 */
public final class Operands {

    private static final String OPTIONAL = "?";
    private static final String REPEATED = "…";

    private final int since;
    private final List<String> names;
    private final Optional<Operands> before;

    private Operands(int since, Optional<Operands> before, String... names) {
        this.since = since;
        this.before = before;
        this.names = List.of(names);
    }

    /** Returns the inputs of an operator, in their order. */
    public static Operands of(String... names) {
        return new Operands(0, Optional.empty(), names);
    }

    /**
     * Returns these inputs for older operator sets, and others from a version on.
     *
     * @param opset the version
     */
    public Operands since(int opset, String... others) {
        return new Operands(opset, Optional.of(this), others);
    }

    /** Returns how many inputs a node of a version of the operator set has at least, up to the last necessary one. */
    public int least(int opset) {
        List<String> valid = valid(opset);
        return IntStream.range(0, valid.size())
                .filter(i -> !valid.get(i).endsWith(OPTIONAL))
                .map(i -> i + 1)
                .max()
                .orElse(0);
    }

    /** Returns how many inputs a node of a version of the operator set has at most. */
    public int most(int opset) {
        List<String> valid = valid(opset);
        return valid.stream().anyMatch(name -> name.endsWith(REPEATED)) ? Integer.MAX_VALUE : valid.size();
    }

    /**
     * Checks that a node has the inputs it needs, and no others.
     *
     * @throws IllegalArgumentException if not; the message names the node and the inputs that are missing
     */
    public void check(NodeSpec node) {
        List<String> valid = valid(node.opset());
        int given = node.inputs().size();
        while (given > 0 && !node.hasInput(given - 1)) {
            given--;
        }
        List<String> missing = IntStream.range(0, valid.size())
                .filter(i -> !valid.get(i).endsWith(OPTIONAL) && !node.hasInput(i))
                .mapToObj(i -> plain(valid.get(i)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(node.label() + " lacks its input" + (missing.size() == 1 ? " " : "s ")
                    + String.join(" and ", missing) + " (it takes " + text(valid) + ")");
        }
        if (given > most(node.opset())) {
            throw new IllegalArgumentException(node.label() + " has " + given + (given == 1 ? " input" : " inputs")
                    + ", more than it can take (" + text(valid) + ")");
        }
        if (most(node.opset()) == Integer.MAX_VALUE) {
            checkRepeated(node, given);
        }
    }

    /** What is repeated is there each time: a gap among the inputs is no input left out. */
    private static void checkRepeated(NodeSpec node, int given) {
        IntStream.range(0, given).filter(i -> !node.hasInput(i)).findFirst().ifPresent(i -> {
            throw new IllegalArgumentException(
                    node.label() + " has " + given + " inputs, of which number " + (i + 1) + " is left out");
        });
    }

    private List<String> valid(int opset) {
        return opset >= since ? names : before.map(older -> older.valid(opset)).orElse(names);
    }

    private static String plain(String name) {
        return name.endsWith(OPTIONAL) || name.endsWith(REPEATED) ? name.substring(0, name.length() - 1) : name;
    }

    private static String text(List<String> names) {
        return String.join(
                ", ",
                names.stream()
                        .map(name -> name.endsWith(OPTIONAL)
                                ? plain(name) + " if wanted"
                                : name.endsWith(REPEATED) ? plain(name) + " once or more" : name)
                        .toList());
    }

    @Override
    public String toString() {
        return text(names);
    }
}
