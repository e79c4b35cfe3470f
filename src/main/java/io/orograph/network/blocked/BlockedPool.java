package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_include_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;

/**
 * A pooling between arrays of the library's layouts. Of a largest number a second output keeps which one it was, for the way
 * back. A NaN beside a larger number may be passed over, as by ND4J's.
 */
final class BlockedPool implements Operator {

    private final LayerForm.Pool.Kind kind;
    private final Primitive forward;
    private final Optional<Primitive> backward;
    private final Layout x;
    private final Layout y;

    private BlockedPool(LayerForm.Pool.Kind kind, Primitive forward, Optional<Primitive> backward, Layout x, Layout y) {
        this.kind = kind;
        this.forward = forward;
        this.backward = backward;
        this.x = x;
        this.y = y;
    }

    private static int algorithm(LayerForm.Pool.Kind kind) {
        return switch (kind) {
            case LARGEST -> dnnl_pooling_max;
            case MEAN -> dnnl_pooling_avg_exclude_padding;
            case MEAN_WITH_PADDING -> dnnl_pooling_avg_include_padding;
        };
    }

    /**
     * Returns a pooling if the library is good at it.
     *
     * @param x layout of the input
     * @param gradients whether it will also be run backwards
     */
    static Optional<BlockedPool> of(LayerForm.Pool form, Layout x, boolean gradients) {
        LayerForm.Windows windows = form.windows();
        long[] shape = {x.shape()[0], x.shape()[1], windows.out()[0], windows.out()[1]};
        try (Attributes attributes = new Attributes()) {
            dnnl_pooling_desc_t description = new dnnl_pooling_desc_t();
            int status = dnnl_pooling_forward_desc_init(
                    description,
                    gradients ? dnnl_forward_training : dnnl_forward_inference,
                    algorithm(form.kind()),
                    x.descriptor(),
                    Layout.any(shape).descriptor(),
                    windows.strides(),
                    windows.kernel(),
                    windows.begin(),
                    windows.end());
            Optional<Primitive> forward = attributes.operation(status, description, null);
            if (forward.isEmpty()) {
                return Optional.empty();
            }
            Layout y = forward.get().layout(dnnl_query_dst_md, shape);
            Optional<Primitive> backward =
                    gradients ? backward(form, x, y, forward.get(), attributes) : Optional.empty();
            return gradients && backward.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BlockedPool(form.kind(), forward.get(), backward, x, y));
        }
    }

    private static Optional<Primitive> backward(
            LayerForm.Pool form, Layout x, Layout y, Primitive forward, Attributes attributes) {
        dnnl_pooling_desc_t description = new dnnl_pooling_desc_t();
        int status = dnnl_pooling_backward_desc_init(
                description,
                algorithm(form.kind()),
                x.descriptor(),
                y.descriptor(),
                form.windows().strides(),
                form.windows().kernel(),
                form.windows().begin(),
                form.windows().end());
        return attributes.operation(status, description, forward.descriptor());
    }

    Layout y() {
        return y;
    }

    /** Tells whether there is a second output, in plans that go back. */
    boolean keepsPlaces() {
        return backward.isPresent() && kind == LayerForm.Pool.Kind.LARGEST;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] values = {y.floats()};
        return keepsPlaces() ? List.of(values, new long[] {forward.floats(dnnl_query_workspace_md)}) : List.of(values);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return kind != LayerForm.Pool.Kind.LARGEST;
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(0), x), new Argument(DNNL_ARG_DST, binding.output(0), y)));
        addPlaces(binding, arguments);
        return forward.bind(binding, arguments.toArray(Argument[]::new));
    }

    private void addPlaces(Binding binding, List<Argument> arguments) {
        if (keepsPlaces()) {
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, binding.output(1), forward.layout(dnnl_query_workspace_md)));
        }
    }

    @Override
    public Kernel backward(Binding binding) {
        if (binding.inputGradient(0) == null) {
            return Kernel.NOTHING;
        }
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), y),
                new Argument(DNNL_ARG_DIFF_SRC, binding.inputGradient(0), x)));
        addPlaces(binding, arguments);
        return backward.orElseThrow().bind(binding, arguments.toArray(Argument[]::new));
    }
}
