package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything that must be true of an operator: it agrees with ONNX Runtime, in both precisions, run after run; its
 * gradients agree with central differences of Σ cᵢyᵢ with fixed random c; kernels agree with the plain functions.
 */
final class OperatorCheck {

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

    /**
     * Kernels in double precision against the functions of an operator, relative to the largest number: both round in
     * 1e-16 a step; ND4J's tanh and erf are exact to 1e-14.
     */
    private static final double FUNCTIONS = 1e-12;

    /** So many elements of an input are compared with differences; larger inputs are sampled. */
    private static final int PROBES = 16;

    private final OperatorCase subject;
    private final List<long[]> shapes;
    private final List<double[]> values;
    private final IntPredicate written;

    OperatorCheck(OperatorCase subject) {
        this.subject = subject;
        this.shapes = subject.shapes();
        this.values = subject.values();
        this.written = i -> Arrays.stream(subject.written()).anyMatch(k -> k == i);
    }

    private Operator operator() {
        return subject.operator();
    }

    /** Everything that must be true of an operator. */
    void check() {
        double[] single = forward(DataType.FLOAT);
        Optional<List<Tensor>> known = subject.reference();
        if (known.isPresent()) {
            int[] written = subject.written();
            for (int i = 0; i < written.length; i++) {
                assertThat(operator().outputShapes(shapes).get(written[i]))
                        .as("shape of %s", subject)
                        .isEqualTo(known.get().get(i).shape());
            }
            double[] reference = known.get().stream()
                    .flatMapToDouble(tensor -> Arrays.stream(tensor.doubles()))
                    .toArray();
            assertClose(single, reference, SINGLE, "forward against ONNX Runtime");
        }
        assertClose(single, forward(DataType.DOUBLE), SINGLE, "forward in both precisions");
        if (operator().isView()) {
            return;
        }
        checkReadsItsInputs();
        checkGradients();
        if (operator() instanceof LoopOperator loops) {
            checkFunctions(loops);
        }
    }

    /** Kernels must do what the plain loops do, which constants are computed by. */
    private void checkFunctions(LoopOperator operator) {
        List<long[]> results = operator.outputShapes(shapes);
        LoopOperator.Loops loops = operator.loops(shapes);
        FlatArray[] in = arrays(values);
        FlatArray[] out = arrays(empty(results, written));
        loops.forward(in, out);
        assertClose(joined(out), forward(DataType.DOUBLE), FUNCTIONS, "forward by the functions");
        List<double[]> exact = gradients();
        FlatArray[] wanted = arrays(empty(shapes, i -> shapes.get(i) != null));
        double[] all = weights(joined(out).length);
        List<double[]> weights = empty(results, written);
        int from = 0;
        for (int i : subject.written()) {
            System.arraycopy(all, from, weights.get(i), 0, weights.get(i).length);
            from += weights.get(i).length;
        }
        loops.backward(in, out, arrays(weights), wanted);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] != null) {
                assertClose(
                        wanted[i].toArray(), exact.get(i), FUNCTIONS, "gradient of input " + i + " by the functions");
            }
        }
    }

    private static List<double[]> empty(List<long[]> shapes, IntPredicate isThere) {
        List<double[]> result = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            result.add(isThere.test(i) ? new double[Shape.size(shapes.get(i))] : null);
        }
        return result;
    }

    private static FlatArray[] arrays(List<double[]> numbers) {
        return numbers.stream()
                .map(each -> each == null ? null : FlatArray.of(each.clone()))
                .toArray(FlatArray[]::new);
    }

    private static double[] joined(FlatArray[] arrays) {
        return Arrays.stream(arrays)
                .filter(Objects::nonNull)
                .flatMapToDouble(array -> Arrays.stream(array.toArray()))
                .toArray();
    }

    /** Runs forward twice, with everything it writes spoilt between the runs; the bits must be the same. */
    double[] forward(DataType precision) {
        boolean[] none = new boolean[shapes.size()];
        TestBinding binding = new TestBinding(operator(), precision, shapes, none, written);
        if (operator().isView()) {
            TestBinding.set(binding.input(0), values.get(0));
            return TestBinding.get(binding.output(0));
        }
        Kernel kernel = operator().forward(binding);
        double[] first = run(binding, kernel, values);
        assertThat(run(binding, kernel, values)).as("second run of %s", subject).isEqualTo(first);
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
        return Arrays.stream(subject.written())
                .mapToObj(i -> TestBinding.get(binding.output(i)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private void checkReadsItsInputs() {
        List<double[]> others = new ArrayList<>();
        for (double[] input : values) {
            others.add(
                    input == null
                            ? null
                            : Arrays.stream(input).map(v -> v * 0.5 + 0.25).toArray());
        }
        TestBinding used = new TestBinding(operator(), DataType.FLOAT, shapes, new boolean[shapes.size()], written);
        Kernel kernel = operator().forward(used);
        run(used, kernel, values);
        double[] again = run(used, kernel, others);
        TestBinding fresh = new TestBinding(operator(), DataType.FLOAT, shapes, new boolean[shapes.size()], written);
        assertThat(again)
                .as("%s on new numbers", subject)
                .isEqualTo(run(fresh, operator().forward(fresh), others));
    }

    private void checkGradients() {
        boolean[] all = new boolean[shapes.size()];
        Arrays.fill(all, true);
        List<double[]> exact = gradients();
        List<double[]> single = gradients(DataType.FLOAT, all);
        // A sum over many elements may cancel; its rounding is then as large as that of the terms.
        double scale = exact.stream()
                .filter(gradient -> gradient != null)
                .mapToDouble(OperatorCheck::largest)
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
                    .as("gradient of input %d of %s wanted alone", i, subject)
                    .isEqualTo(exact.get(i));
            if (subject.isWithoutDifferences()) {
                continue;
            }
            if (subject.isContinuous(i)) {
                checkDifferences(i, exact.get(i));
            } else {
                assertThat(exact.get(i))
                        .as("gradient of input %d of %s", i, subject)
                        .containsOnly(0);
            }
        }
    }

    /** The gradients of Σ cᵢyᵢ in double precision, input by input; null for an input left out. */
    List<double[]> gradients() {
        boolean[] all = new boolean[shapes.size()];
        Arrays.fill(all, true);
        return gradients(DataType.DOUBLE, all);
    }

    /** Σ cᵢyᵢ's gradients by the backward kernel, run twice. */
    private List<double[]> gradients(DataType precision, boolean[] wanted) {
        TestBinding binding = new TestBinding(operator(), precision, shapes, wanted, written);
        double[] all = weights(run(binding, operator().forward(binding), values).length);
        int from = 0;
        for (int i : subject.written()) {
            INDArray gradient = binding.outputGradient(i);
            int to = from + (int) gradient.length();
            TestBinding.set(gradient, Arrays.copyOfRange(all, from, to));
            from = to;
        }
        Kernel kernel = operator().backward(binding);
        List<double[]> first = backward(binding, kernel);
        List<double[]> second = backward(binding, kernel);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).as("second backward run of %s", subject).isEqualTo(first.get(i));
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

    /** The fixed random c. */
    static double[] weights(int size) {
        Random drawn = new Random(11);
        double[] weights = new double[size];
        Arrays.setAll(weights, i -> (float) drawn.nextGaussian());
        return weights;
    }

    private void checkDifferences(int input, double[] gradient) {
        TestBinding binding = new TestBinding(operator(), DataType.DOUBLE, shapes, new boolean[shapes.size()], written);
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

    private static double largest(double[] numbers) {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }

    private void assertClose(double[] actual, double[] expected, double tolerance, String what) {
        assertClose(actual, expected, tolerance, largest(expected), what);
    }

    private void assertClose(double[] actual, double[] expected, double tolerance, double scale, String what) {
        assertThat(actual).as("%s of %s", what, subject).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            // A NaN difference must not pass for a small one.
            double difference = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        assertThat(worst)
                .as("%s of %s, largest difference where the largest number is %g", what, subject, scale)
                .isLessThanOrEqualTo(tolerance * Math.max(scale, 1e-3));
    }
}
