package io.orograph.network.operators;

import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a + b. */
final class Add extends BroadcastOperator {

    Add() {
        super(Role.BIAS);
    }

    @Override
    Kernel result(INDArray a, INDArray b, INDArray out) {
        return Arithmetic.add(a, b, out);
    }

    @Override
    INDArray gradient(int input, Broadcast.Pair pair, INDArray gradient, Supplier<INDArray> out, List<Kernel> steps) {
        return gradient;
    }
}
