package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The 36 matrices GgGᵀ, [36, C, O], of filters in rows, [O, C, 3, 3]: the factors of a {@link WinogradConvolution}. */
record WinogradWeights(long out, long in) implements Operator {

    private static final int TAPS = WinogradMaps.FILTER * WinogradMaps.FILTER;

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
        return kernel(binding, binding.input(0), binding.output(0), false);
    }

    /**
     * Binds the maps of filters.
     *
     * @param rows the filters, [O, C, 3, 3]
     * @param matrices takes what they are mapped to
     * @param isTurned whether the filters are turned by half a circle first, as on the way back to an input
     */
    Kernel kernel(Binding binding, INDArray rows, INDArray matrices, boolean isTurned) {
        INDArray byTaps = binding.scratch(TAPS, in, out);
        Kernel reorder = Reorder.kernel(binding, rows, inRows(), byTaps, byTaps());
        var taps = WinogradPass.floats(byTaps);
        var written = WinogradPass.floats(matrices);
        return () -> {
            reorder.run();
            inParts((planes, begin, length) -> map(planes, taps, written, isTurned, begin, length));
        };
    }

    private Layout inRows() {
        return Layout.rows(out, in, WinogradMaps.FILTER, WinogradMaps.FILTER);
    }

    private Layout byTaps() {
        return Layout.byTaps(out, in, WinogradMaps.FILTER, WinogradMaps.FILTER);
    }

    /** Something that is done to a part of all pairs of channels. */
    @FunctionalInterface
    private interface Part {
        void run(Planes planes, int begin, int length);
    }

    private void inParts(Part part) {
        int size = size();
        Planes planes = Planes.of(WinogradTiles.CHUNK);
        for (int begin = 0; begin < size; begin += WinogradTiles.CHUNK) {
            part.run(planes, begin, Math.min(WinogradTiles.CHUNK, size - begin));
        }
    }

    private int size() {
        return (int) (in * out);
    }

    private void map(
            Planes planes, FlatArray.Floats taps, FlatArray.Floats matrices, boolean isTurned, int begin, int length) {
        for (int column = 0; column < WinogradMaps.FILTER; column++) {
            for (int row = 0; row < WinogradMaps.FILTER; row++) {
                int tap = row * WinogradMaps.FILTER + column;
                taps.read((isTurned ? TAPS - 1 - tap : tap) * size() + begin, planes.edge()[row], length);
            }
            WinogradMaps.filter(planes.edge(), planes.column(column), length);
        }
        for (int row = 0; row < WinogradMaps.TILE; row++) {
            WinogradMaps.filter(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.TILE; column++) {
                int place = row * WinogradMaps.TILE + column;
                matrices.write(planes.edge()[column], place * size() + begin, length);
            }
        }
    }

    /**
     * Binds the way back: the gradient of the filters by that of the matrices.
     *
     * @param matrices the gradient of what the filters are mapped to, [36, C, O]
     * @param rows takes the gradient of the filters, [O, C, 3, 3]
     */
    Kernel backKernel(Binding binding, INDArray matrices, INDArray rows) {
        INDArray byTaps = binding.scratch(TAPS, in, out);
        Kernel reorder = Reorder.kernel(binding, byTaps, byTaps(), rows, inRows());
        var read = WinogradPass.floats(matrices);
        var taps = WinogradPass.floats(byTaps);
        return () -> {
            inParts((planes, begin, length) -> mapBack(planes, read, taps, begin, length));
            reorder.run();
        };
    }

    private void mapBack(Planes planes, FlatArray.Floats matrices, FlatArray.Floats taps, int begin, int length) {
        for (int column = 0; column < WinogradMaps.TILE; column++) {
            for (int row = 0; row < WinogradMaps.TILE; row++) {
                int place = row * WinogradMaps.TILE + column;
                matrices.read(place * size() + begin, planes.edge()[row], length);
            }
            WinogradMaps.filterBack(planes.edge(), planes.column(column), length);
        }
        for (int row = 0; row < WinogradMaps.FILTER; row++) {
            WinogradMaps.filterBack(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.FILTER; column++) {
                taps.write(planes.edge()[column], (row * WinogradMaps.FILTER + column) * size() + begin, length);
            }
        }
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("weights are packed where nobody goes back");
    }
}
