package io.orograph.network.operators;

import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a − b. */
final class Subtract extends BroadcastOperator {

    Subtract() {
        super(Role.BIAS);
    }

    @Override
    Kernel result(INDArray a, INDArray b, INDArray out) {
        return Arithmetic.subtract(a, b, out);
    }

    @Override
    INDArray gradient(int input, Broadcast.Pair pair, INDArray gradient, Supplier<INDArray> out, List<Kernel> steps) {
        if (input == 0) {
            return gradient;
        }
        INDArray result = out.get();
        steps.add(Arithmetic.multiply(gradient, -1, result));
        return result;
    }
}
