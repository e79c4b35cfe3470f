package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamTables;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The 36 matrices GgGᵀ of filters in rows, [O, C, 3, 3]: the right factors of a {@link WinogradConvolution}, each of C rows and
 * O columns that lie as those of {@link TapMatrices} do.
 */
record WinogradWeights(long out, long in) implements Operator {

    private static final int TAPS = WinogradMaps.TAPS;

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {WinogradMaps.PLACES, in, out});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        return kernel(binding, binding.input(0), binding.output(0));
    }

    /** Returns how many floats the matrices have. */
    long floats() {
        return WinogradMaps.PLACES * size();
    }

    private long size() {
        return in * out;
    }

    /**
     * Binds the maps of filters.
     *
     * @param rows the filters, [O, C, 3, 3]
     * @param matrices takes what they are mapped to
     */
    Kernel kernel(Binding binding, INDArray rows, INDArray matrices) {
        return mapped(binding, rows, TapMatrices.forward(TAPS, in, out), matrices, tap -> tap);
    }

    /**
     * Binds the maps of filters that are turned by half a circle, from the channels of the output to those of the input.
     *
     * @param rows the filters, [O, C, 3, 3]
     * @param matrices takes what they are mapped to, O rows and C columns each
     */
    Kernel turnedKernel(Binding binding, INDArray rows, INDArray matrices) {
        return mapped(binding, rows, TapMatrices.back(TAPS, in, out), matrices, tap -> TAPS - 1 - tap);
    }

    private Kernel mapped(
            Binding binding, INDArray rows, TapMatrices filters, INDArray matrices, IntUnaryOperator tap) {
        INDArray byTaps = binding.scratch(TAPS * size());
        Kernel reorder = Reorder.kernel(binding, rows, filters.filters(), byTaps, filters.matrices());
        LongStream read = IntStream.range(0, TAPS).map(tap).mapToLong(number -> at(byTaps, number));
        CallList map = map(binding, WinogradMaps.ofFilters(), read, places(matrices), byTaps, matrices);
        return () -> {
            reorder.run();
            map.run();
        };
    }

    /**
     * Binds the way back: the gradient of the filters by that of the matrices.
     *
     * @param matrices the gradient of what the filters are mapped to, [36, C, O]
     * @param rows takes the gradient of the filters, [O, C, 3, 3]
     */
    Kernel backKernel(Binding binding, INDArray matrices, INDArray rows) {
        INDArray byTaps = binding.scratch(TAPS * size());
        long[] shape = {out, in, WinogradMaps.FILTER, WinogradMaps.FILTER};
        Kernel reorder = Reorder.kernel(binding, byTaps, Layout.byTaps(shape), rows, Layout.rows(shape));
        LongStream written = IntStream.range(0, TAPS).mapToLong(number -> at(byTaps, number));
        CallList map = map(binding, WinogradMaps.ofFiltersBack(), places(matrices), written, byTaps, matrices);
        return () -> {
            map.run();
            reorder.run();
        };
    }

    private CallList map(Binding binding, CompiledLoop code, LongStream read, LongStream written, INDArray... arrays) {
        List<long[]> table = List.of(LongStream.concat(read, written).toArray());
        CallList.Builder calls = new CallList.Builder().keep(arrays).call(StreamTables.of(code, table, size()));
        return PlanMemory.build(calls, binding);
    }

    private LongStream places(INDArray matrices) {
        return IntStream.range(0, WinogradMaps.PLACES).mapToLong(place -> at(matrices, place));
    }

    /** Returns where the numbers of a place or tap begin. */
    private long at(INDArray array, long number) {
        return PlanMemory.at(array, number * size());
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("weights are packed where nobody goes back");
    }
}
