package io.orograph.network.operators.function;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/** |x|. Its derivative at 0 is taken as 0. */
final class Abs extends Elementwise {

    Abs() {
        super(Math::abs, (x, y) -> Math.signum(x));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.abs(x, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        Sign sign = new Sign(x, out);
        return Optional.of(() -> Nd4j.getExecutioner().exec(sign));
    }
}
