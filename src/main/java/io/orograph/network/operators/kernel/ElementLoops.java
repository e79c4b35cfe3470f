package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Functions of single numbers by machine code, in one pass each, and the ways back through rectifiers. For single precision, where
 * loops are compiled at all.
 */
public final class ElementLoops {

    private static final int X = 0;
    private static final int Y = 1;
    private static final int GIVEN = 2;
    private static final int WANTED = 3;

    private static final Map<ValueFunction, CompiledLoop> FORWARD = new ConcurrentHashMap<>();
    private static final Map<ValueFunction, CompiledLoop> IN_DOUBLES = new ConcurrentHashMap<>();

    /** min(max(x, low), high), NaN where x is; an infinite limit is none. */
    public record Within(double low, double high) implements ValueFunction {

        @Override
        public Value of(Value x) {
            return x.within(low, high);
        }
    }

    private static final class Lazy {

        private static final CompiledLoop ABOVE_ZERO = StreamLoop.compiled(loop ->
                loop.write(WANTED, loop.read(GIVEN).exceptWhere(loop.read(Y).isNotAbove(0))));

        private static final CompiledLoop UNCHANGED = StreamLoop.compiled(loop ->
                loop.write(WANTED, loop.read(GIVEN).onlyWhere(loop.read(X).isEqual(loop.read(Y)))));
    }

    private ElementLoops() {}

    /**
     * Binds y = f(x); empty where no loops are compiled.
     *
     * @param y may be x where f(f(x)) = f(x)
     */
    public static Optional<Kernel> forward(Binding binding, INDArray x, INDArray y, ValueFunction function) {
        return canDo(x)
                ? Optional.of(bound(binding, FORWARD.computeIfAbsent(function, ElementLoops::compiled), x, y))
                : Optional.empty();
    }

    private static CompiledLoop compiled(ValueFunction function) {
        return StreamLoop.compiled(loop -> loop.write(Y, function.of(loop.read(X))));
    }

    /**
     * Binds y = f(x), computed in double precision and rounded once; empty where no loops are compiled.
     *
     * @param y not x
     */
    public static Optional<Kernel> forwardInDoubles(Binding binding, INDArray x, INDArray y, ValueFunction function) {
        return canDo(x)
                ? Optional.of(
                        bound(binding, IN_DOUBLES.computeIfAbsent(function, ElementLoops::compiledInDoubles), x, y))
                : Optional.empty();
    }

    private static CompiledLoop compiledInDoubles(ValueFunction function) {
        return StreamLoop.compiledForDoubles(loop -> loop.writeFloats(Y, function.of(loop.readFloats(X))));
    }

    /** Binds ∂L/∂x = ∂L/∂y where y &gt; 0, else 0; empty where no loops are compiled. */
    public static Optional<Kernel> backAboveZero(Binding binding) {
        return back(binding, () -> Lazy.ABOVE_ZERO);
    }

    /** Binds ∂L/∂x = ∂L/∂y where x = y, else 0; empty where no loops are compiled. */
    public static Optional<Kernel> backWhereUnchanged(Binding binding) {
        return back(binding, () -> Lazy.UNCHANGED);
    }

    private static Optional<Kernel> back(Binding binding, Supplier<CompiledLoop> loop) {
        INDArray x = binding.input(0);
        return canDo(x)
                ? Optional.of(bound(
                        binding, loop.get(), x, binding.output(0), binding.outputGradient(0), binding.inputGradient(0)))
                : Optional.empty();
    }

    private static boolean canDo(INDArray x) {
        return x.dataType() == DataType.FLOAT && x.length() >= CompiledLoop.FLOATS && LayerEngines.compiles();
    }

    private static Kernel bound(Binding binding, CompiledLoop loop, INDArray... arrays) {
        long[] places = Arrays.stream(arrays).mapToLong(NativeCopy::address).toArray();
        long[] widths = new long[places.length];
        Arrays.fill(widths, Float.BYTES);
        CallList calls = new CallList.Builder()
                .keep(List.of(arrays))
                .call(loop, arrays[X].length(), places, widths)
                .build(binding::memory);
        return calls::run;
    }
}
