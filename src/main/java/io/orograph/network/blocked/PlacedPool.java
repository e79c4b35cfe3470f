package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Pool;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.Operator;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.StreamTables;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pooling of images whose places lie one behind the other: a loop over the numbers of all places under a window at once. A NaN
 * under a window makes NaN of it. Only for plans that go forward.
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

    /** Returns a pooling if the images lie by places, and every window meets some of them. */
    static Optional<PlacedPool> of(Pool form, Layout x) {
        Windows windows = form.windows();
        long[] shape = {x.shape()[0], x.shape()[1], windows.out()[0], windows.out()[1]};
        if (!isByPlaces(x) || windows.taps() > MOST_PLACES) {
            return Optional.empty();
        }
        PlacedPool pool = new PlacedPool(form, x, Layout.byPlaces(shape));
        return LongStream.range(0, windows.count())
                        .noneMatch(window -> pool.met(window).isEmpty())
                ? Optional.of(pool)
                : Optional.empty();
    }

    /** Tells whether an array lies by places, and they have numbers for whole registers. */
    static boolean isByPlaces(Layout layout) {
        long[] shape = layout.shape();
        return OneDnn.runsMachineCode()
                && shape.length == 4
                && shape[0] * shape[1] % CompiledLoop.FLOATS == 0
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

    private List<Windows.Met> met(long window) {
        return form.windows().met(window, x.shape()[2], x.shape()[3]);
    }

    private Loop loop(int places) {
        return new Loop(
                places,
                switch (form.kind()) {
                    case LARGEST -> 0;
                    case MEAN -> 1f / places;
                    case MEAN_WITH_PADDING -> 1f / form.windows().taps();
                });
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray from = binding.input(0);
        INDArray to = binding.output(0);
        long stream = x.shape()[0] * x.shape()[1];
        Map<Integer, List<long[]>> tables = new TreeMap<>();
        for (long window = 0; window < form.windows().count(); window++) {
            LongStream read = met(window).stream().mapToLong(met -> PlanMemory.at(from, met.place() * stream));
            LongStream written = LongStream.of(PlanMemory.at(to, window * stream));
            long[] table = LongStream.concat(read, written).toArray();
            tables.computeIfAbsent(table.length - 1, places -> new ArrayList<>())
                    .add(table);
        }
        CallList.Builder calls = new CallList.Builder().keep(from).keep(to);
        tables.forEach((places, some) -> calls.call(StreamTables.of(loop(places).code(), some, stream)));
        return PlanMemory.build(calls, binding)::run;
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("images lie by places for a pooling only where nobody goes back");
    }
}
