package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.UnsupportedOperatorException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the operator for a node by its ONNX name. */
public final class OperatorTable {

    /** Makes an operator from what a node says. */
    @FunctionalInterface
    interface Factory {
        /**
         * @throws UnsupportedOperatorException if a setting is not supported
         * @throws IllegalArgumentException if the settings are not valid
         */
        Operator create(NodeSpec node);
    }

    private static final Map<String, Factory> FACTORIES = new TreeMap<>();

    static {
        FACTORIES.put("Abs", node -> new Absolute());
        FACTORIES.put("Add", node -> new Add());
        FACTORIES.put("AveragePool", AveragePool::new);
        FACTORIES.put("BatchNormalization", BatchNormalization::new);
        FACTORIES.put("Clip", Clip::new);
        FACTORIES.put("Concat", Concat::new);
        FACTORIES.put("Conv", Conv::new);
        FACTORIES.put("Div", node -> new Divide());
        FACTORIES.put("Dropout", node -> new Identity());
        FACTORIES.put("Elu", Elu::elu);
        FACTORIES.put("Erf", node -> new ErrorFunction());
        FACTORIES.put("Exp", node -> new Exponential());
        FACTORIES.put("Flatten", Flatten::new);
        FACTORIES.put("Gemm", Gemm::new);
        FACTORIES.put("GlobalAveragePool", node -> new GlobalAveragePool());
        FACTORIES.put("HardSigmoid", HardSigmoid::new);
        FACTORIES.put("HardSwish", node -> new HardSwish());
        FACTORIES.put("Identity", node -> new Identity());
        FACTORIES.put("LeakyRelu", LeakyRelu::new);
        FACTORIES.put("LogSoftmax", Softmax::logSoftmax);
        FACTORIES.put("MatMul", node -> new MatMul());
        FACTORIES.put("MaxPool", MaxPool::new);
        FACTORIES.put("Mul", node -> new Multiply());
        FACTORIES.put("Neg", node -> new Negate());
        FACTORIES.put("Pow", Power::new);
        FACTORIES.put("Relu", node -> new Relu());
        FACTORIES.put("Reshape", Reshape::new);
        FACTORIES.put("Selu", Elu::selu);
        FACTORIES.put("Sigmoid", node -> new Sigmoid());
        FACTORIES.put("Softmax", Softmax::softmax);
        FACTORIES.put("Softplus", node -> new Softplus());
        FACTORIES.put("Sqrt", node -> new SquareRoot());
        FACTORIES.put("Squeeze", Squeeze::new);
        FACTORIES.put("Sub", node -> new Subtract());
        FACTORIES.put("Tanh", node -> new Tanh());
        FACTORIES.put("Transpose", Transpose::new);
        FACTORIES.put("Unsqueeze", Unsqueeze::new);
    }

    private OperatorTable() {}

    /** The ONNX names of all operators, sorted. */
    public static SortedSet<String> names() {
        return new TreeSet<>(FACTORIES.keySet());
    }

    public static boolean supports(String type) {
        return FACTORIES.containsKey(type);
    }

    /**
     * The operator that does what a node asks.
     *
     * @throws UnsupportedOperatorException if there is none, or not with these settings
     * @throws IllegalArgumentException if the node's settings are not valid
     */
    public static Operator create(NodeSpec node) {
        Factory factory = FACTORIES.get(node.type());
        if (factory == null) {
            throw new UnsupportedOperatorException(
                    node.label() + " is not supported; supported are " + String.join(", ", FACTORIES.keySet()));
        }
        return factory.create(node);
    }
}
