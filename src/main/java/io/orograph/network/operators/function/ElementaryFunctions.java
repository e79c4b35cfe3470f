package io.orograph.network.operators.function;

import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.FloatLoop;

/**
 * Functions that Java computes. Those that jump have the derivative 0.
 *
 * <p>Sine and its like take 5 to 8 times as long as in ONNX Runtime, since Java computes them in double precision one by
 * one; so does ND4J, whose kernel takes 8 ns an element as well.
 */
final class ElementaryFunctions {

    private static final double LN_2 = Math.log(2);

    private static final FloatLoop RECIPROCAL =
            FloatLoop.of(x -> x[0].constant(1).over(x[0]), (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = 1 / x[0][i];
                }
            });

    private ElementaryFunctions() {}

    static Elementwise arcCosine() {
        return new Elementwise(Math::acos, (x, y) -> -1 / Math.sqrt(1 - x * x));
    }

    static Elementwise arcSine() {
        return new Elementwise(Math::asin, (x, y) -> 1 / Math.sqrt(1 - x * x));
    }

    static Elementwise arcTangent() {
        return new Elementwise(Math::atan, (x, y) -> 1 / (1 + x * x));
    }

    static Elementwise hyperbolicArcSine() {
        return new Elementwise(ElementaryFunctions::asinh, (x, y) -> 1 / Math.hypot(x, 1));
    }

    /** NaN below 1. */
    static Elementwise hyperbolicArcCosine() {
        return new Elementwise(ElementaryFunctions::acosh, (x, y) -> 1 / Math.sqrt((x - 1) * (x + 1)));
    }

    /** NaN beyond −1 and 1. */
    static Elementwise hyperbolicArcTangent() {
        return new Elementwise(ElementaryFunctions::atanh, (x, y) -> 1 / ((1 - x) * (1 + x)));
    }

    static Elementwise hyperbolicCosine() {
        return new Elementwise(Math::cosh, (x, y) -> Math.sinh(x));
    }

    static Elementwise hyperbolicSine() {
        return new Elementwise(Math::sinh, (x, y) -> Math.cosh(x));
    }

    static Elementwise logarithm() {
        return new Elementwise(Math::log, (x, y) -> 1 / x);
    }

    static Elementwise tangent() {
        return new Elementwise(Math::tan, (x, y) -> 1 + y * y);
    }

    static Elementwise ceil() {
        return Elementwise.steps(Math::ceil, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.ceil(x[0][i]);
            }
        });
    }

    static Elementwise floor() {
        return Elementwise.steps(Math::floor, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.floor(x[0][i]);
            }
        });
    }

    /** To the nearest whole number, halves to the even one. */
    static Elementwise round() {
        return Elementwise.steps(Math::rint, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.rint(x[0][i]);
            }
        });
    }

    /** −1, 0 or 1; NaN stays NaN. */
    static Elementwise sign() {
        return Elementwise.steps(Math::signum, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = Math.signum(x[0][i]);
            }
        });
    }

    /** In single precision as a cosine, which Java computes in half the time; but where x − π/2 would lose its digits. */
    static Elementwise sine() {
        return Elementwise.withLoop(Math::sin, (x, y) -> Math.cos(x), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                double angle = x[0][i];
                double sine =
                        Math.abs(angle) < 1e-3 ? angle - angle * angle * angle / 6 : Math.cos(angle - Math.PI / 2);
                y[i] = (float) sine;
            }
        });
    }

    static Elementwise cosine() {
        return Elementwise.withLoop(Math::cos, (x, y) -> -Math.sin(x), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) Math.cos(x[0][i]);
            }
        });
    }

    static Elementwise reciprocal() {
        return Elementwise.withLoop(x -> 1 / x, (x, y) -> -y * y, RECIPROCAL);
    }

    /** Inverse hyperbolic sine, without loss of digits for small and negative x. */
    private static double asinh(double x) {
        double size = Math.abs(x);
        double root = Math.sqrt(size * size + 1);
        double value = size > 1e150 ? Math.log(size) + LN_2 : Math.log1p(size + size * size / (1 + root));
        return Math.copySign(value, x);
    }

    /** Inverse hyperbolic cosine, without loss of digits next to 1. */
    private static double acosh(double x) {
        double above = x - 1;
        return x > 1e150 ? Math.log(x) + LN_2 : Math.log1p(above + Math.sqrt(above * (above + 2)));
    }

    /** Inverse hyperbolic tangent, without loss of digits for small x. */
    private static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
    }
}
