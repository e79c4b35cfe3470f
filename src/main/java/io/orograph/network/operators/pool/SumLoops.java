package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.window.Window;
import java.util.Optional;

/** A share of the sum of the numbers under each window. */
final class SumLoops extends MapLoops {

    private final double[] shares;

    /**
     * @param shares for each stop
     */
    SumLoops(Window.Axis[] axes, int maps, double[] shares) {
        super(axes, maps);
        this.shares = shares;
    }

    @Override
    public Optional<Kernel> compiled(Binding binding) {
        return CompiledPool.sums(binding, axes(), maps(), shares);
    }

    private void multiply(double[] sums, int count) {
        for (int map = 0; map < count; map++) {
            for (int stop = 0; stop < shares.length; stop++) {
                sums[map * shares.length + stop] *= shares[stop];
            }
        }
    }

    @Override
    void forward(double[] x, int count, double[] y) {
        passes().sum(x, count, y);
        multiply(y, count);
    }

    @Override
    void backward(double[] x, double[] y, double[] gradient, int count, double[] wanted) {
        multiply(gradient, count);
        passes().spread(gradient, count, wanted);
    }
}
