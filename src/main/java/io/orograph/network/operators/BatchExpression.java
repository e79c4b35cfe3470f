package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that the size of the batch alone decides, as the places 0, 1, 2, … of its samples: nodes that are computed when
 * memory is laid out for a batch. The operator reads an input of the network for its first axis.
 */
public final class BatchExpression extends LoopOperator {

    /** The same as for constants: what is larger is left to the network. */
    private static final int MOST_ELEMENTS = 1 << 20;

    /**
     * Whole numbers each of which is the same for all batches, or a multiple of the batch's size.
     *
     * @param shape their shape
     * @param fixed what each is for no samples
     * @param perSample what each grows by for every sample
     */
    public record Sizes(long[] shape, long[] fixed, long[] perSample) {

        private Tensor of(long batch) {
            long[] sizes = fixed.clone();
            Arrays.setAll(sizes, i -> fixed[i] + perSample[i] * batch);
            return Tensor.of(sizes, shape);
        }
    }

    private final Map<String, Sizes> sizes;
    private final List<NodeSpec> nodes;
    private final String result;

    /**
     * Makes an expression.
     *
     * @param sizes what the nodes read beside their constants, by name
     * @param nodes in an order in which each finds its inputs computed; may be none
     * @param result the name of what the operator gives
     */
    public BatchExpression(Map<String, Sizes> sizes, List<NodeSpec> nodes, String result) {
        this.sizes = Map.copyOf(sizes);
        this.nodes = List.copyOf(nodes);
        this.result = result;
    }

    /** Returns the numbers for a batch. */
    Tensor value(long batch) {
        Map<String, Tensor> values = new HashMap<>();
        sizes.forEach((name, size) -> values.put(name, size.of(batch)));
        for (NodeSpec node : nodes) {
            Map<String, Tensor> inputs = new HashMap<>();
            for (String input : node.inputs()) {
                Tensor value = values.containsKey(input)
                        ? values.get(input)
                        : node.constants().get(input);
                if (value != null) {
                    inputs.put(input, value);
                }
            }
            NodeSpec known = new NodeSpec(
                    node.name(), node.type(), node.opset(), node.attributes(), node.inputs(), node.outputs(), inputs);
            List<Tensor> outputs = ConstantExpression.evaluate(known, MOST_ELEMENTS)
                    .orElseThrow(() -> new IllegalArgumentException(
                            node.label() + " gives too many numbers for a batch of " + batch));
            for (int i = 0; i < outputs.size(); i++) {
                values.put(node.outputs().get(i), outputs.get(i));
            }
        }
        return values.get(result);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(value(inputs.get(0)[0]).shape());
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        double[] numbers = value(shapes.get(0)[0]).doubles();
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                out[0].setAll(numbers);
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] != null) {
                    wanted[0].fill(0);
                }
            }
        };
    }
}
