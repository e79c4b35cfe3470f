package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import java.util.List;

/** An operator that only gives its input another shape. */
public abstract class ViewOperator implements Operator {

    @Override
    public final int arity() {
        return 1;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(shape(inputs.get(0)));
    }

    /**
     * The new shape, of as many elements.
     *
     * @throws IllegalArgumentException if the input's shape does not allow it
     */
    protected abstract long[] shape(long[] input);

    @Override
    public final boolean isView() {
        return true;
    }

    @Override
    public final Kernel forward(Binding binding) {
        return Kernel.NOTHING;
    }

    @Override
    public final Kernel backward(Binding binding) {
        return Kernel.NOTHING;
    }
}
