package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of each element of one input, by a plain loop. Functions that jump have the derivative 0, as have the
 * others where they are not differentiable, unless said otherwise.
 *
 * <p>Sine and its like take 5 to 8 times as long as in ONNX Runtime, since Java computes them in double precision one by
 * one; so does ND4J, whose kernel takes 8 ns an element as well.
 */
final class Pointwise extends LoopOperator {

    private static final double LN_2 = Math.log(2);

    private final DoubleUnaryOperator function;
    private final DoubleBinaryOperator derivative;
    private final Optional<FloatLoop> loop;

    /**
     * @param function y = f(x)
     * @param derivative f′ from x and y
     */
    Pointwise(DoubleUnaryOperator function, DoubleBinaryOperator derivative) {
        this(function, derivative, Optional.empty());
    }

    private Pointwise(DoubleUnaryOperator function, DoubleBinaryOperator derivative, Optional<FloatLoop> loop) {
        this.function = function;
        this.derivative = derivative;
        this.loop = loop;
    }

    /** The same with a loop for plans in single precision. */
    private Pointwise with(FloatLoop faster) {
        return new Pointwise(function, derivative, Optional.of(faster));
    }

    /** A function that is constant between its jumps. */
    static Pointwise steps(DoubleUnaryOperator function) {
        return new Pointwise(function, (x, y) -> 0);
    }

    /** The same with a loop for plans in single precision. */
    static Pointwise steps(DoubleUnaryOperator function, FloatLoop loop) {
        return new Pointwise(function, (x, y) -> 0, Optional.of(loop));
    }

    static Pointwise ceil() {
        return steps(Math::ceil, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.ceil(x[0][i]);
            }
        });
    }

    static Pointwise floor() {
        return steps(Math::floor, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.floor(x[0][i]);
            }
        });
    }

    /** −1, 0 or 1; NaN stays NaN. */
    static Pointwise sign() {
        return steps(Math::signum, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = Math.signum(x[0][i]);
            }
        });
    }

    /** In single precision as a cosine, which Java computes in half the time; but where x − π/2 would lose its digits. */
    static Pointwise sine() {
        return new Pointwise(Math::sin, (x, y) -> Math.cos(x)).with((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                double angle = x[0][i];
                double sine =
                        Math.abs(angle) < 1e-3 ? angle - angle * angle * angle / 6 : Math.cos(angle - Math.PI / 2);
                y[i] = (float) sine;
            }
        });
    }

    static Pointwise cosine() {
        return new Pointwise(Math::cos, (x, y) -> -Math.sin(x)).with((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.cos(x[0][i]);
            }
        });
    }

    static Pointwise reciprocal() {
        return new Pointwise(x -> 1 / x, (x, y) -> -y * y).with((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = 1 / x[0][i];
            }
        });
    }

    /** √x; NaN below 0. */
    static Pointwise squareRoot() {
        return new Pointwise(Math::sqrt, (x, y) -> 0.5 / y).with((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.sqrt(x[0][i]);
            }
        });
    }

    /** x·tanh(ln(1 + eˣ)) (Misra 2019, arXiv 1908.08681). */
    static Pointwise mish() {
        return new Pointwise(x -> x * Math.tanh(softplus(x)), (x, y) -> {
            double t = Math.tanh(softplus(x));
            return t + x * (1 - t * t) / (1 + Math.exp(-x));
        });
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** x/(1 + |x|). */
    static Pointwise softsign() {
        return new Pointwise(x -> x / (1 + Math.abs(x)), (x, y) -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))))
                .with((x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = x[0][i] / (1 + Math.abs(x[0][i]));
                    }
                });
    }

    /** x where x > α, else 0. */
    static Pointwise thresholdedRelu(NodeSpec node) {
        double alpha = node.attributes().number("alpha", 1);
        float limit = (float) alpha;
        return new Pointwise(x -> x <= alpha ? 0 : x, (x, y) -> x > alpha ? 1 : 0).with((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] <= limit ? 0 : x[0][i];
            }
        });
    }

    /** x + b below −λ, x − b above λ, else 0. */
    static Pointwise shrink(NodeSpec node) {
        double bias = node.attributes().number("bias", 0);
        double limit = node.attributes().number("lambd", 0.5f);
        return new Pointwise(
                x -> x < -limit ? x + bias : x > limit ? x - bias : 0, (x, y) -> x < -limit || x > limit ? 1 : 0);
    }

    /** To the nearest whole number, halves to the even one. */
    static Pointwise round() {
        return steps(Math::rint, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.rint(x[0][i]);
            }
        });
    }

    /** Inverse hyperbolic sine, without loss of digits for small and negative x. */
    static double asinh(double x) {
        double size = Math.abs(x);
        double root = Math.sqrt(size * size + 1);
        double value = size > 1e150 ? Math.log(size) + LN_2 : Math.log1p(size + size * size / (1 + root));
        return Math.copySign(value, x);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Kernel forward(Binding binding) {
        return loop.flatMap(faster -> faster.kernel(binding)).orElseGet(() -> super.forward(binding));
    }

    @Override
    Loops loops(List<long[]> shapes) {
        return new Loops() {
            @Override
            public void forward(Numbers[] in, Numbers[] out) {
                for (int i = 0; i < in[0].size(); i++) {
                    out[0].set(i, function.applyAsDouble(in[0].get(i)));
                }
            }

            @Override
            public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
                if (wanted[0] == null) {
                    return;
                }
                for (int i = 0; i < in[0].size(); i++) {
                    double slope = derivative.applyAsDouble(in[0].get(i), out[0].get(i));
                    wanted[0].set(i, slope == 0 ? 0 : slope * gradients[0].get(i));
                }
            }
        };
    }
}
