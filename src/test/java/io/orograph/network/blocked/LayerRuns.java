package io.orograph.network.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import java.util.Arrays;
import java.util.Random;

/** What plans compute of a network on drawn numbers, forward and backward. */
final class LayerRuns {

    /** A sum of n products is rounded by a few units of the last place of the largest of them. */
    private static final double TOLERANCE = 3e-6;

    private LayerRuns() {}

    static double[] drawnInput(Random random, Network network, int batch) {
        long[] shape = ShapeInference.inputShapes(network, batch).get(0);
        double[] x = new double[Shape.size(shape)];
        Arrays.setAll(x, i -> (float) random.nextGaussian());
        return x;
    }

    static double[] forward(Network network, double[] x, int batch, Precision precision) {
        try (ExecutionPlan plan =
                ExecutionPlan.forward(network, ShapeInference.inputShapes(network, batch), precision)) {
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(x, plan.input(0));
            plan.forward();
            plan.forward();
            double[] y = new double[(int) plan.output().length()];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    /** The gradient of Σ gᵢ·yᵢ, of the second of two runs: nothing may be left from the first. */
    static double[] gradient(Network network, double[] x, double[] g, int batch, Precision precision) {
        try (ExecutionPlan plan =
                ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, batch), precision)) {
            NativeCopy.write(network.weights(), plan.parameters());
            for (int run = 0; run < 2; run++) {
                NativeCopy.write(x, plan.input(0));
                plan.forward();
                NativeCopy.write(g, plan.outputGradient());
                plan.backward();
            }
            double[] gradient = new double[network.layout().size()];
            NativeCopy.read(plan.parameterGradient(), gradient);
            return gradient;
        }
    }

    /** Asserts only where numbers differ too much: an assertion takes longer than what a layer does with its number. */
    static void assertClose(double[] got, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double tolerance = TOLERANCE * Math.max(largest, 1e-3);
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(got[i] - expected[i]) <= tolerance)) {
                assertThat(got[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }
}
