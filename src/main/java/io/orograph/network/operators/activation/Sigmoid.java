package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Shape;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * 1/(1 + e⁻ˣ).
 *
 * <p>Where no loops are compiled, a layer of many units is computed in single precision as ½ + ½·tanh(x/2), five times faster
 * than ND4J's sigmoid and as exact in absolute terms. Close to 0 it is not exact relative to its size; a layer of few units is
 * likely to hold probabilities whose logarithm is taken, so that it goes the slow way.
 */
final class Sigmoid extends Elementwise {

    private static final int FEW_UNITS = 16;

    private static final ValueFunction COMPILED = FloatFunctions::logistic;

    Sigmoid() {
        super(x -> 1 / (1 + Math.exp(-x)), (x, y) -> y * (1 - y));
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(COMPILED);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        if (binding.type() != DataType.FLOAT || Shape.sizePerEntry(x.shape()) <= FEW_UNITS) {
            return Optional.of(new NativeCall("sigmoid").read(x).write(y));
        }
        return Optional.of(Arithmetic.sequence(
                Arithmetic.multiply(x, 0.5, y),
                Arithmetic.tanh(y, y),
                Arithmetic.multiply(y, 0.5, y),
                Arithmetic.add(y, 0.5, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.sequence(Arithmetic.multiply(y, y, out), Arithmetic.subtract(y, out, out)));
    }
}
