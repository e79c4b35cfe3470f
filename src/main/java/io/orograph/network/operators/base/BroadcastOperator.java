package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.IndexMap;
import io.orograph.network.operators.kernel.RowLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * y = f(x₀, x₁, …) of the elements of several inputs at one place, each input stretched where it has an axis of 1. What
 * f and its slopes are is said by functions of numbers, which constants are computed by when a file is opened. A plan
 * runs them in a loop; what that is too slow for has native kernels or a {@link FloatLoop}, by overriding {@link
 * #forwardKernel} and {@link #backwardKernel}. Kernels are checked against the functions by {@code OperatorCheck}.
 */
public abstract class BroadcastOperator extends LoopOperator implements RowOperator {

    private final int arity;
    private final Role roleOfArrays;

    /**
     * @param arity number of inputs
     * @param roleOfArrays what a tensor of more than one element is there for; a single number is plain arithmetic
     */
    protected BroadcastOperator(int arity, Role roleOfArrays) {
        this.arity = arity;
        this.roleOfArrays = roleOfArrays;
    }

    /**
     * Returns the number of inputs of a node that takes any number of them.
     *
     * @throws IllegalArgumentException if there are none
     */
    protected static int inputs(NodeSpec node) {
        if (node.inputs().isEmpty()) {
            throw new IllegalArgumentException(node.label() + " has no inputs");
        }
        return node.inputs().size();
    }

    /** Returns f(x₀, x₁, …). */
    protected abstract double value(double[] x);

    /** Returns ∂y/∂xᵢ. */
    protected abstract double slope(int i, double[] x, double y);

    /** Binds kernels that do what {@link #value} says; empty if there are none for these arrays. */
    protected Optional<Kernel> forwardKernel(Binding binding) {
        return floatLoop().flatMap(loop -> loop.kernel(binding));
    }

    /** Returns a loop that does what {@link #value} says in single precision; empty if there is none. */
    protected Optional<FloatLoop> floatLoop() {
        return Optional.empty();
    }

    @Override
    public final Optional<RowLoop> rowLoop(List<long[]> inputs) {
        return floatLoop().map(FloatLoop::overRows);
    }

    /** Binds kernels for the gradients; empty if there are none for these arrays. */
    protected Optional<Kernel> backwardKernel(Binding binding) {
        return Optional.empty();
    }

    /** Returns a function of two numbers whose gradient nobody asks for. */
    public static BroadcastOperator steps(DoubleBinaryOperator function) {
        return new Steps(function, Optional.empty());
    }

    /**
     * Returns a function of two numbers that is constant between its jumps.
     *
     * @param loop the same in single precision
     */
    public static BroadcastOperator steps(DoubleBinaryOperator function, FloatLoop loop) {
        return new Steps(function, Optional.of(loop));
    }

    private static final class Steps extends BroadcastOperator {

        private final DoubleBinaryOperator function;
        private final Optional<FloatLoop> loop;

        private Steps(DoubleBinaryOperator function, Optional<FloatLoop> loop) {
            super(2, Role.NONE);
            this.function = function;
            this.loop = loop;
        }

        @Override
        protected double value(double[] x) {
            return function.applyAsDouble(x[0], x[1]);
        }

        @Override
        protected double slope(int i, double[] x, double y) {
            return 0;
        }

        @Override
        protected Optional<FloatLoop> floatLoop() {
            return loop;
        }
    }

    @Override
    public final int arity() {
        return arity;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.stream().reduce(Shape::broadcast).orElseThrow());
    }

    @Override
    public Role role(int input, long[] shape) {
        return Shape.size(shape) > 1 ? roleOfArrays : Role.NONE;
    }

    @Override
    public final Optional<LayerForm> layerForm(List<long[]> inputs) {
        boolean together = inputs.stream().allMatch(shape -> Arrays.equals(shape, inputs.get(0)));
        return together
                ? Optional.of(new LayerForm.Pointwise(
                        pointwiseKind(), value(new double[inputs.size()]) == 0, Double.POSITIVE_INFINITY))
                : rowSum(inputs);
    }

    private Optional<LayerForm> rowSum(List<long[]> inputs) {
        if (pointwiseKind() != LayerForm.Pointwise.Kind.SUM || inputs.size() != 2) {
            return Optional.empty();
        }
        return IntStream.range(0, 2)
                .filter(array -> isRow(inputs.get(1 - array), inputs.get(array)))
                .mapToObj(array -> (LayerForm) new LayerForm.RowSum(array))
                .findFirst();
    }

    private static boolean isRow(long[] row, long[] of) {
        return row.length > 0
                && row.length <= of.length
                && row[row.length - 1] == of[of.length - 1]
                && row[row.length - 1] == Shape.size(row);
    }

    /** Returns which function it is of inputs of one shape. */
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return LayerForm.Pointwise.Kind.OTHER;
    }

    @Override
    public final Kernel forward(Binding binding) {
        return forwardKernel(binding).orElseGet(() -> super.forward(binding));
    }

    @Override
    public final Kernel backward(Binding binding) {
        return backwardKernel(binding).orElseGet(() -> super.backward(binding));
    }

    @Override
    public final Loops loops(List<long[]> shapes) {
        long[] out = outputShapes(shapes).get(0);
        int[][] places =
                shapes.stream().map(shape -> IndexMap.broadcast(shape, out)).toArray(int[][]::new);
        return new BroadcastLoops(
                this, places, shapes.stream().mapToInt(Shape::size).toArray());
    }

    /**
     * @param places for each input the element that belongs to each of the output's
     * @param sizes of the inputs
     */
    private record BroadcastLoops(BroadcastOperator operator, int[][] places, int[] sizes) implements Loops {

        private void gather(FlatArray[] in, int at, double[] arguments) {
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = in[k].get(places[k][at]);
            }
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] arguments = new double[in.length];
            for (int i = 0; i < out[0].size(); i++) {
                gather(in, i, arguments);
                out[0].set(i, operator.value(arguments));
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            double[][] sums = new double[in.length][];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = wanted[k] == null ? null : new double[sizes[k]];
            }
            double[] arguments = new double[in.length];
            for (int i = 0; i < out[0].size(); i++) {
                gather(in, i, arguments);
                for (int k = 0; k < sums.length; k++) {
                    if (sums[k] != null) {
                        double slope = operator.slope(k, arguments, out[0].get(i));
                        sums[k][places[k][i]] += slope * gradients[0].get(i);
                    }
                }
            }
            for (int k = 0; k < sums.length; k++) {
                if (sums[k] != null) {
                    wanted[k].setAll(sums[k]);
                }
            }
        }
    }
}
