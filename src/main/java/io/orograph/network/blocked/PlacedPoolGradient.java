package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Pool.Kind;
import io.orograph.network.LayerForm.Windows.Met;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a {@link PlacedPool}, for all samples and channels of a window at once. The gradient of a largest number goes
 * to the first of equal ones, that of NaN to the last place of the window; places that no window meets have none.
 */
final class PlacedPoolGradient {

    private static final Map<Loop, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private static final class Lazy {
        private static final CompiledLoop NOTHING = StreamLoop.compiled(loop -> loop.write(0, loop.constant(0)));
    }

    /**
     * What a loop makes of the gradient of a window's number. Its streams are that gradient, the gradients of the places, and for a
     * largest number that and the numbers at the places but the last.
     *
     * @param share of a mean; 0 for the largest number
     */
    private record Loop(int places, float share) {

        private CompiledLoop code() {
            return LOOPS.computeIfAbsent(this, form -> StreamLoop.compiled(form::write));
        }

        private void write(StreamLoop loop) {
            Value left = loop.read(0);
            if (share > 0) {
                Value each = left.times(share);
                for (int place = 0; place < places; place++) {
                    loop.write(1 + place, each);
                }
                return;
            }
            Value largest = loop.read(1 + places);
            for (int place = 0; place < places - 1; place++) {
                Value mask = loop.read(2 + places + place).isEqual(largest);
                loop.write(1 + place, left.onlyWhere(mask));
                left = left.exceptWhere(mask);
            }
            loop.write(places, left);
        }
    }

    private PlacedPoolGradient() {}

    /** Binds the way back to the gradient of a pooling's input. */
    static Kernel kernel(PlacedPool pool, Binding binding, INDArray wanted) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        INDArray gradient = binding.outputGradient(0);
        boolean isLargest = pool.form().kind() == Kind.LARGEST;
        Set<Long> missed = new HashSet<>();
        LongStream.range(0, pool.x().shape()[2] * pool.x().shape()[3]).forEach(missed::add);
        Map<Integer, List<long[]>> tables = new TreeMap<>();
        for (long window = 0; window < pool.form().windows().count(); window++) {
            List<Met> met = pool.met(window);
            met.forEach(there -> missed.remove(there.place()));
            LongStream.Builder table = LongStream.builder().add(PlanMemory.at(gradient, window * pool.stream()));
            met.forEach(there -> table.add(PlanMemory.at(wanted, there.place() * pool.stream())));
            if (isLargest) {
                table.add(PlanMemory.at(y, window * pool.stream()));
                met.stream()
                        .limit(met.size() - 1L)
                        .forEach(there -> table.add(PlanMemory.at(x, there.place() * pool.stream())));
            }
            tables.computeIfAbsent(met.size(), places -> new ArrayList<>())
                    .add(table.build().toArray());
        }
        CallList.Builder calls = new CallList.Builder().keep(List.of(x, y, gradient, wanted));
        tables.forEach((places, some) ->
                PlanMemory.call(calls, new Loop(places, pool.share(places)).code(), pool.stream(), some));
        if (!missed.isEmpty()) {
            List<long[]> nothing = missed.stream()
                    .map(place -> new long[] {PlanMemory.at(wanted, place * pool.stream())})
                    .toList();
            PlanMemory.call(calls, Lazy.NOTHING, pool.stream(), nothing);
        }
        return PlanMemory.build(calls, binding)::run;
    }
}
