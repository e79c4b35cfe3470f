package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.Attributes;
import io.orograph.network.Kernel;
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
import java.util.Random;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operator with settings and inputs, and everything that must be true of it: {@link #check()}.
 *
 * <p>Inputs are drawn from a fixed seed. The scalar that gradients are taken of is Σ cᵢyᵢ with fixed random c.
 */
final class OperatorCase {

    /**
     * Forward and backward in single precision, relative to the largest number: rounding is 6e-8 a step, and the sums
     * here have up to some hundred terms.
     */
    private static final double SINGLE = 1e-5;

    /**
     * Gradients in double precision against central differences, relative to the largest gradient. With a step of
     * 1e-5 the differences err by about 1e-10 from the third derivative and 1e-10 from rounding.
     */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-5;

    /** So many elements of an input are compared with differences; larger inputs are sampled. */
    private static final int PROBES = 16;

    private final String type;
    private final int opset;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<long[]> shapes = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Random random = new Random(7);
    private boolean withoutReference;

    private OperatorCase(String type, int opset) {
        this.type = type;
        this.opset = opset;
    }

    static OperatorCase of(String type, int opset, Object... attributes) {
        OperatorCase result = new OperatorCase(type, opset);
        for (int i = 0; i < attributes.length; i += 2) {
            result.attributes.put((String) attributes[i], attributes[i + 1]);
        }
        return result;
    }

    /** An input of normally distributed numbers, rounded to single precision so that both precisions see the same. */
    OperatorCase input(long... shape) {
        double[] drawn = random.doubles(Shape.size(shape)).toArray();
        Arrays.setAll(drawn, i -> (float) random.nextGaussian());
        return input(drawn, shape);
    }

    /** An input of numbers between 0.5 and 1.5. */
    OperatorCase positiveInput(long... shape) {
        double[] drawn = new double[Shape.size(shape)];
        Arrays.setAll(drawn, i -> 0.5f + random.nextFloat());
        return input(drawn, shape);
    }

    OperatorCase input(double[] numbers, long... shape) {
        names.add("x" + names.size());
        shapes.add(shape);
        values.add(numbers);
        return this;
    }

    /** An optional input left out. */
    OperatorCase noInput() {
        names.add("");
        shapes.add(null);
        values.add(null);
        return this;
    }

    /** An input that is known when the operator is made. */
    OperatorCase constant(Tensor tensor) {
        String name = "c" + names.size();
        names.add(name);
        constants.put(name, tensor);
        return this;
    }

    /** An optional input that would be known, left out. */
    OperatorCase noConstant() {
        names.add("");
        return this;
    }

    /** Leaves the comparison with ONNX Runtime out, where that does not implement the settings. */
    OperatorCase withoutReference() {
        withoutReference = true;
        return this;
    }

    private Map<String, Object> specAttributes() {
        Map<String, Object> result = new HashMap<>(attributes);
        result.replaceAll((name, value) -> value instanceof Integer integer ? Long.valueOf(integer) : value);
        return result;
    }

    Operator operator() {
        return OperatorTable.create(new NodeSpec(
                "probe", type, opset, new Attributes(specAttributes()), names, List.of("y"), constants));
    }

    List<long[]> shapes() {
        return shapes;
    }

    /** Everything that must be true of an operator. */
    void check() {
        double[] single = forward(DataType.FLOAT);
        if (!withoutReference) {
            Tensor reference = reference();
            assertThat(operator().outputShapes(shapes).get(0)).as("shape of %s", this).isEqualTo(reference.shape());
            assertClose(single, reference.doubles(), SINGLE, "forward against ONNX Runtime");
        }
        assertClose(single, forward(DataType.DOUBLE), SINGLE, "forward in both precisions");
        if (operator().isView()) {
            return;
        }
        checkReadsItsInputs();
        checkGradients();
    }

    /** Runs forward twice, with everything it writes spoilt between the runs; the bits must be the same. */
    double[] forward(DataType precision) {
        boolean[] none = new boolean[shapes.size()];
        TestBinding binding = new TestBinding(operator(), precision, shapes, none);
        if (operator().isView()) {
            TestBinding.set(binding.input(0), values.get(0));
            return TestBinding.get(binding.output(0));
        }
        Kernel kernel = operator().forward(binding);
        double[] first = run(binding, kernel, values);
        assertThat(run(binding, kernel, values)).as("second run of %s", this).isEqualTo(first);
        binding.assertMarginsUntouched();
        return first;
    }

    private double[] run(TestBinding binding, Kernel kernel, List<double[]> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) != null) {
                TestBinding.set(binding.input(i), inputs.get(i));
            }
        }
        binding.spoil(false);
        kernel.run();
        return TestBinding.get(binding.output(0));
    }

    private void checkReadsItsInputs() {
        List<double[]> others = new ArrayList<>();
        for (double[] input : values) {
            others.add(input == null ? null : Arrays.stream(input).map(v -> v * 0.5 + 0.25).toArray());
        }
        TestBinding used = new TestBinding(operator(), DataType.FLOAT, shapes, new boolean[shapes.size()]);
        Kernel kernel = operator().forward(used);
        run(used, kernel, values);
        double[] again = run(used, kernel, others);
        TestBinding fresh = new TestBinding(operator(), DataType.FLOAT, shapes, new boolean[shapes.size()]);
        assertThat(again).as("%s on new numbers", this).isEqualTo(run(fresh, operator().forward(fresh), others));
    }

    private void checkGradients() {
        boolean[] all = new boolean[shapes.size()];
        Arrays.fill(all, true);
        List<double[]> exact = gradients(DataType.DOUBLE, all);
        List<double[]> single = gradients(DataType.FLOAT, all);
        // A sum over many elements may cancel; its rounding is then as large as that of the terms.
        double scale = exact.stream()
                .filter(gradient -> gradient != null)
                .mapToDouble(OperatorCase::largest)
                .max()
                .orElse(0);
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i) == null) {
                continue;
            }
            assertClose(single.get(i), exact.get(i), SINGLE, scale, "gradient of input " + i + " in both precisions");
            boolean[] one = new boolean[shapes.size()];
            one[i] = true;
            assertThat(gradients(DataType.DOUBLE, one).get(i))
                    .as("gradient of input %d of %s wanted alone", i, this)
                    .isEqualTo(exact.get(i));
            checkDifferences(i, exact.get(i));
        }
    }

    /** Σ cᵢyᵢ's gradients by the backward kernel, run twice. */
    private List<double[]> gradients(DataType precision, boolean[] wanted) {
        TestBinding binding = new TestBinding(operator(), precision, shapes, wanted);
        run(binding, operator().forward(binding), values);
        TestBinding.set(binding.outputGradient(0), weights((int) binding.output(0).length()));
        Kernel kernel = operator().backward(binding);
        List<double[]> first = backward(binding, kernel);
        List<double[]> second = backward(binding, kernel);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).as("second backward run of %s", this).isEqualTo(first.get(i));
        }
        binding.assertMarginsUntouched();
        return first;
    }

    private static List<double[]> backward(TestBinding binding, Kernel kernel) {
        binding.spoil(true);
        kernel.run();
        List<double[]> result = new ArrayList<>();
        for (int i = 0; i < binding.inputs(); i++) {
            INDArray gradient = binding.inputGradient(i);
            result.add(gradient == null ? null : TestBinding.get(gradient));
        }
        return result;
    }

    private static double[] weights(int size) {
        Random drawn = new Random(11);
        double[] weights = new double[size];
        Arrays.setAll(weights, i -> (float) drawn.nextGaussian());
        return weights;
    }

    private void checkDifferences(int input, double[] gradient) {
        TestBinding binding = new TestBinding(operator(), DataType.DOUBLE, shapes, new boolean[shapes.size()]);
        Kernel kernel = operator().forward(binding);
        List<double[]> moved = new ArrayList<>(values);
        double[] start = values.get(input);
        int stride = Math.max(1, start.length / PROBES);
        List<Double> differences = new ArrayList<>();
        List<Double> probed = new ArrayList<>();
        for (int i = 0; i < start.length; i += stride) {
            double[] shifted = start.clone();
            moved.set(input, shifted);
            shifted[i] = start[i] + STEP;
            double above = loss(run(binding, kernel, moved));
            shifted[i] = start[i] - STEP;
            double below = loss(run(binding, kernel, moved));
            differences.add((above - below) / (2 * STEP));
            probed.add(gradient[i]);
        }
        assertClose(array(probed), array(differences), DIFFERENCES, "gradient of input " + input + " by differences");
    }

    private static double loss(double[] output) {
        double[] weights = weights(output.length);
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += weights[i] * output[i];
        }
        return sum;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Tensor reference() {
        OnnxModelBuilder model = OnnxModelBuilder.opset(opset);
        Map<String, Tensor> inputs = new HashMap<>();
        for (String name : names) {
            if (constants.containsKey(name)) {
                model.initializer(name, constants.get(name));
            } else if (!name.isEmpty()) {
                int given = names.indexOf(name);
                model.input(name, shapes.get(given));
                inputs.put(name, single(values.get(given), shapes.get(given)));
            }
        }
        Object[] settings = attributes.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
        model.node(type, names, List.of("y"), settings);
        model.output("y", operator().outputShapes(shapes).get(0));
        return OnnxRuntimeOracle.run(model.bytes(), inputs).get("y");
    }

    private static Tensor single(double[] numbers, long[] shape) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return Tensor.of(result, shape);
    }

    private static double largest(double[] numbers) {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }

    private void assertClose(double[] actual, double[] expected, double tolerance, String what) {
        assertClose(actual, expected, tolerance, largest(expected), what);
    }

    private void assertClose(double[] actual, double[] expected, double tolerance, double scale, String what) {
        assertThat(actual).as("%s of %s", what, this).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            // A NaN difference must not pass for a small one.
            double difference = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        assertThat(worst)
                .as("%s of %s, largest difference where the largest number is %g", what, this, scale)
                .isLessThanOrEqualTo(tolerance * Math.max(scale, 1e-3));
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
