package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Pool;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeCopy;
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
        if (!isByPlaces(x) || windows.kernel()[0] * windows.kernel()[1] > MOST_PLACES) {
            return Optional.empty();
        }
        PlacedPool pool = new PlacedPool(form, x, Layout.byPlaces(shape));
        return LongStream.range(0, windows.out()[0] * windows.out()[1])
                        .noneMatch(window -> pool.places(window).isEmpty())
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

    /** Returns the places that a window meets. */
    private List<Long> places(long window) {
        Windows windows = form.windows();
        long[] size = x.shape();
        List<Long> places = new ArrayList<>();
        for (long tap = 0; tap < windows.kernel()[0] * windows.kernel()[1]; tap++) {
            long row = windows.place(0, window / windows.out()[1], tap / windows.kernel()[1]);
            long column = windows.place(1, window % windows.out()[1], tap % windows.kernel()[1]);
            if (row >= 0 && row < size[2] && column >= 0 && column < size[3]) {
                places.add(row * size[3] + column);
            }
        }
        return places;
    }

    private Loop loop(int places) {
        Windows windows = form.windows();
        return new Loop(
                places,
                switch (form.kind()) {
                    case LARGEST -> 0;
                    case MEAN -> 1f / places;
                    case MEAN_WITH_PADDING -> 1f / (windows.kernel()[0] * windows.kernel()[1]);
                });
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray from = binding.input(0);
        INDArray to = binding.output(0);
        long stream = x.shape()[0] * x.shape()[1];
        Map<Integer, List<long[]>> tables = new TreeMap<>();
        for (long window = 0; window < form.windows().out()[0] * form.windows().out()[1]; window++) {
            LongStream read =
                    places(window).stream().mapToLong(place -> NativeCopy.address(from) + place * stream * Float.BYTES);
            long written = NativeCopy.address(to) + window * stream * Float.BYTES;
            long[] table = LongStream.concat(read, LongStream.of(written)).toArray();
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
