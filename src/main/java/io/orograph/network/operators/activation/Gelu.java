package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ErrorFunction;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x·Φ(x) with the normal distribution's Φ, exact or by a tanh (Hendrycks and Gimpel 2016, arXiv 1606.08415).
 */
final class Gelu extends Elementwise {

    private static final double CUBIC = 0.044715;
    private static final double ROOT = Math.sqrt(2 / Math.PI);

    private static final float ROOT_OF_HALF = (float) Math.sqrt(0.5);

    /** x·Φ(x) as ½·x·(1 + erf(x/√2)), from chunk to chunk. */
    private static final FloatLoop EXACT = (x, y, length) -> {
        float[] numbers = x[0];
        for (int i = 0; i < length; i++) {
            y[i] = numbers[i] * ROOT_OF_HALF;
        }
        ErrorFunction.loop().run(new float[][] {y}, y, length);
        for (int i = 0; i < length; i++) {
            y[i] = 0.5f * numbers[i] * (1 + y[i]);
        }
    };

    /** ½·x·(1 + tanh u) as x/(1 + e⁻²ᵘ). */
    private static final ValueFunction BY_TANH = x -> {
        Value twice = x.times(x.constant(2 * ROOT).plus(2 * ROOT * CUBIC, x.times(x)));
        return x.times(FloatFunctions.logistic(twice));
    };

    private final boolean approximate;

    Gelu(NodeSpec node) {
        this(isApproximate(node));
    }

    private Gelu(boolean approximate) {
        super(
                x -> 0.5 * x * (1 + (approximate ? tanh(x) : erf(x))),
                approximate ? (x, y) -> slopeByTanh(x) : (x, y) -> slope(x));
        this.approximate = approximate;
    }

    private static boolean isApproximate(NodeSpec node) {
        String method = node.attributes().text("approximate", "none");
        boolean approximate = method.equals("tanh");
        if (!approximate && !method.equals("none")) {
            throw new IllegalArgumentException(
                    node.label() + " has the approximation \"" + method + "\"; it must be none or tanh");
        }
        return approximate;
    }

    private static double erf(double x) {
        return ErrorFunction.value(x * Math.sqrt(0.5));
    }

    private static double slope(double x) {
        return 0.5 * (1 + erf(x)) + x * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    private static double tanh(double x) {
        return Math.tanh(x * ROOT * (1 + CUBIC * x * x));
    }

    private static double slopeByTanh(double x) {
        double t = tanh(x);
        return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT * (1 + 3 * CUBIC * x * x);
    }

    /** 2·Φ(x) − 1. */
    private Kernel centred(INDArray x, INDArray out) {
        if (!approximate) {
            return Arithmetic.sequence(Arithmetic.multiply(x, Math.sqrt(0.5), out), ErrorFunction.kernel(out, out));
        }
        return Arithmetic.sequence(
                Arithmetic.multiply(x, x, out),
                Arithmetic.multiply(out, CUBIC * ROOT, out),
                Arithmetic.add(out, ROOT, out),
                Arithmetic.multiply(out, x, out),
                Arithmetic.tanh(out, out));
    }

    @Override
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return approximate ? LayerForm.Pointwise.Kind.OTHER : LayerForm.Pointwise.Kind.GELU;
    }

    @Override
    public boolean isForEngines() {
        return !approximate;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return approximate ? Optional.empty() : Optional.of(EXACT);
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return approximate ? Optional.of(BY_TANH) : Optional.empty();
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return floatLoop()
                .flatMap(loop -> loop.kernel(y, x))
                .or(() -> Optional.of(Arithmetic.sequence(
                        centred(x, y),
                        Arithmetic.add(y, 1, y),
                        Arithmetic.multiply(y, x, y),
                        Arithmetic.multiply(y, 0.5, y))));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        INDArray slope = binding.scratch(x.shape());
        Kernel inner = approximate ? slopeOfTanh(binding, x, out, slope) : density(x, slope);
        return Optional.of(Arithmetic.sequence(
                centred(x, out),
                inner,
                Arithmetic.multiply(slope, x, slope),
                Arithmetic.add(out, 1, out),
                Arithmetic.multiply(out, 0.5, out),
                Arithmetic.add(out, slope, out)));
    }

    /** Φ′(x) = e^(−x²/2)/√(2π). */
    private static Kernel density(INDArray x, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(x, x, out),
                Arithmetic.multiply(out, -0.5, out),
                Arithmetic.exp(out, out),
                Arithmetic.multiply(out, 1 / Math.sqrt(2 * Math.PI), out));
    }

    /** ½·(1 − t²)·u′ with t = tanh u. */
    private static Kernel slopeOfTanh(Binding binding, INDArray x, INDArray t, INDArray out) {
        INDArray slope = binding.scratch(x.shape());
        return Arithmetic.sequence(
                Arithmetic.multiply(x, x, slope),
                Arithmetic.multiply(slope, 3 * CUBIC * ROOT, slope),
                Arithmetic.add(slope, ROOT, slope),
                Arithmetic.multiply(t, t, out),
                Arithmetic.subtract(1, out, out),
                Arithmetic.multiply(out, slope, out),
                Arithmetic.multiply(out, 0.5, out));
    }
}
