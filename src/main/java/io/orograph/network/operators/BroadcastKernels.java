package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What some {@link BroadcastFunction}s are put together from: native kernels, one pass over the memory each. */
final class BroadcastKernels {

    private BroadcastKernels() {}

    /** max(x, 0) + slope·min(x, 0), if the slope does not stretch x; NaN wherever the slope is not finite. */
    static Optional<Kernel> prelu(Binding binding) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        if (x.length() != y.length()) {
            return Optional.empty();
        }
        INDArray negative = binding.scratch(x.shape());
        Broadcast.Pair pair = Broadcast.merge(negative, binding.input(1), negative);
        return Optional.of(Arithmetic.sequence(
                Arithmetic.negativePart(x, negative),
                Arithmetic.multiply(pair.a(), pair.b(), pair.out()),
                Arithmetic.atLeast(x, 0, y),
                Arithmetic.add(y, negative, y)));
    }

    /** factor·(x₀ + x₁ + …), if two inputs are there or none is stretched. */
    static Optional<Kernel> sum(Binding binding, double factor) {
        INDArray y = binding.output(0);
        List<Kernel> steps = new ArrayList<>();
        if (binding.inputs() == 2) {
            Broadcast.Pair pair = Broadcast.merge(binding.input(0), binding.input(1), y);
            steps.add(Arithmetic.add(pair.a(), pair.b(), pair.out()));
        } else {
            for (int i = 0; i < binding.inputs(); i++) {
                INDArray x = binding.input(i);
                if (!Arrays.equals(x.shape(), y.shape())) {
                    return Optional.empty();
                }
                steps.add(i == 0 ? Arithmetic.copy(x, y) : Arithmetic.add(y, x, y));
            }
        }
        if (factor != 1) {
            steps.add(Arithmetic.multiply(y, factor, y));
        }
        return Optional.of(Arithmetic.sequence(steps.toArray(Kernel[]::new)));
    }
}
