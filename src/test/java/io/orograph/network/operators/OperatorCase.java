package io.orograph.network.operators;

import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.Attributes;
import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One operator with settings and inputs, for {@link OperatorCheck}. Inputs are drawn from a fixed seed.
 */
public final class OperatorCase {

    /** What the reader adds to what the file says. */
    private static final String OF_THE_READER = "element_type";

    private final String type;
    private final int opset;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<long[]> shapes = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Random random = new Random(7);
    private final List<ElementType> types = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>(List.of("y"));
    private ElementType[] outputTypes = {ElementType.FLOAT};
    private boolean withoutReference;
    private boolean withoutDifferences;

    private OperatorCase(String type, int opset) {
        this.type = type;
        this.opset = opset;
    }

    public static OperatorCase of(String type, int opset, Object... attributes) {
        OperatorCase result = new OperatorCase(type, opset);
        for (int i = 0; i < attributes.length; i += 2) {
            result.attributes.put((String) attributes[i], attributes[i + 1]);
        }
        return result;
    }

    /** An input of normally distributed numbers, rounded to single precision so that both precisions see the same. */
    public OperatorCase input(long... shape) {
        double[] drawn = random.doubles(Shape.size(shape)).toArray();
        Arrays.setAll(drawn, i -> (float) random.nextGaussian());
        return input(drawn, shape);
    }

    /** An input of numbers between 0.5 and 1.5. */
    public OperatorCase positiveInput(long... shape) {
        double[] drawn = new double[Shape.size(shape)];
        Arrays.setAll(drawn, i -> 0.5f + random.nextFloat());
        return input(drawn, shape);
    }

    public OperatorCase input(double[] numbers, long... shape) {
        names.add("x" + names.size());
        shapes.add(shape);
        values.add(numbers);
        types.add(ElementType.FLOAT);
        return this;
    }

    /** An input that ONNX wants as integers or booleans; it has no gradient. */
    public OperatorCase input(ElementType type, double[] numbers, long... shape) {
        input(numbers, shape);
        types.set(types.size() - 1, type);
        return this;
    }

    /** Names the node's outputs, one of them empty if it is left out; otherwise there is one, "y". */
    public OperatorCase outputs(String... named) {
        outputs.clear();
        outputs.addAll(List.of(named));
        return this;
    }

    /** What ONNX Runtime's outputs consist of, if not of floats; the last one stands for all further outputs. */
    public OperatorCase output(ElementType... types) {
        outputTypes = types.clone();
        return this;
    }

    /** An optional input left out. */
    public OperatorCase noInput() {
        names.add("");
        shapes.add(null);
        values.add(null);
        types.add(null);
        return this;
    }

    /** An input that is known when the operator is made. */
    public OperatorCase constant(Tensor tensor) {
        String name = "c" + names.size();
        names.add(name);
        constants.put(name, tensor);
        return this;
    }

    /** An optional input that would be known, left out. */
    public OperatorCase noConstant() {
        names.add("");
        return this;
    }

    /** Leaves the comparison with ONNX Runtime out, where that does not implement the settings. */
    public OperatorCase withoutReference() {
        withoutReference = true;
        return this;
    }

    /** Leaves central differences out, where the gradient is not that of the function by intention. */
    public OperatorCase withoutDifferences() {
        withoutDifferences = true;
        return this;
    }

    /** The operator's ONNX name. */
    public String type() {
        return type;
    }

    private Map<String, Object> specAttributes() {
        Map<String, Object> result = new HashMap<>(attributes);
        result.replaceAll((name, value) -> value instanceof Integer integer ? Long.valueOf(integer) : value);
        return result;
    }

    public Operator operator() {
        return OperatorTable.standard()
                .create(new NodeSpec(
                        "probe", type, opset, new Attributes(specAttributes()), names, outputs, constants));
    }

    /** Whether an input can be shifted a little, as a derivative wants it. */
    public boolean isContinuous(int input) {
        return types.get(input).isFloating();
    }

    /** Whether the gradient is that of another function than the operator's. */
    public boolean isWithoutDifferences() {
        return withoutDifferences;
    }

    /** The outputs that are not left out. */
    public int[] written() {
        return IntStream.range(0, outputs.size())
                .filter(i -> !outputs.get(i).isEmpty())
                .toArray();
    }

    public List<long[]> shapes() {
        return shapes;
    }

    public List<double[]> values() {
        return values;
    }

    /** Checks everything that must be true of an operator. */
    public void check() {
        new OperatorCheck(this).check();
    }

    /** The output; the same bits at every run. */
    public double[] forward(DataType precision) {
        return new OperatorCheck(this).forward(precision);
    }

    /** What ONNX Runtime computes, output by output; empty where it is not asked. */
    public Optional<List<Tensor>> reference() {
        if (withoutReference) {
            return Optional.empty();
        }
        OnnxModelBuilder model = OnnxModelBuilder.opset(opset);
        Map<String, Tensor> inputs = new HashMap<>();
        for (String name : names) {
            if (constants.containsKey(name)) {
                model.initializer(name, constants.get(name));
            } else if (!name.isEmpty()) {
                int given = names.indexOf(name);
                model.input(name, types.get(given), shapes.get(given));
                inputs.put(name, tensor(types.get(given), values.get(given), shapes.get(given)));
            }
        }
        Object[] settings = attributes.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(OF_THE_READER))
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
        model.node(type, names, outputs, settings);
        List<long[]> written = operator().outputShapes(shapes);
        for (int i : written()) {
            ElementType outputType = outputTypes[Math.min(i, outputTypes.length - 1)];
            model.output(outputs.get(i), outputType, written.get(i));
        }
        Map<String, Tensor> results = OnnxRuntimeOracle.run(model.bytes(), inputs);
        return Optional.of(Arrays.stream(written())
                .mapToObj(i -> results.get(outputs.get(i)))
                .toList());
    }

    private static Tensor tensor(ElementType type, double[] numbers, long[] shape) {
        if (type == ElementType.BOOL || type == ElementType.UINT8) {
            byte[] result = new byte[numbers.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = (byte) (int) numbers[i];
            }
            return type == ElementType.BOOL ? Tensor.ofBooleans(result, shape) : Tensor.ofBytes(result, shape);
        }
        if (type == ElementType.INT64) {
            return Tensor.of(
                    Arrays.stream(numbers).mapToLong(number -> (long) number).toArray(), shape);
        }
        if (type == ElementType.INT32) {
            return Tensor.of(
                    Arrays.stream(numbers).mapToInt(number -> (int) number).toArray(), shape);
        }
        return single(numbers, shape);
    }

    private static Tensor single(double[] numbers, long[] shape) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return Tensor.of(result, shape);
    }

    @Override
    public String toString() {
        String settings = attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(" "));
        String operands = shapes.stream()
                .map(shape -> shape == null ? "-" : Shape.text(shape))
                .collect(Collectors.joining(" "));
        return type + "-" + opset + " " + settings + " on " + operands + " "
                + constants.values().stream().map(Tensor::toString).collect(Collectors.joining(" "));
    }

    private static String text(Object value) {
        return value instanceof long[] integers ? Arrays.toString(integers) : String.valueOf(value);
    }
}
