package io.orograph.training;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.util.List;
import java.util.Random;

/**
 * New weights for a network before a training, as PyTorch's layers draw them (Linear and Conv; He et al. 2015 with
 * a = √5): weights and the bias that follows them uniform in ±1/√(fan in), scales of a normalisation 1 and shifts 0. The
 * fan in of a weight is the number of its elements an output unit.
 *
 * <p>The draws come from one {@link Random} of the seed in the order of θ: the same on every platform, but not PyTorch's
 * own numbers.
 */
public final class FreshWeights {

    private FreshWeights() {}

    /** Returns θ for a training from the beginning. */
    public static double[] draw(ParameterLayout layout, long seed) {
        Random random = new Random(seed);
        double[] theta = new double[layout.size()];
        List<Parameter> parameters = layout.parameters();
        double bound = 0;
        for (Parameter parameter : parameters) {
            switch (parameter.role()) {
                case NORM_SCALE -> fill(theta, parameter, 1);
                case NORM_SHIFT -> fill(theta, parameter, 0);
                case WEIGHT -> {
                    bound = 1 / Math.sqrt(Math.max(1, fanIn(parameter)));
                    uniform(theta, parameter, bound, random);
                }
                default -> uniform(theta, parameter, bound, random);
            }
        }
        return theta;
    }

    private static int fanIn(Parameter parameter) {
        long units = parameter.outputAxis() < 0 ? 1 : parameter.shape()[parameter.outputAxis()];
        return (int) (parameter.size() / Math.max(1, units));
    }

    private static void fill(double[] theta, Parameter parameter, double value) {
        java.util.Arrays.fill(theta, parameter.offset(), parameter.end(), value);
    }

    private static void uniform(double[] theta, Parameter parameter, double bound, Random random) {
        for (int i = parameter.offset(); i < parameter.end(); i++) {
            theta[i] = bound * (2 * random.nextDouble() - 1);
        }
    }
}
