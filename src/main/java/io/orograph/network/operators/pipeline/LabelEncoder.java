package io.orograph.network.operators.pipeline;

import io.orograph.network.Attributes;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.operators.base.Elementwise;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A number for each number of a list, another for all that are not in it. Its gradient is 0. */
final class LabelEncoder {

    private LabelEncoder() {}

    static Operator of(NodeSpec node) {
        double[] keys = numbers(node, "keys");
        double[] values = numbers(node, "values");
        if (keys.length != values.length) {
            throw new IllegalArgumentException(
                    node.label() + " has " + keys.length + " keys and " + values.length + " values");
        }
        Map<Double, Double> table = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            // −0 is 0, and the first of equal keys counts.
            table.putIfAbsent(keys[i] + 0.0, values[i]);
        }
        double other = other(node);
        return new Elementwise(x -> table.getOrDefault(x + 0.0, other), (x, y) -> 0);
    }

    private static double[] numbers(NodeSpec node, String what) {
        Attributes attributes = node.attributes();
        return attributes
                .tensor(what + "_tensor")
                .map(tensor -> tensor.doubles().clone())
                .or(() -> attributes.numbers(what + "_floats").map(LabelEncoder::doubles))
                .or(() -> Optional.of(attributes.integers(what + "_int64s"))
                        .filter(all -> all.length > 0)
                        .map(all -> Arrays.stream(all).asDoubleStream().toArray()))
                .orElseThrow(() -> node.unsupported("has " + what + " that are texts; supported are numbers"));
    }

    private static double[] doubles(float[] numbers) {
        double[] result = new double[numbers.length];
        Arrays.setAll(result, i -> numbers[i]);
        return result;
    }

    /** What stands for all others, of the type of the values: −1 for integers and −0 for real numbers. */
    private static double other(NodeSpec node) {
        Attributes attributes = node.attributes();
        if (attributes.tensor("default_tensor").isPresent()) {
            return attributes.tensor("default_tensor").get().get(0);
        }
        return attributes.integers("values_int64s").length > 0
                ? attributes.integer("default_int64", -1)
                : attributes.number("default_float", -0.0);
    }
}
