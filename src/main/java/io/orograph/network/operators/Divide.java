package io.orograph.network.operators;

import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a/b, element by element. */
final class Divide extends BroadcastOperator {

    Divide() {
        super(Role.NORM_SCALE);
    }

    @Override
    Kernel result(INDArray a, INDArray b, INDArray out) {
        return Arithmetic.divide(a, b, out);
    }

    @Override
    INDArray gradient(int input, Broadcast.Pair pair, INDArray gradient, Supplier<INDArray> out, List<Kernel> steps) {
        INDArray result = out.get();
        steps.add(Arithmetic.divide(gradient, pair.b(), result));
        if (input == 1) {
            // d(a/b)/db = −(a/b)/b
            steps.add(Arithmetic.multiply(result, pair.out(), result));
            steps.add(Arithmetic.multiply(result, -1, result));
        }
        return result;
    }
}
