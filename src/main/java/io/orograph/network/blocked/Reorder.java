package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Brings an array from one layout into another: a view where both are the same order. */
final class Reorder implements Operator {

    private final Layout from;
    private final Layout to;
    private final long[] written;

    /**
     * @param written the shape that the result has in the plan
     */
    private Reorder(Layout from, Layout to, long... written) {
        this.from = from;
        this.to = to;
        this.written = written;
    }

    /** Into an array that the plan knows by the floats it takes. */
    static Reorder into(Layout from, Layout to) {
        return new Reorder(from, to, to.floats());
    }

    /**
     * Into rows.
     *
     * @param shape of the value in the network
     */
    static Reorder toRows(Layout from, long... shape) {
        return new Reorder(from, Layout.rows(from.shape()), shape.clone());
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(written.clone());
    }

    @Override
    public boolean isView() {
        return from.isSame(to) || from.isInOrderOfRows() && to.isInOrderOfRows();
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        return kernel(binding, binding.input(0), from, binding.output(0), to);
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray wanted = binding.inputGradient(0);
        return wanted == null ? Kernel.NOTHING : kernel(binding, binding.outputGradient(0), to, wanted, from);
    }

    /**
     * Returns an array as an operation reads it: itself where it lies in the layout wanted, else a copy.
     *
     * @param number the library's of what it is there for
     * @param steps takes the making of the copy
     */
    static Argument read(int number, Binding binding, INDArray array, Layout from, Layout to, List<Kernel> steps) {
        if (from.isSame(to)) {
            return new Argument(number, array, to);
        }
        INDArray copy = binding.scratch(to.floats());
        steps.add(kernel(binding, array, from, copy, to));
        return new Argument(number, copy, to);
    }

    /** Binds the copy of an array into another layout. */
    static Kernel kernel(Binding binding, INDArray source, Layout from, INDArray target, Layout to) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (Attributes attributes = new Attributes()) {
            OneDnn.require(
                    dnnl_reorder_primitive_desc_create(
                            descriptor,
                            from.descriptor(),
                            OneDnn.engine(),
                            to.descriptor(),
                            OneDnn.engine(),
                            attributes.handle()),
                    "a reorder");
        }
        return new Primitive(descriptor)
                .bind(binding, new Argument(DNNL_ARG_FROM, source, from), new Argument(DNNL_ARG_TO, target, to));
    }
}
