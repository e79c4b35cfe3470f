package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the values of a network lie in whatever data and weights are, as far as interval arithmetic over its operators
 * tells: a sigmoid between 0 and 1, also where it was written out, clipped, transposed, or put beside its complement.
 */
public final class ValueRanges {

    /** Constants of more numbers are not looked through. */
    private static final int MOST = 1 << 16;

    /** The operators that tell something, each with what its outputs lie in, given what its inputs do. */
    private static final Map<String, Function<List<Interval>, Interval>> RULES = Map.ofEntries(
            Map.entry("Sigmoid", in -> Interval.UNIT),
            Map.entry("HardSigmoid", in -> Interval.UNIT),
            Map.entry("Softmax", in -> Interval.UNIT),
            Map.entry("LogSoftmax", in -> Interval.NOT_POSITIVE),
            Map.entry("Tanh", rising(Math::tanh)),
            Map.entry("Exp", rising(Math::exp)),
            Map.entry("Log", rising(x -> Math.log(Math.max(x, 0)))),
            Map.entry("Sqrt", rising(x -> Math.sqrt(Math.max(x, 0)))),
            Map.entry("Relu", rising(x -> Math.max(x, 0))),
            Map.entry("Softplus", rising(x -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))),
            Map.entry("Neg", in -> in.get(0).negative()),
            Map.entry("Reciprocal", in -> new Interval(1, 1).over(in.get(0))),
            Map.entry("Add", in -> in.get(0).plus(in.get(1))),
            Map.entry("Sub", in -> in.get(0).plus(in.get(1).negative())),
            Map.entry("Mul", in -> in.get(0).times(in.get(1))),
            Map.entry("Div", in -> in.get(0).over(in.get(1))),
            Map.entry("Clip", ValueRanges::clipped),
            Map.entry("Concat", ValueRanges::all),
            Map.entry("Mean", ValueRanges::all),
            Map.entry("Max", ValueRanges::all),
            Map.entry("Min", ValueRanges::all),
            Map.entry("Where", in -> all(in.subList(1, in.size()))),
            Map.entry("Transpose", ValueRanges::first),
            Map.entry("Slice", ValueRanges::first),
            Map.entry("Split", ValueRanges::first),
            Map.entry("Gather", ValueRanges::first),
            Map.entry("GatherElements", ValueRanges::first),
            Map.entry("GatherND", ValueRanges::first),
            Map.entry("Expand", ValueRanges::first),
            Map.entry("Tile", ValueRanges::first),
            Map.entry("ReduceMean", ValueRanges::first),
            Map.entry("ReduceMax", ValueRanges::first),
            Map.entry("ReduceMin", ValueRanges::first),
            Map.entry("GlobalAveragePool", ValueRanges::first));

    private ValueRanges() {}

    /** Returns what a network's first output lies in. */
    public static Interval ofOutput(Network network) {
        Interval[] ranges = new Interval[network.values().size()];
        Arrays.fill(ranges, Interval.ALL);
        for (Network.Constant constant : network.constants()) {
            ranges[constant.value()] = of(constant.tensor());
        }
        for (Network.Node node : network.nodes()) {
            Interval found = of(node, ranges);
            node.outputs().stream().filter(output -> output >= 0).forEach(output -> ranges[output] = found);
        }
        return ranges[network.indexOf(network.outputs().get(0).name())];
    }

    private static Interval of(Network.Node node, Interval[] ranges) {
        List<Interval> inputs = node.inputs().stream()
                .map(input -> input < 0 ? Interval.ALL : ranges[input])
                .toList();
        if (inputs.isEmpty()) {
            return Interval.ALL;
        }
        return node.operator().isView()
                ? first(inputs)
                : RULES.getOrDefault(node.type(), in -> Interval.ALL).apply(inputs);
    }

    private static Interval of(Tensor constant) {
        return constant.size() == 0 || constant.size() > MOST
                ? Interval.ALL
                : Interval.around(IntStream.range(0, constant.size())
                        .mapToDouble(constant::get)
                        .toArray());
    }

    private static Interval first(List<Interval> inputs) {
        return inputs.get(0);
    }

    private static Interval all(List<Interval> inputs) {
        return Interval.hull(inputs.toArray(new Interval[0]));
    }

    private static Function<List<Interval>, Interval> rising(DoubleUnaryOperator function) {
        return in -> new Interval(
                function.applyAsDouble(in.get(0).low()),
                function.applyAsDouble(in.get(0).high()));
    }

    /** Limits that are not constants, or attributes of old operator sets, are not known: the input's stay. */
    private static Interval clipped(List<Interval> inputs) {
        Interval x = inputs.get(0);
        double least = inputs.size() > 1 ? inputs.get(1).low() : Double.NEGATIVE_INFINITY;
        double most = inputs.size() > 2 ? inputs.get(2).high() : Double.POSITIVE_INFINITY;
        return new Interval(Math.min(Math.max(x.low(), least), most), Math.min(Math.max(x.high(), least), most));
    }
}
