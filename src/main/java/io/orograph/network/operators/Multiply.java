package io.orograph.network.operators;

import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a·b, element by element. */
final class Multiply extends BroadcastOperator {

    Multiply() {
        super(Role.NORM_SCALE);
    }

    @Override
    Kernel result(INDArray a, INDArray b, INDArray out) {
        return Arithmetic.multiply(a, b, out);
    }

    @Override
    INDArray gradient(int input, Broadcast.Pair pair, INDArray gradient, Supplier<INDArray> out, List<Kernel> steps) {
        INDArray result = out.get();
        steps.add(Arithmetic.multiply(gradient, input == 0 ? pair.b() : pair.a(), result));
        return result;
    }
}
