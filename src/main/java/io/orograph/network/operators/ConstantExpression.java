package io.orograph.network.operators;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;
import io.orograph.network.operators.function.Cast;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import io.orograph.network.operators.shape.SliceOperator;
import io.orograph.network.operators.shape.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * Computes nodes all of whose inputs are known, in plain Java: the shape arithmetic and the masks that exporters write.
 * Everything is computed in double precision, and whole numbers are whole again in the result; integers beyond 2⁵³ are
 * rounded.
 */
public final class ConstantExpression {

    private static final Set<String> LOGICAL = Set.of(
            "And", "Or", "Xor", "Not", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "IsInf", "IsNaN");

    private static final Set<String> PLACES = Set.of("ArgMax", "ArgMin", "NonZero");

    /**
     * What whole numbers have other rules for; powers, whose exponent may stretch the base here; slices that leave nothing.
     */
    private static final OperatorTable OWN = new OperatorTable(List.of(OperatorFamily.of(
            "constants",
            entry("Div", Operands.of("A", "B"), node -> BroadcastOperator.steps(quotient(node))),
            entry("Pow", Operands.of("X", "Y"), node -> BroadcastOperator.steps(Math::pow)),
            entry(
                    "Slice",
                    Operands.of("data").since(10, "data", "starts", "ends", "axes?", "steps?"),
                    SliceOperator::ofConstant))));

    /** What is no operator of a network: it has no meaning but where its inputs are known. */
    private static final Map<String, Operands> ONLY_HERE = Map.of(
            "ConstantOfShape", Operands.of("input"),
            "NonZero", Operands.of("X"),
            "Range", Operands.of("start", "limit", "delta"),
            "Shape", Operands.of("data"),
            "Size", Operands.of("data"));

    private ConstantExpression() {}

    /** Whether a node with this operator may amount to a constant. */
    public static boolean supports(String type) {
        return ONLY_HERE.containsKey(type) || OperatorTable.standard().supports(type);
    }

    /**
     * The outputs of a node; empty if it is not computed here, or would have more elements than are asked for.
     *
     * @param node one whose constants hold all its inputs
     * @throws RuntimeException if the inputs do not fit the operator
     */
    public static Optional<List<Tensor>> evaluate(NodeSpec node, int mostElements) {
        if (ONLY_HERE.containsKey(node.type())) {
            ONLY_HERE.get(node.type()).check(node);
        }
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            inputs.add(node.constant(i).orElse(null));
        }
        Optional<List<Values>> results = switch (node.type()) {
            case "Concat" -> Optional.of(List.of(joined(node, inputs)));
            case "ConstantOfShape" -> filled(inputs.get(0), node, mostElements).map(List::of);
            case "NonZero" -> Optional.of(List.of(places(inputs.get(0))));
            case "Range" -> range(inputs, mostElements).map(List::of);
            default -> byOperator(node, inputs, mostElements);
        };
        ElementType type = type(node, inputs);
        return results.filter(all -> all.stream().allMatch(values -> values.isOf(type, mostElements)))
                .map(all -> all.stream().map(values -> values.tensor(type)).toList());
    }

    private record Values(double[] elements, long[] shape) {

        /** Whether the numbers are few enough and there is something of that type for each. */
        boolean isOf(ElementType type, int mostElements) {
            boolean finite = type.isFloating() || Arrays.stream(elements).allMatch(Double::isFinite);
            return elements.length <= mostElements && finite;
        }

        Tensor tensor(ElementType type) {
            int size = elements.length;
            switch (type) {
                case DOUBLE -> {
                    return Tensor.of(elements, shape);
                }
                case FLOAT -> {
                    float[] result = new float[size];
                    for (int i = 0; i < size; i++) {
                        result[i] = (float) elements[i];
                    }
                    return Tensor.of(result, shape);
                }
                case INT64 -> {
                    return Tensor.of(
                            Arrays.stream(elements).mapToLong(x -> (long) x).toArray(), shape);
                }
                case INT32 -> {
                    return Tensor.of(
                            Arrays.stream(elements).mapToInt(x -> (int) x).toArray(), shape);
                }
                default -> {
                    byte[] result = new byte[size];
                    for (int i = 0; i < size; i++) {
                        result[i] = (byte) elements[i];
                    }
                    return type == ElementType.BOOL ? Tensor.ofBooleans(result, shape) : Tensor.ofBytes(result, shape);
                }
            }
        }
    }

    private static ElementType type(NodeSpec node, List<Tensor> inputs) {
        String operator = node.type();
        if (LOGICAL.contains(operator)) {
            return ElementType.BOOL;
        }
        if (PLACES.contains(operator)) {
            return ElementType.INT64;
        }
        return switch (operator) {
            case "Cast" -> Cast.type(node);
            case "ConstantOfShape" ->
                node.attributes().tensor("value").map(Tensor::type).orElse(ElementType.FLOAT);
            case "EyeLike" ->
                node.attributes().integer("dtype", 0) == 0 ? inputs.get(0).type() : Cast.type(node, "dtype");
            case "OneHot" -> inputs.get(2).type();
            case "Where" -> inputs.get(1).type();
            default -> inputs.get(0).type();
        };
    }

    private static boolean isWhole(NodeSpec node) {
        return !node.constant(0).orElseThrow().type().isFloating();
    }

    private static DoubleBinaryOperator quotient(NodeSpec node) {
        return isWhole(node) ? (a, b) -> Cast.truncate(a / b) : (a, b) -> a / b;
    }

    private static Optional<List<Values>> byOperator(NodeSpec node, List<Tensor> inputs, int mostElements) {
        OperatorTable table = OWN.supports(node.type()) ? OWN : OperatorTable.standard();
        Operator operator = table.create(node);
        int read = Math.min(operator.arity(), inputs.size());
        List<long[]> shapes = new ArrayList<>();
        for (Tensor input : inputs.subList(0, read)) {
            shapes.add(input == null ? null : input.shape());
        }
        List<long[]> results = operator.outputShapes(shapes);
        if (results.stream().anyMatch(shape -> Shape.size(shape) > mostElements)) {
            return Optional.empty();
        }
        if (operator.isView()) {
            return Optional.of(List.of(new Values(inputs.get(0).doubles(), results.get(0))));
        }
        if (operator instanceof Transpose transpose) {
            int[] order = transpose.permutation(inputs.get(0).rank());
            return Optional.of(List.of(new Values(inputs.get(0).transpose(order).doubles(), results.get(0))));
        }
        if (!(operator instanceof LoopOperator loops)) {
            return Optional.empty();
        }
        FlatArray[] in = inputs.subList(0, read).stream()
                .map(input -> input == null ? null : FlatArray.of(input.doubles()))
                .toArray(FlatArray[]::new);
        List<Values> values = results.stream()
                .map(shape -> new Values(new double[Shape.size(shape)], shape))
                .toList();
        FlatArray[] out =
                values.stream().map(each -> FlatArray.of(each.elements())).toArray(FlatArray[]::new);
        loops.loops(shapes).forward(in, out);
        return Optional.of(values);
    }

    private static Values joined(NodeSpec node, List<Tensor> inputs) {
        Operator operator = OperatorTable.standard().create(node);
        List<long[]> shapes = inputs.stream().map(Tensor::shape).toList();
        long[] shape = operator.outputShapes(shapes).get(0);
        int axis = Shape.axis(node.attributes().integer("axis", 0), shape.length);
        int blocks = Shape.size(Arrays.copyOf(shape, axis));
        double[] elements = new double[Shape.size(shape)];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (Tensor input : inputs) {
                int length = input.size() / blocks;
                System.arraycopy(input.doubles(), block * length, elements, at, length);
                at += length;
            }
        }
        return new Values(elements, shape);
    }

    private static Optional<Values> filled(Tensor shape, NodeSpec node, int mostElements) {
        int size = Shape.size(shape.longs());
        if (size > mostElements) {
            return Optional.empty();
        }
        double[] elements = new double[size];
        Arrays.fill(elements, fill(node));
        return Optional.of(new Values(elements, shape.longs()));
    }

    /** The number that a ConstantOfShape node repeats. */
    public static double fill(NodeSpec node) {
        return node.attributes().tensor("value").map(value -> value.get(0)).orElse(0.0);
    }

    private static Optional<Values> range(List<Tensor> inputs, int mostElements) {
        double start = inputs.get(0).get(0);
        double step = inputs.get(2).get(0);
        double count = Math.max(0, Math.ceil((inputs.get(1).get(0) - start) / step));
        if (!(count <= mostElements)) {
            return Optional.empty();
        }
        double[] elements = new double[(int) count];
        Arrays.setAll(elements, i -> start + i * step);
        return Optional.of(new Values(elements, new long[] {elements.length}));
    }

    /** The indices of all numbers but 0: one row an axis. */
    private static Values places(Tensor input) {
        int[] found = java.util.stream.IntStream.range(0, input.size())
                .filter(i -> input.get(i) != 0)
                .toArray();
        int[] strides = IndexMap.strides(input.shape());
        double[] elements = new double[Math.multiplyExact(strides.length, found.length)];
        for (int axis = 0; axis < strides.length; axis++) {
            for (int k = 0; k < found.length; k++) {
                elements[axis * found.length + k] = found[k] / strides[axis] % input.size(axis);
            }
        }
        return new Values(elements, new long[] {strides.length, found.length});
    }
}
