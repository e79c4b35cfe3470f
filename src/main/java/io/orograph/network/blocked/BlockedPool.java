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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pooling between arrays of the library's layouts. Of a largest number a second output keeps which one it was, for the way
 * back. A NaN beside a larger number may be passed over.
 */
final class BlockedPool implements Operator {

    /** Places of a window up to which the library keeps the number of the largest one in a byte, for the way back. */
    private static final long MOST_PLACES = 255;

    private final LayerForm.Pool form;
    private final boolean gradients;
    private final Primitive forward;
    /** Of a mean; that of a largest number is a loop. */
    private final Optional<Primitive> backward;

    private final Layout x;
    private final Layout y;

    private BlockedPool(
            LayerForm.Pool form,
            boolean gradients,
            Primitive forward,
            Optional<Primitive> backward,
            Layout x,
            Layout y) {
        this.form = form;
        this.gradients = gradients;
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
        boolean isLargest = form.kind() == LayerForm.Pool.Kind.LARGEST;
        if (gradients && isLargest && windows.kernel()[0] * windows.kernel()[1] > MOST_PLACES) {
            return Optional.empty();
        }
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
            Optional<Primitive> forward = fastest(attributes.operations(status, description, null));
            if (forward.isEmpty()) {
                return Optional.empty();
            }
            Layout y = forward.get().layout(dnnl_query_dst_md, shape);
            boolean needsBackward = gradients && !isLargest;
            Optional<Primitive> backward =
                    needsBackward ? backward(form, x, y, forward.get(), attributes) : Optional.empty();
            return y.channelsTogether() != x.channelsTogether() || needsBackward && backward.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BlockedPool(form, gradients, forward.get(), backward, x, y));
        }
    }

    /**
     * Returns the fastest of the library's kernels. Its own order of them takes those of 256 bits before those of 128, which on
     * an AVX2 EPYC are the faster ones, two to nine times, and thirty times where channels fill a block in part.
     */
    private static Optional<Primitive> fastest(List<Primitive> found) {
        List<Primitive> tuned = found.stream().filter(Primitive::isTuned).toList();
        return tuned.stream()
                .filter(Primitive::isWide)
                .findFirst()
                .or(() -> tuned.stream().filter(Primitive::isNarrow).findFirst())
                .or(() -> tuned.stream().findFirst());
    }

    private static Optional<Primitive> backward(
            LayerForm.Pool form, Layout x, Layout y, Primitive forward, Attributes attributes) {
        LayerForm.Windows windows = form.windows();
        dnnl_pooling_desc_t description = new dnnl_pooling_desc_t();
        int status = dnnl_pooling_backward_desc_init(
                description,
                algorithm(form.kind()),
                x.descriptor(),
                y.descriptor(),
                windows.strides(),
                windows.kernel(),
                windows.begin(),
                windows.end());
        return fastest(attributes.operations(status, description, forward.descriptor()));
    }

    Layout y() {
        return y;
    }

    private boolean isLargest() {
        return form.kind() == LayerForm.Pool.Kind.LARGEST;
    }

    /** Tells whether there is a second output, in plans that go back. */
    boolean keepsPlaces() {
        return gradients && isLargest();
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] values = {y.floats()};
        return keepsPlaces() ? List.of(values, new long[] {forward.floats(dnnl_query_workspace_md)}) : List.of(values);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !isLargest();
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(0), x), new Argument(DNNL_ARG_DST, binding.output(0), y)));
        if (keepsPlaces()) {
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, binding.output(1), forward.layout(dnnl_query_workspace_md)));
        }
        return forward.bind(binding, arguments.toArray(Argument[]::new));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray wanted = binding.inputGradient(0);
        if (wanted == null) {
            return Kernel.NOTHING;
        }
        return isLargest()
                ? new PlacedGradient(form.windows(), x, binding.output(1), binding.outputGradient(0), wanted)
                : backward.orElseThrow()
                        .bind(
                                binding,
                                new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), y),
                                new Argument(DNNL_ARG_DIFF_SRC, wanted, x));
    }
}
