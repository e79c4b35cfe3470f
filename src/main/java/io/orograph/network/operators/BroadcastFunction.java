package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of the elements of several inputs at one place, each input stretched where it has an axis of 1. What native
 * kernels can be put together to goes forward by these; the rest and all gradients are plain loops.
 */
final class BroadcastFunction extends LoopOperator {

    /** y = f(x₀, x₁, …). */
    interface Function {

        double value(double[] x);

        /** ∂y/∂xᵢ. */
        double slope(int i, double[] x, double y);

        /** The same by native kernels; empty where there are none for it. */
        default Optional<Kernel> kernel(Binding binding) {
            return Optional.empty();
        }
    }

    private final int arity;
    private final Role role;
    private final Function function;

    BroadcastFunction(int arity, Role role, Function function) {
        this.arity = arity;
        this.role = role;
        this.function = function;
    }

    /** A function of two numbers that is constant between its jumps, or whose gradient nobody asks for. */
    static BroadcastFunction steps(DoubleBinaryOperator function) {
        return new BroadcastFunction(2, Role.NONE, new Steps(function, Optional.empty()));
    }

    /** The same with a loop for plans in single precision. */
    static BroadcastFunction steps(DoubleBinaryOperator function, FloatLoop loop) {
        return new BroadcastFunction(2, Role.NONE, new Steps(function, Optional.of(loop)));
    }

    private record Steps(DoubleBinaryOperator function, Optional<FloatLoop> loop) implements Function {

        @Override
        public double value(double[] x) {
            return function.applyAsDouble(x[0], x[1]);
        }

        @Override
        public double slope(int i, double[] x, double y) {
            return 0;
        }

        @Override
        public Optional<Kernel> kernel(Binding binding) {
            return loop.flatMap(faster -> faster.kernel(binding));
        }
    }

    /** The largest; the gradient goes to the first of equal ones. */
    static BroadcastFunction max(NodeSpec node) {
        return extreme(node, Math::max, (x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.max(y[i], x[k][i]);
                }
            }
        });
    }

    /** The smallest; the gradient goes to the first of equal ones. */
    static BroadcastFunction min(NodeSpec node) {
        return extreme(node, Math::min, (x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.min(y[i], x[k][i]);
                }
            }
        });
    }

    private static BroadcastFunction extreme(NodeSpec node, DoubleBinaryOperator choice, FloatLoop loop) {
        return new BroadcastFunction(inputs(node), Role.NONE, new Function() {
            @Override
            public double value(double[] x) {
                double best = x[0];
                for (double next : x) {
                    best = choice.applyAsDouble(best, next);
                }
                return best;
            }

            @Override
            public double slope(int i, double[] x, double y) {
                for (int before = 0; before < i; before++) {
                    if (x[before] == y) {
                        return 0;
                    }
                }
                return Logic.truth(x[i] == y);
            }

            @Override
            public Optional<Kernel> kernel(Binding binding) {
                return loop.kernel(binding);
            }
        });
    }

    /** x₀ + x₁ + …, as which residual connections are written too. */
    static BroadcastFunction sum(NodeSpec node) {
        return linear(node, Role.BIAS, 1);
    }

    static BroadcastFunction mean(NodeSpec node) {
        return linear(node, Role.NONE, 1.0 / inputs(node));
    }

    private static BroadcastFunction linear(NodeSpec node, Role role, double factor) {
        FloatLoop loop = (x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] += x[k][i];
                }
            }
            for (int i = 0; i < length; i++) {
                y[i] *= (float) factor;
            }
        };
        return new BroadcastFunction(inputs(node), role, new Function() {
            @Override
            public double value(double[] x) {
                return factor * Arrays.stream(x).sum();
            }

            @Override
            public double slope(int i, double[] x, double y) {
                return factor;
            }

            @Override
            public Optional<Kernel> kernel(Binding binding) {
                return BroadcastKernels.sum(binding, factor).or(() -> loop.kernel(binding));
            }
        });
    }

    private static int inputs(NodeSpec node) {
        if (node.inputs().isEmpty()) {
            throw new IllegalArgumentException(node.label() + " has no inputs");
        }
        return node.inputs().size();
    }

    /** x where x ≥ 0, else slope·x with a trained slope (He et al. 2015, arXiv 1502.01852). */
    static BroadcastFunction prelu() {
        return new BroadcastFunction(2, Role.NORM_SCALE, new Function() {
            @Override
            public double value(double[] x) {
                return x[0] < 0 ? x[0] * x[1] : x[0];
            }

            @Override
            public double slope(int i, double[] x, double y) {
                if (i == 0) {
                    return x[0] < 0 ? x[1] : 1;
                }
                return x[0] < 0 ? x[0] : 0;
            }

            @Override
            public Optional<Kernel> kernel(Binding binding) {
                return BroadcastKernels.prelu(binding);
            }
        });
    }

    /** x₀ to the power x₁; one constant exponent has an operator of its own, which is faster. */
    static Operator power(NodeSpec node) {
        if (node.constant(1).filter(exponent -> exponent.size() == 1).isPresent()) {
            return new Power(node);
        }
        return new BroadcastFunction(2, Role.NONE, new Function() {
            @Override
            public double value(double[] x) {
                return Math.pow(x[0], x[1]);
            }

            @Override
            public double slope(int i, double[] x, double y) {
                if (i == 0) {
                    return x[1] == 0 ? 0 : x[1] * Math.pow(x[0], x[1] - 1);
                }
                // As PyTorch: at x₀ = 0 the power stays 0 whatever the exponent does.
                return x[0] == 0 && x[1] >= 0 ? 0 : y * Math.log(x[0]);
            }
        });
    }

    @Override
    public int arity() {
        return arity;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.stream().reduce(Shape::broadcast).orElseThrow());
    }

    @Override
    public Role role(int input, long[] shape) {
        if (role == Role.NORM_SCALE) {
            // The first operand of PRelu is data whatever it is; the second is trained even if it is a single number.
            return input == 1 ? role : Role.NONE;
        }
        return Shape.size(shape) > 1 ? role : Role.NONE;
    }

    @Override
    public Kernel forward(Binding binding) {
        return function.kernel(binding).orElseGet(() -> super.forward(binding));
    }

    @Override
    Loops loops(List<long[]> shapes) {
        long[] out = outputShapes(shapes).get(0);
        int[][] places =
                shapes.stream().map(shape -> IndexMap.broadcast(shape, out)).toArray(int[][]::new);
        return new BroadcastLoops(
                function, places, shapes.stream().mapToInt(Shape::size).toArray());
    }

    private record BroadcastLoops(Function function, int[][] places, int[] sizes) implements Loops {

        private void gather(Numbers[] in, int at, double[] arguments) {
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = in[k].get(places[k][at]);
            }
        }

        @Override
        public void forward(Numbers[] in, Numbers[] out) {
            double[] arguments = new double[in.length];
            for (int i = 0; i < out[0].size(); i++) {
                gather(in, i, arguments);
                out[0].set(i, function.value(arguments));
            }
        }

        @Override
        public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
            double[][] sums = new double[in.length][];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = wanted[k] == null ? null : new double[sizes[k]];
            }
            double[] arguments = new double[in.length];
            for (int i = 0; i < out[0].size(); i++) {
                gather(in, i, arguments);
                for (int k = 0; k < sums.length; k++) {
                    if (sums[k] != null) {
                        double slope = function.slope(k, arguments, out[0].get(i));
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
