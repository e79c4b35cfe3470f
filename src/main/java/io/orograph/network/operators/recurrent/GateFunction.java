package io.orograph.network.operators.recurrent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A function that a recurrent layer takes of the sums at its gates, as ONNX names them, with the sum held between −clip
 * and clip first. All of them rise or fall throughout, so that their slope follows from their value: 0 where that is the
 * one at a limit.
 *
 * @param alpha first setting of those that have one
 * @param beta second one
 * @param clip ∞ if nothing is clipped
 */
record GateFunction(Kind kind, double alpha, double beta, double clip) {

    /** The functions with their settings where none are given; NaN stands for no setting. */
    enum Kind {
        RELU(Double.NaN, Double.NaN),
        TANH(Double.NaN, Double.NaN),
        SIGMOID(Double.NaN, Double.NaN),
        /** αx + β. */
        AFFINE(1, 0),
        /** x, or αx below 0. */
        LEAKYRELU(0.01, Double.NaN),
        /** x above α, else 0. */
        THRESHOLDEDRELU(1, Double.NaN),
        /** α·tanh(βx). */
        SCALEDTANH(1, 1),
        /** αx + β held between 0 and 1. */
        HARDSIGMOID(0.2, 0.5),
        /** x, or α(eˣ − 1) below 0. */
        ELU(1, Double.NaN),
        SOFTSIGN(Double.NaN, Double.NaN),
        SOFTPLUS(Double.NaN, Double.NaN);

        private final double alpha;
        private final double beta;

        Kind(double alpha, double beta) {
            this.alpha = alpha;
            this.beta = beta;
        }

        boolean hasAlpha() {
            return !Double.isNaN(alpha);
        }

        boolean hasBeta() {
            return !Double.isNaN(beta);
        }

        double alpha() {
            return alpha;
        }

        double beta() {
            return beta;
        }

        /** The function of a name, whatever its case; empty if there is none. */
        static Optional<Kind> of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** Whether it is the plain function of that kind, without limits. */
    boolean isPlain(Kind wanted) {
        return kind == wanted && clip == Double.POSITIVE_INFINITY;
    }

    /** The function without limits. */
    GateFunction unclipped() {
        return new GateFunction(kind, alpha, beta, Double.POSITIVE_INFINITY);
    }

    double value(double x) {
        return of(Math.max(-clip, Math.min(clip, x)));
    }

    private double of(double x) {
        return switch (kind) {
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case AFFINE -> alpha * x + beta;
            case LEAKYRELU -> x < 0 ? alpha * x : x;
            case THRESHOLDEDRELU -> x > alpha || Double.isNaN(x) ? x : 0;
            case SCALEDTANH -> alpha * Math.tanh(beta * x);
            case HARDSIGMOID -> Math.max(0, Math.min(1, alpha * x + beta));
            case ELU -> x < 0 ? alpha * Math.expm1(x) : x;
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        };
    }

    /** The derivative where the function has a value, which may have been rounded to single precision. */
    double slope(double y) {
        return isAtLimit(y) ? 0 : slopeWithin(y);
    }

    private boolean isAtLimit(double y) {
        if (clip == Double.POSITIVE_INFINITY) {
            return false;
        }
        float low = (float) of(-clip);
        float high = (float) of(clip);
        return (float) y <= Math.min(low, high) || (float) y >= Math.max(low, high);
    }

    private double slopeWithin(double y) {
        return switch (kind) {
            case RELU -> y > 0 ? 1 : 0;
            case TANH -> 1 - y * y;
            case SIGMOID -> y * (1 - y);
            case AFFINE -> alpha;
            case LEAKYRELU -> y < 0 ? alpha : 1;
            case THRESHOLDEDRELU -> y == 0 ? 0 : 1;
            case SCALEDTANH -> beta * (alpha - y * y / alpha);
            case HARDSIGMOID -> y > 0 && y < 1 ? alpha : 0;
            case ELU -> y < 0 ? y + alpha : 1;
            case SOFTSIGN -> (1 - Math.abs(y)) * (1 - Math.abs(y));
            case SOFTPLUS -> -Math.expm1(-y);
        };
    }
}
