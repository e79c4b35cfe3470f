package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Pool;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.Operator;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pooling of images whose places lie one behind the other: a loop over the numbers of all places under a window at once. A NaN
 * under a window makes NaN of it. The way back ({@link PlacedPoolGradient}) is for windows that meet no place twice.
 */
record PlacedPool(Pool form, Layout x, Layout y) implements Operator {

    private static final Map<Loop, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** Places under a window up to which they are streams of a loop. */
    private static final long MOST_PLACES = 256;

    /**
     * What is made of the numbers under a window.
     *
     * @param places streams that are read; one more is written
     * @param share what their sum is multiplied by; 0 for the largest of them
     */
    private record Loop(int places, float share) {

        private CompiledLoop code() {
            return LOOPS.computeIfAbsent(this, form -> StreamLoop.compiled(form::write));
        }

        private void write(StreamLoop loop) {
            Value found = loop.read(0);
            for (int place = 1; place < places; place++) {
                Value next = loop.read(place);
                found = share == 0 ? found.orLarger(next) : found.plus(next);
            }
            loop.write(places, share == 0 ? found : found.times(share));
        }
    }

    /**
     * Returns a pooling if the images lie by places, and every window meets some of them.
     *
     * @param gradients whether it will also be run backwards
     */
    static Optional<PlacedPool> of(Pool form, Layout x, boolean gradients) {
        Windows windows = form.windows();
        long[] shape = {x.shape()[0], x.shape()[1], windows.out()[0], windows.out()[1]};
        if (!isByPlaces(x) || windows.taps() > MOST_PLACES) {
            return Optional.empty();
        }
        PlacedPool pool = new PlacedPool(form, x, Layout.byPlaces(shape));
        boolean isMet = LongStream.range(0, windows.count())
                .noneMatch(window -> pool.met(window).isEmpty());
        return isMet && (!gradients || pool.meetsOnce()) ? Optional.of(pool) : Optional.empty();
    }

    private boolean meetsOnce() {
        Set<Long> places = new HashSet<>();
        return LongStream.range(0, form.windows().count())
                .mapToObj(this::met)
                .flatMap(List::stream)
                .allMatch(met -> places.add(met.place()));
    }

    /** Tells whether an array lies by places, and they have numbers that fill a register. */
    static boolean isByPlaces(Layout layout) {
        long[] shape = layout.shape();
        return OneDnn.runsMachineCode()
                && shape.length == 4
                && shape[0] * shape[1] >= CompiledLoop.FLOATS
                && layout.isSame(Layout.byPlaces(shape));
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {y.floats()});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return form.kind() != Pool.Kind.LARGEST;
    }

    /** Returns the places that a window meets. */
    List<Windows.Met> met(long window) {
        return form.windows().met(window, x.shape()[2], x.shape()[3]);
    }

    /** Returns how many numbers a place has. */
    long stream() {
        return x.shape()[0] * x.shape()[1];
    }

    /** Returns what the sum of so many numbers is multiplied by; 0 where the largest is taken. */
    float share(int places) {
        return switch (form.kind()) {
            case LARGEST -> 0;
            case MEAN -> 1f / places;
            case MEAN_WITH_PADDING -> 1f / form.windows().taps();
        };
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray from = binding.input(0);
        INDArray to = binding.output(0);
        Map<Integer, List<long[]>> tables = new TreeMap<>();
        for (long window = 0; window < form.windows().count(); window++) {
            LongStream read = met(window).stream().mapToLong(met -> PlanMemory.at(from, met.place() * stream()));
            LongStream written = LongStream.of(PlanMemory.at(to, window * stream()));
            long[] table = LongStream.concat(read, written).toArray();
            tables.computeIfAbsent(table.length - 1, places -> new ArrayList<>())
                    .add(table);
        }
        CallList.Builder calls = new CallList.Builder().keep(from).keep(to);
        tables.forEach(
                (places, some) -> PlanMemory.call(calls, new Loop(places, share(places)).code(), stream(), some));
        return PlanMemory.build(calls, binding)::run;
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray wanted = binding.inputGradient(0);
        return wanted == null ? Kernel.NOTHING : PlacedPoolGradient.kernel(this, binding, wanted);
    }
}
