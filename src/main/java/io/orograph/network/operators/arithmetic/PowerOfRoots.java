package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.Functions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * xᵖ of floats for broken p that are quarters, by machine code: square roots in double precision take a fraction of the time of a
 * power, as that of ¾ in the normalisation of responses.
 */
final class PowerOfRoots {

    private static final int LANES = CompiledLoop.DOUBLES;

    private static final Map<Integer, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private PowerOfRoots() {}

    /**
     * Binds out = xᵖ; empty where no loops are compiled, or p is no such number.
     *
     * @param out not x
     */
    static Optional<Kernel> kernel(Binding binding, INDArray x, double exponent, INDArray out) {
        double quarters = 4 * exponent;
        boolean isOfRoots =
                quarters == Math.rint(quarters) && quarters % 4 != 0 && Math.abs(quarters) <= Functions.MOST_QUARTERS;
        boolean canDo = isOfRoots && x.dataType() == DataType.FLOAT && x.length() >= LANES && LayerEngines.compiles();
        return canDo ? Optional.of(bound(binding, x, (int) quarters, out)) : Optional.empty();
    }

    private static Kernel bound(Binding binding, INDArray x, int quarters, INDArray out) {
        long[] places = {NativeCopy.address(x), NativeCopy.address(out)};
        return new CallList.Builder()
                .keep(List.of(x, out))
                .call(
                        LOOPS.computeIfAbsent(quarters, PowerOfRoots::compiled),
                        x.length(),
                        places,
                        Float.BYTES,
                        Float.BYTES)
                .build(binding::memory)::run;
    }

    private static CompiledLoop compiled(int quarters) {
        return StreamLoop.compiledForDoubles(loop -> {
            Value power = Functions.power(loop.readFloats(0), Math.abs(quarters));
            loop.writeFloats(1, quarters < 0 ? loop.constant(1).over(power) : power);
        });
    }
}
