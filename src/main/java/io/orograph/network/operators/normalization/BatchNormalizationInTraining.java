package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation as it is trained (Ioffe and Szegedy 2015, arXiv 1502.03167, algorithm 1): each channel is normalised
 * by the mean and the variance of the n numbers that the batch has for it, and the gradient goes through both:
 *
 * <pre>
 * x̂ = (x − mean)/√(v + ε),  v = Σ(x − mean)²/n,  y = scale·x̂ + shift
 * ∂L/∂x = scale/√(v + ε)·(g − (Σg + x̂·Σ(g·x̂))/n)
 * </pre>
 *
 * <p>Inputs: x, scale, shift. Outputs: y, and for the running statistics the means and the variances as PyTorch estimates
 * them, without bias: Σ(x − mean)²/(n − 1), of a single number 0.
 */
final class BatchNormalizationInTraining implements Operator {

    private final BatchNormalization inference;
    private final double epsilon;

    BatchNormalizationInTraining(BatchNormalization inference, double epsilon) {
        this.inference = inference;
        this.epsilon = epsilon;
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inference.outputShapes(inputs).get(0), inputs.get(1), inputs.get(1));
    }

    @Override
    public Role role(int input, long[] shape) {
        return inference.role(input, shape);
    }

    /** Numbers of a channel. */
    private static long count(INDArray x) {
        return x.size(0) * x.size(2);
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray x = BatchNormalization.maps(binding.input(0));
        INDArray y = BatchNormalization.maps(binding.output(0));
        INDArray mean = binding.output(1);
        INDArray variance = binding.output(2);
        INDArray squares = binding.scratch(x.shape());
        INDArray slope = binding.scratch(mean.shape());
        INDArray negative = binding.scratch(mean.shape());
        long n = count(x);
        return Arithmetic.sequence(
                Broadcast.sum(x, BatchNormalization.column(mean), binding),
                Arithmetic.multiply(mean, 1.0 / n, mean),
                Arithmetic.multiply(mean, -1, negative),
                BatchNormalization.shift(x, negative, y),
                Arithmetic.multiply(y, y, squares),
                Broadcast.sum(squares, BatchNormalization.column(variance), binding),
                Arithmetic.multiply(variance, 1.0 / Math.max(1, n - 1), variance),
                inverseDeviation(variance, n, slope),
                Arithmetic.multiply(slope, binding.input(1), slope),
                BatchNormalization.scale(y, slope, y),
                BatchNormalization.shift(y, binding.input(2), y));
    }

    /** out = 1/√(v + ε) with the variance v of the batch from the estimate without bias. */
    private Kernel inverseDeviation(INDArray estimate, long n, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(estimate, Math.max(1, n - 1) / (double) n, out),
                Arithmetic.add(out, epsilon, out),
                Arithmetic.squareRoot(out, out),
                Arithmetic.divide(1, out, out));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray x = BatchNormalization.maps(binding.input(0));
        INDArray g = BatchNormalization.maps(binding.outputGradient(0));
        INDArray mean = binding.output(1);
        INDArray inverse = binding.scratch(mean.shape());
        INDArray negative = binding.scratch(mean.shape());
        INDArray normalized = binding.scratch(x.shape());
        INDArray products = binding.scratch(x.shape());
        INDArray toScale = orScratch(binding, 1);
        INDArray toShift = orScratch(binding, 2);
        List<Kernel> steps = new ArrayList<>(List.of(
                inverseDeviation(binding.output(2), count(x), inverse),
                Arithmetic.multiply(mean, -1, negative),
                BatchNormalization.shift(x, negative, normalized),
                BatchNormalization.scale(normalized, inverse, normalized),
                Arithmetic.multiply(normalized, g, products),
                Broadcast.sum(products, BatchNormalization.column(toScale), binding),
                Broadcast.sum(g, BatchNormalization.column(toShift), binding)));
        if (binding.inputGradient(0) != null) {
            addInput(binding, g, normalized, inverse, toScale, toShift, steps);
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    /** ∂L/∂x = slope·g − (slope·∂L/∂scale/n)·x̂ − slope·∂L/∂shift/n with slope = scale/√(v + ε). */
    private static void addInput(
            Binding binding,
            INDArray g,
            INDArray normalized,
            INDArray inverse,
            INDArray toScale,
            INDArray toShift,
            List<Kernel> steps) {
        INDArray toX = BatchNormalization.maps(binding.inputGradient(0));
        double share = -1.0 / count(g);
        INDArray factors = binding.scratch(inverse.shape());
        steps.add(Arithmetic.multiply(inverse, binding.input(1), inverse));
        steps.add(Arithmetic.multiply(toScale, inverse, factors));
        steps.add(Arithmetic.multiply(factors, share, factors));
        steps.add(BatchNormalization.scale(normalized, factors, normalized));
        steps.add(BatchNormalization.scale(g, inverse, toX));
        steps.add(Arithmetic.add(toX, normalized, toX));
        steps.add(Arithmetic.multiply(toShift, inverse, factors));
        steps.add(Arithmetic.multiply(factors, share, factors));
        steps.add(BatchNormalization.shift(toX, factors, toX));
    }

    private static INDArray orScratch(Binding binding, int input) {
        INDArray wanted = binding.inputGradient(input);
        return wanted == null ? binding.scratch(binding.input(input).shape()) : wanted;
    }
}
