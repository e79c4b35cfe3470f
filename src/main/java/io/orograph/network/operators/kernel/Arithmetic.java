package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.Kernel;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The element-wise steps that operators are put together from. An output may be one of the inputs. Operands are
 * of the output's shape, or broadcast to it as one number or by {@link Broadcast}.
 */
public final class Arithmetic {

    /** a + b. */
    public static final FloatLoop SUM = FloatLoop.of(x -> x[0].plus(x[1]), (x, y, length) -> {
        float[] a = x[0];
        float[] b = x[1];
        for (int i = 0; i < length; i++) {
            y[i] = a[i] + b[i];
        }
    });

    /** a − b. */
    public static final FloatLoop DIFFERENCE = FloatLoop.of(x -> x[0].minus(x[1]), (x, y, length) -> {
        float[] a = x[0];
        float[] b = x[1];
        for (int i = 0; i < length; i++) {
            y[i] = a[i] - b[i];
        }
    });

    /** a·b. */
    public static final FloatLoop PRODUCT = FloatLoop.of(x -> x[0].times(x[1]), (x, y, length) -> {
        float[] a = x[0];
        float[] b = x[1];
        for (int i = 0; i < length; i++) {
            y[i] = a[i] * b[i];
        }
    });

    /** a/b. */
    public static final FloatLoop QUOTIENT = FloatLoop.of(x -> x[0].over(x[1]), (x, y, length) -> {
        float[] a = x[0];
        float[] b = x[1];
        for (int i = 0; i < length; i++) {
            y[i] = a[i] / b[i];
        }
    });

    /** eᵃ; the result may be the argument. */
    public static final FloatLoop EXPONENTIAL = (x, y, length) -> FloatExponential.run(x[0], y, length);

    private Arithmetic() {}

    /** Runs the steps one after the other. */
    public static Kernel sequence(Kernel... steps) {
        return () -> {
            for (Kernel step : steps) {
                step.run();
            }
        };
    }

    public static Kernel copy(INDArray from, INDArray to) {
        return new NativeCall("identity").read(from).write(to);
    }

    public static Kernel add(INDArray a, INDArray b, INDArray out) {
        if (isRowFor(b, out) && Arrays.equals(a.shape(), out.shape())) {
            // The same sums at a quarter of the time that the broadcasting operation takes.
            return new NativeCall("biasadd").read(a, b.reshape(b.length())).write(out);
        }
        return stretched(SUM, a, b, out)
                .orElseGet(() -> new NativeCall("add").read(a, b).write(out));
    }

    /**
     * Binds a loop where one operand is stretched in single precision, and is more than one number: ND4J's own operations take
     * several times as long for it.
     */
    private static Optional<Kernel> stretched(FloatLoop loop, INDArray a, INDArray b, INDArray out) {
        boolean quick = out.dataType() == DataType.FLOAT
                && (isStretched(a, out) || isStretched(b, out))
                && FloatOperand.isCopied(a.shape(), out.shape())
                && FloatOperand.isCopied(b.shape(), out.shape());
        return quick ? loop.kernel(out, a, b) : Optional.empty();
    }

    /** As {@link #add(INDArray, INDArray, INDArray)}, by a compiled loop where an operand is stretched and there is one. */
    public static Kernel add(Binding binding, INDArray a, INDArray b, INDArray out) {
        return isRowFor(b, out)
                ? add(a, b, out)
                : compiled(binding, SUM, a, b, out).orElseGet(() -> add(a, b, out));
    }

    /** As {@link #subtract(INDArray, INDArray, INDArray)}, likewise. */
    public static Kernel subtract(Binding binding, INDArray a, INDArray b, INDArray out) {
        return compiled(binding, DIFFERENCE, a, b, out).orElseGet(() -> subtract(a, b, out));
    }

    /** As {@link #multiply(INDArray, INDArray, INDArray)}, likewise. */
    public static Kernel multiply(Binding binding, INDArray a, INDArray b, INDArray out) {
        return compiled(binding, PRODUCT, a, b, out).orElseGet(() -> multiply(a, b, out));
    }

    /** As {@link #divide(INDArray, INDArray, INDArray)}, likewise. */
    public static Kernel divide(Binding binding, INDArray a, INDArray b, INDArray out) {
        return compiled(binding, QUOTIENT, a, b, out).orElseGet(() -> divide(a, b, out));
    }

    private static Optional<Kernel> compiled(Binding binding, FloatLoop loop, INDArray a, INDArray b, INDArray out) {
        return isStretched(a, out) || isStretched(b, out)
                ? loop.compiled().flatMap(function -> Formula.of(function, 2).kernel(binding, out, a, b))
                : Optional.empty();
    }

    private static boolean isStretched(INDArray operand, INDArray out) {
        return operand.length() > 1 && operand.length() < out.length();
    }

    /** Whether b is one row to be added to each row of a matrix. */
    private static boolean isRowFor(INDArray b, INDArray out) {
        return out.rank() == 2 && out.size(0) > 1 && b.rank() == 2 && b.size(0) == 1 && b.size(1) == out.size(1);
    }

    public static Kernel add(INDArray a, double b, INDArray out) {
        return add(a, constant(b, out), out);
    }

    public static Kernel subtract(INDArray a, INDArray b, INDArray out) {
        return stretched(DIFFERENCE, a, b, out)
                .orElseGet(() -> new NativeCall("subtract").read(a, b).write(out));
    }

    /** out = a − b. */
    public static Kernel subtract(double a, INDArray b, INDArray out) {
        return new NativeCall("reversesubtract").read(b, constant(a, out)).write(out);
    }

    public static Kernel multiply(INDArray a, INDArray b, INDArray out) {
        return stretched(PRODUCT, a, b, out)
                .orElseGet(() -> new NativeCall("multiply").read(a, b).write(out));
    }

    public static Kernel multiply(INDArray a, double b, INDArray out) {
        return multiply(a, constant(b, out), out);
    }

    public static Kernel divide(INDArray a, INDArray b, INDArray out) {
        return stretched(QUOTIENT, a, b, out)
                .orElseGet(() -> new NativeCall("divide").read(a, b).write(out));
    }

    /** out = a / b. */
    public static Kernel divide(double a, INDArray b, INDArray out) {
        return new NativeCall("reversedivide").read(b, constant(a, out)).write(out);
    }

    /** The larger of the two; NaN only where b is. */
    public static Kernel maximum(INDArray a, INDArray b, INDArray out) {
        return new NativeCall("maximum").read(a, b).write(out);
    }

    /** The smaller of the two; NaN only where b is. */
    public static Kernel minimum(INDArray a, INDArray b, INDArray out) {
        return new NativeCall("minimum").read(a, b).write(out);
    }

    /** min(a, 0); 0 where a is NaN. */
    public static Kernel negativePart(INDArray a, INDArray out) {
        return minimum(a, constant(0, out), out);
    }

    /** max(a, limit); unlike ND4J's maximum with a scalar it keeps NaN. */
    public static Kernel atLeast(INDArray a, double limit, INDArray out) {
        return new NativeCall("relu").read(a).write(out).numbers(limit);
    }

    /** min(a, limit); keeps NaN. */
    public static Kernel atMost(INDArray a, double limit, INDArray out) {
        return sequence(multiply(a, -1, out), atLeast(out, -limit, out), multiply(out, -1, out));
    }

    /** 1 where a > 0, else 0. */
    public static Kernel step(INDArray a, INDArray out) {
        Step step = new Step(a, out, 0.0);
        return () -> Nd4j.getExecutioner().exec(step);
    }

    /** tanh; ND4J's transform of that name is ten times slower than this operation, which oneDNN does. */
    public static Kernel tanh(INDArray a, INDArray out) {
        return new NativeCall("tanh").read(a).write(out);
    }

    public static Kernel exp(INDArray a, INDArray out) {
        return EXPONENTIAL.kernel(out, a).orElseGet(() -> {
            Exp exp = new Exp(a, out);
            return () -> Nd4j.getExecutioner().exec(exp);
        });
    }

    public static Kernel squareRoot(INDArray a, INDArray out) {
        Sqrt root = new Sqrt(a, out);
        return () -> Nd4j.getExecutioner().exec(root);
    }

    public static Kernel log(INDArray a, INDArray out) {
        Log log = new Log(a, out);
        return () -> Nd4j.getExecutioner().exec(log);
    }

    public static Kernel abs(INDArray a, INDArray out) {
        Abs abs = new Abs(a, out);
        return () -> Nd4j.getExecutioner().exec(abs);
    }

    /** out = α·a′·b′ for matrices, or for stacks of as many matrices. */
    public static Kernel product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, INDArray out) {
        return product(a, transposeA, b, transposeB, alpha, 0, out);
    }

    /** out = α·a′·b′ + β·out, whatever out held if β is 0. */
    public static Kernel product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, double beta, INDArray out) {
        if (BlasProduct.isFor(a, b, out)) {
            return new BlasProduct(a, transposeA, b, transposeB, alpha, beta, out);
        }
        return new NativeCall("matmul")
                .read(a, b)
                .write(out)
                .integers(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                .numbers(alpha, beta);
    }

    /** out = out + a·b for matrices. */
    public static Kernel addProduct(INDArray a, INDArray b, INDArray out) {
        return addProduct(a, false, b, false, out);
    }

    /** out = out + a·b for matrices, each of which may lie transposed. */
    public static Kernel addProduct(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray out) {
        return product(a, transposeA, b, transposeB, 1, 1, out);
    }

    private static INDArray constant(double value, INDArray like) {
        return Nd4j.scalar(like.dataType(), value);
    }
}
