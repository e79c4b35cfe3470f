package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An operator and the same function as a graph of SameDiff, ND4J's own automatic differentiation.
 *
 * @param subject the operator with its settings and inputs
 * @param graph the same function
 */
record SameDiffCounterpart(OperatorCase subject, Graph graph) {

    /** Adds the function to a graph. */
    @FunctionalInterface
    interface Graph {

        /**
         * @param x the operator's inputs that are real numbers and not left out, in order
         */
        SDVariable of(SameDiff graph, SDVariable[] x);
    }

    /** Compares the outputs and the gradients of Σ cᵢyᵢ with fixed random c. */
    void check(double tolerance) {
        SameDiff same = SameDiff.create();
        List<String> names = new ArrayList<>();
        List<double[]> own = new ArrayList<>();
        List<SDVariable> inputs = new ArrayList<>();
        List<double[]> gradients = new OperatorCheck(subject).gradients();
        for (int i = 0; i < subject.shapes().size(); i++) {
            if (subject.shapes().get(i) != null && subject.isContinuous(i)) {
                inputs.add(same.var(
                        "x" + i, array(subject.values().get(i), subject.shapes().get(i))));
                names.add("x" + i);
                own.add(gradients.get(i));
            }
        }
        SDVariable output = graph.of(same, inputs.toArray(SDVariable[]::new));
        double[] expected = subject.forward(DataType.DOUBLE);
        INDArray computed = output.eval();
        assertClose(expected, computed, tolerance, "output");
        INDArray c = array(OperatorCheck.weights(expected.length), computed.shape());
        same.sum("loss", output.mul(same.constant(c))).markAsLoss();
        Map<String, INDArray> byGraph = same.calculateGradients(Map.of(), names);
        for (int i = 0; i < names.size(); i++) {
            assertClose(own.get(i), byGraph.get(names.get(i)), tolerance, "gradient of " + names.get(i));
        }
    }

    static INDArray array(double[] numbers, long... shape) {
        return Nd4j.create(numbers, shape, 'c');
    }

    private void assertClose(double[] own, INDArray other, double tolerance, String what) {
        double[] expected = other.dup('c').data().asDouble();
        assertThat(own).as("%s of %s", what, subject).hasSameSizeAs(expected);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < own.length; i++) {
            assertThat(Math.abs(own[i] - expected[i]))
                    .as("%s %d of %s: %s here, %s by SameDiff", what, i, subject, own[i], expected[i])
                    .isLessThanOrEqualTo(tolerance * Math.max(largest, 1e-3));
        }
    }

    @Override
    public String toString() {
        return subject.toString();
    }
}
