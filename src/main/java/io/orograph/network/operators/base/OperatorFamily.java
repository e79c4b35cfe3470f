package io.orograph.network.operators.base;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.UnsupportedOperatorException;
import java.util.List;

/**
 * Operators that belong together, each under its ONNX name: what one package registers. Adding an operator to a family
 * is one line in its list.
 *
 * @param title how a table for a person names them, as {@code activations}
 */
public record OperatorFamily(String title, List<Entry> entries) {

    /** Makes an operator from what a node says. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Returns the operator with the node's settings.
         *
         * @throws UnsupportedOperatorException if a setting is not supported
         * @throws IllegalArgumentException if the settings are not valid
         */
        Operator create(NodeSpec node);
    }

    /**
     * One operator.
     *
     * @param type its ONNX name
     * @param operands the inputs of a node of it
     */
    public record Entry(String type, Operands operands, Factory factory) {

        /**
         * Returns the operator with the node's settings.
         *
         * @throws UnsupportedOperatorException if a setting is not supported
         * @throws IllegalArgumentException if the node lacks inputs or has too many, or its settings are not valid
         */
        public Operator create(NodeSpec node) {
            operands.check(node);
            return factory.create(node);
        }
    }

    public OperatorFamily {
        entries = List.copyOf(entries);
    }

    public static OperatorFamily of(String title, Entry... entries) {
        return new OperatorFamily(title, List.of(entries));
    }

    public static Entry entry(String type, Operands operands, Factory factory) {
        return new Entry(type, operands, factory);
    }
}
