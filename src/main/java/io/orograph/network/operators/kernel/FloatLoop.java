package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = f(x₀, x₁, …) element by element in single precision, as a loop over Java arrays. Each function has a loop of its
 * own, so that the compiler sees what it does and makes vector instructions of it where there are some: with a call an
 * element it takes 4 to 15 ns, like this 0.2 to 2.
 */
@FunctionalInterface
public interface FloatLoop {

    /**
     * @param x the arguments
     * @param y takes the results
     * @param length how many there are; the arrays may be longer
     */
    void run(float[][] x, float[] y, int length);

    /** Returns what a compiled loop does in its place, with the same results; empty if there is nothing. */
    default Optional<ValuesFunction> compiled() {
        return Optional.empty();
    }

    /**
     * Returns a loop, and what a compiled one does in its place.
     *
     * @param function gives the same results
     */
    static FloatLoop of(ValuesFunction function, FloatLoop loop) {
        return new FloatLoop() {
            @Override
            public void run(float[][] x, float[] y, int length) {
                loop.run(x, y, length);
            }

            @Override
            public Optional<ValuesFunction> compiled() {
                return Optional.of(function);
            }
        };
    }

    /** Returns the same for all elements of some rows. */
    default RowLoop overRows() {
        FloatLoop loop = this;
        return new RowLoop() {
            @Override
            public void run(float[][] x, float[] y, int rows, int length) {
                loop.run(x, y, rows * length);
            }

            @Override
            public Optional<ValuesFunction> compiled() {
                return loop.compiled();
            }
        };
    }

    /** Tells whether an array of one shape is stretched to another block by block, not number by number. */
    static boolean isCopied(long[] shape, long[] full) {
        return FloatOperand.isCopied(shape, full);
    }

    /** The loop over all elements of a node's output, its inputs stretched to that; empty in double precision. */
    default Optional<Kernel> kernel(Binding binding) {
        INDArray[] inputs = new INDArray[binding.inputs()];
        Arrays.setAll(inputs, binding::input);
        return kernel(binding, binding.output(0), inputs);
    }

    /**
     * The loop over all elements of an array, the others stretched to it, compiled where it can be; empty in double precision.
     *
     * @param out may be one of the inputs
     */
    default Optional<Kernel> kernel(Binding binding, INDArray out, INDArray... inputs) {
        return compiled()
                .flatMap(function -> Formula.of(function, inputs.length).kernel(binding, out, inputs))
                .or(() -> kernel(out, inputs));
    }

    /**
     * The loop over all elements of an array, the others stretched to it; empty in double precision.
     *
     * @param out may be one of the inputs
     */
    default Optional<Kernel> kernel(INDArray out, INDArray... inputs) {
        if (!(FlatArray.of(out) instanceof FlatArray.Floats y)) {
            return Optional.empty();
        }
        FloatOperand[] operands = new FloatOperand[inputs.length];
        Arrays.setAll(operands, i -> FloatOperand.of(inputs[i], out.shape()));
        float[][] arguments = new float[operands.length][FlatArray.CHUNK];
        float[] results = new float[FlatArray.CHUNK];
        return Optional.of(() -> {
            for (FloatOperand operand : operands) {
                operand.prepare();
            }
            for (int begin = 0; begin < y.size(); begin += FlatArray.CHUNK) {
                int length = Math.min(FlatArray.CHUNK, y.size() - begin);
                for (int i = 0; i < operands.length; i++) {
                    operands[i].read(begin, arguments[i], length);
                }
                run(arguments, results, length);
                y.write(results, begin, length);
            }
        });
    }
}
