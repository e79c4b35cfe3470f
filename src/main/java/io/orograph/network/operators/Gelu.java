package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;

/**
 * x·Φ(x) with the normal distribution's Φ, exact or by a tanh (Hendrycks and Gimpel 2016, arXiv 1606.08415).
 */
final class Gelu extends Elementwise {

    private static final double CUBIC = 0.044715;
    private static final double ROOT = Math.sqrt(2 / Math.PI);

    private final boolean approximate;

    Gelu(NodeSpec node) {
        String method = node.attributes().text("approximate", "none");
        approximate = method.equals("tanh");
        if (!approximate && !method.equals("none")) {
            throw new IllegalArgumentException(
                    node.label() + " has the approximation \"" + method + "\"; it must be none or tanh");
        }
    }

    /** 2·Φ(x) − 1. */
    private Kernel centred(INDArray x, INDArray out) {
        if (!approximate) {
            Erf erf = new Erf(out, out);
            return Arithmetic.sequence(
                    Arithmetic.multiply(x, Math.sqrt(0.5), out),
                    () -> Nd4j.getExecutioner().exec(erf));
        }
        return Arithmetic.sequence(
                Arithmetic.multiply(x, x, out),
                Arithmetic.multiply(out, CUBIC * ROOT, out),
                Arithmetic.add(out, ROOT, out),
                Arithmetic.multiply(out, x, out),
                Arithmetic.tanh(out, out));
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.sequence(
                centred(x, y), Arithmetic.add(y, 1, y), Arithmetic.multiply(y, x, y), Arithmetic.multiply(y, 0.5, y));
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        INDArray slope = binding.scratch(x.shape());
        Kernel inner = approximate ? slopeOfTanh(binding, x, out, slope) : density(x, slope);
        return Arithmetic.sequence(
                centred(x, out),
                inner,
                Arithmetic.multiply(slope, x, slope),
                Arithmetic.add(out, 1, out),
                Arithmetic.multiply(out, 0.5, out),
                Arithmetic.add(out, slope, out));
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
