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
        return List.of(new long[] {WinogradConvolution.PLACES, in, out});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        long[] shape = {out, in, WinogradMaps.FILTER, WinogradMaps.FILTER};
        INDArray byTaps = binding.scratch(TAPS, in, out);
        Kernel reorder = Reorder.kernel(binding, binding.input(0), Layout.rows(shape), byTaps, Layout.byTaps(shape));
        var taps = (FlatArray.Floats) FlatArray.of(byTaps);
        var matrices = (FlatArray.Floats) FlatArray.of(binding.output(0));
        int size = (int) (in * out);
        return () -> {
            reorder.run();
            Planes planes = Planes.of(FlatArray.CHUNK);
            for (int begin = 0; begin < size; begin += FlatArray.CHUNK) {
                transform(planes, taps, matrices, begin, Math.min(FlatArray.CHUNK, size - begin), size);
            }
        };
    }

    private static void transform(
            Planes planes, FlatArray.Floats taps, FlatArray.Floats matrices, int begin, int length, int size) {
        for (int column = 0; column < WinogradMaps.FILTER; column++) {
            for (int row = 0; row < WinogradMaps.FILTER; row++) {
                taps.read((row * WinogradMaps.FILTER + column) * size + begin, planes.edge()[row], 0, length);
            }
            WinogradMaps.filter(planes.edge(), planes.column(column), length);
        }
        for (int row = 0; row < WinogradMaps.TILE; row++) {
            WinogradMaps.filter(planes.row(row), planes.edge(), length);
            for (int column = 0; column < WinogradMaps.TILE; column++) {
                matrices.write(planes.edge()[column], (row * WinogradMaps.TILE + column) * size + begin, length);
            }
        }
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("weights are packed where nobody goes back");
    }
}
