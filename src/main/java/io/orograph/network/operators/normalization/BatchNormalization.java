package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = scale·(x − mean)/√(variance + ε) + shift with one scale, shift, mean and variance a channel, which is axis 1:
 * batch normalisation as it is used after training (Ioffe and Szegedy 2015, arXiv 1502.03167). A node that was
 * exported in training mode is treated likewise, with the running statistics of the file.
 */
final class BatchNormalization implements Operator {

    private static final List<String> NAMES = List.of("scale", "shift", "mean", "variance");

    private final double epsilon;
    private final double momentum;

    BatchNormalization(NodeSpec node) {
        epsilon = node.attributes().number("epsilon", 1e-5f);
        // 0.9f as the 0.9 that was meant.
        momentum = Double.parseDouble(Float.toString((float) node.attributes().number("momentum", 0.9f)));
        if (node.attributes().integer("spatial", 1) == 0) {
            throw new UnsupportedOperatorException(
                    node.label() + " normalises each place by itself (spatial = 0); supported is one scale a channel");
        }
    }

    @Override
    public int arity() {
        return 5;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        if (x.length < 2) {
            throw new IllegalArgumentException(
                    "an input of shape " + Shape.text(x) + "; it needs axes for batch and channels");
        }
        for (int i = 1; i < inputs.size(); i++) {
            if (!Arrays.equals(inputs.get(i), new long[] {x[1]})) {
                throw new IllegalArgumentException("a " + NAMES.get(i - 1) + " of shape "
                        + Shape.text(inputs.get(i)) + " for an input of shape " + Shape.text(x) + " with " + x[1]
                        + " channels");
            }
        }
        return List.of(x);
    }

    @Override
    public Role role(int input, long[] shape) {
        return Role.at(input, Role.NONE, Role.NORM_SCALE, Role.NORM_SHIFT);
    }

    /** Into a layer whose output units come first or last among the axes of its weights. */
    @Override
    public Optional<Operator> foldedInto(Operator layer) {
        OptionalInt axis = layer.foldableAxis();
        return axis.isPresent() ? Optional.of(new FoldNormalization(epsilon, axis.getAsInt())) : Optional.empty();
    }

    @Override
    public Optional<Operator> trainingForm() {
        return Optional.of(new BatchNormalizationInTraining(this, epsilon));
    }

    @Override
    public Optional<Operator> momentsForm(int batch, int counted) {
        return Optional.of(new BatchMoments(batch, counted));
    }

    @Override
    public OptionalDouble momentum() {
        return OptionalDouble.of(momentum);
    }

    /** x as [batch, channels, places]. */
    static INDArray maps(INDArray array) {
        long batch = array.size(0);
        long channels = array.size(1);
        return ArrayViews.reshape(array, batch, channels, array.length() / (batch * channels));
    }

    static INDArray column(INDArray perChannel) {
        return ArrayViews.reshape(perChannel, perChannel.length(), 1);
    }

    /** out = x·factors, one factor a channel. */
    static Kernel scale(INDArray x, INDArray factors, INDArray out) {
        Broadcast.Pair pair = Broadcast.merge(x, column(factors), out);
        return Arithmetic.multiply(pair.a(), pair.b(), pair.out());
    }

    /** out = x + terms, one term a channel. */
    static Kernel shift(INDArray x, INDArray terms, INDArray out) {
        Broadcast.Pair pair = Broadcast.merge(x, column(terms), out);
        return Arithmetic.add(pair.a(), pair.b(), pair.out());
    }

    /** out = 1/√(variance + ε). */
    private Kernel inverseDeviation(INDArray variance, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.add(variance, epsilon, out),
                Arithmetic.squareRoot(out, out),
                Arithmetic.divide(1, out, out));
    }

    /** out = scale/√(variance + ε), the factor of each channel. */
    private Kernel slope(INDArray scale, INDArray variance, INDArray out) {
        return Arithmetic.sequence(inverseDeviation(variance, out), Arithmetic.multiply(out, scale, out));
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]) && !moving[3] && !moving[4];
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        return Optional.of(new LayerForm.Normalization(epsilon));
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray slope = binding.scratch(binding.input(1).shape());
        INDArray offset = binding.scratch(slope.shape());
        INDArray out = maps(binding.output(0));
        return Arithmetic.sequence(
                slope(binding.input(1), binding.input(4), slope),
                Arithmetic.multiply(slope, binding.input(3), offset),
                Arithmetic.subtract(binding.input(2), offset, offset),
                scale(maps(binding.input(0)), slope, out),
                shift(out, offset, out));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray inverse = binding.scratch(binding.input(1).shape());
        INDArray g = maps(binding.outputGradient(0));
        List<Kernel> steps = new ArrayList<>(List.of(inverseDeviation(binding.input(4), inverse)));
        if (binding.inputGradient(1) != null || binding.inputGradient(4) != null) {
            addScaleAndVariance(binding, g, inverse, steps);
        }
        INDArray slope = binding.scratch(inverse.shape());
        steps.add(Arithmetic.multiply(inverse, binding.input(1), slope));
        if (binding.inputGradient(2) != null) {
            steps.add(Broadcast.sum(g, column(binding.inputGradient(2)), binding));
        }
        if (binding.inputGradient(3) != null) {
            INDArray toMean = binding.inputGradient(3);
            steps.add(Broadcast.sum(g, column(toMean), binding));
            steps.add(Arithmetic.multiply(toMean, slope, toMean));
            steps.add(Arithmetic.multiply(toMean, -1, toMean));
        }
        if (binding.inputGradient(0) != null) {
            steps.add(scale(g, slope, maps(binding.inputGradient(0))));
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    /** ∂L/∂scale = Σ g·(x − mean)/√(v + ε), and ∂L/∂v = −½·scale·∂L/∂scale/(v + ε). */
    private void addScaleAndVariance(Binding binding, INDArray g, INDArray inverse, List<Kernel> steps) {
        INDArray x = maps(binding.input(0));
        INDArray product = binding.scratch(x.shape());
        INDArray toScale =
                binding.inputGradient(1) == null ? binding.scratch(inverse.shape()) : binding.inputGradient(1);
        INDArray shifts = binding.scratch(inverse.shape());
        steps.add(Arithmetic.multiply(binding.input(3), -1, shifts));
        steps.add(shift(x, shifts, product));
        steps.add(Arithmetic.multiply(product, g, product));
        steps.add(Broadcast.sum(product, column(toScale), binding));
        steps.add(Arithmetic.multiply(toScale, inverse, toScale));
        INDArray toVariance = binding.inputGradient(4);
        if (toVariance != null) {
            steps.add(Arithmetic.multiply(toScale, inverse, toVariance));
            steps.add(Arithmetic.multiply(toVariance, inverse, toVariance));
            steps.add(Arithmetic.multiply(toVariance, binding.input(1), toVariance));
            steps.add(Arithmetic.multiply(toVariance, -0.5, toVariance));
        }
    }
}
