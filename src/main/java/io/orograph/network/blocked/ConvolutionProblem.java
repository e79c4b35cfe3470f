package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_data_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_weights_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import io.orograph.network.LayerForm.Windows;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A convolution of certain shapes, as the library is asked for it.
 *
 * @param x shape of the input, [batch, C, height, width]
 * @param weights their shape, [O, C, height, width], or [groups, O/groups, C/groups, height, width]
 * @param y shape of the output
 * @param hasBias whether a number is added to each channel
 */
record ConvolutionProblem(long[] x, long[] weights, long[] y, Windows windows, boolean hasBias) {

    /** Returns the convolution of images of one place, which is a product of matrices. */
    static ConvolutionProblem ofOnePlace(long samples, long in, long out, boolean hasBias) {
        long[] one = {1, 1};
        long[] none = {0, 0};
        Windows windows = new Windows(one, one, one, none, none, one);
        return new ConvolutionProblem(
                new long[] {samples, in, 1, 1},
                new long[] {out, in, 1, 1},
                new long[] {samples, out, 1, 1},
                windows,
                hasBias);
    }

    /** A pass through a convolution as the library does it, with the layouts that its kernel works in. */
    record Solution(Primitive primitive, Layout x, Layout weights, Layout y) {}

    /** The layouts that a pass is asked for; any of them may be left to the library. */
    private record Wish(Layout x, Layout y) {}

    /** What the library answers to a description of a pass: {@link Attributes#operation} or another one. */
    @FunctionalInterface
    private interface Search {
        Optional<Primitive> operation(int status, dnnl_convolution_desc_t description);
    }

    /** A pass backwards for certain layouts, by a kind of kernels. */
    @FunctionalInterface
    private interface Pass {
        Optional<Solution> in(Wish wish, Search search);
    }

    private dnnl_memory_desc_t bias() {
        return hasBias ? Layout.rows(y[1]).descriptor() : null;
    }

    private long[] dilations() {
        // The library counts the places between those of a window.
        return Arrays.stream(windows.dilations()).map(dilation -> dilation - 1).toArray();
    }

    /**
     * Returns the way forward in layouts that the library chooses.
     *
     * @param training whether it will be run backwards
     */
    Optional<Solution> forward(Attributes attributes, boolean training) {
        dnnl_convolution_desc_t description = new dnnl_convolution_desc_t();
        int status = dnnl_dilated_convolution_forward_desc_init(
                description,
                training ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_convolution_direct,
                Layout.any(x).descriptor(),
                Layout.any(weights).descriptor(),
                bias(),
                Layout.any(y).descriptor(),
                windows.strides(),
                dilations(),
                windows.begin(),
                windows.end());
        return attributes
                .operation(status, description, null)
                .map(found -> new Solution(
                        found,
                        found.layout(dnnl_query_src_md, x),
                        found.layout(dnnl_query_weights_md, weights),
                        found.layout(dnnl_query_dst_md, y)));
    }

    /**
     * Returns the gradient of the input; empty if the library has only loops for it.
     *
     * @param forward the way forward, in whose layouts it is done if there is a tuned kernel for that
     */
    Optional<Solution> backwardData(Attributes attributes, Solution forward) {
        return inSomeLayout(attributes, forward, this::backwardData);
    }

    private Optional<Solution> backwardData(Wish wish, Search search) {
        dnnl_convolution_desc_t description = new dnnl_convolution_desc_t();
        int status = dnnl_dilated_convolution_backward_data_desc_init(
                description,
                dnnl_convolution_direct,
                wish.x().descriptor(),
                Layout.any(weights).descriptor(),
                wish.y().descriptor(),
                windows.strides(),
                dilations(),
                windows.begin(),
                windows.end());
        return search.operation(status, description)
                .map(found -> new Solution(
                        found,
                        found.layout(dnnl_query_diff_src_md, x),
                        found.layout(dnnl_query_weights_md, weights),
                        found.layout(dnnl_query_diff_dst_md, y)));
    }

    /**
     * Returns the gradients of weights and bias; empty if the library has only loops for them.
     *
     * @param forward as above
     */
    Optional<Solution> backwardWeights(Attributes attributes, Solution forward) {
        return inSomeLayout(attributes, forward, this::backwardWeights);
    }

    private Optional<Solution> backwardWeights(Wish wish, Search search) {
        dnnl_convolution_desc_t description = new dnnl_convolution_desc_t();
        int status = dnnl_dilated_convolution_backward_weights_desc_init(
                description,
                dnnl_convolution_direct,
                wish.x().descriptor(),
                Layout.any(weights).descriptor(),
                bias(),
                wish.y().descriptor(),
                windows.strides(),
                dilations(),
                windows.begin(),
                windows.end());
        return search.operation(status, description)
                .map(found -> new Solution(
                        found,
                        found.layout(dnnl_query_src_md, x),
                        found.layout(dnnl_query_diff_weights_md, weights),
                        found.layout(dnnl_query_diff_dst_md, y)));
    }

    /**
     * Returns a pass backwards by a tuned kernel in the layouts of the way forward, else in others, else by products of
     * matrices: a kernel that reads few channels in rows, or windows with gaps, often has no counterpart on the way back.
     */
    private Optional<Solution> inSomeLayout(Attributes attributes, Solution forward, Pass pass) {
        dnnl_primitive_desc hint = forward.primitive().descriptor();
        Search tuned = (status, description) -> attributes.operation(status, description, hint);
        Search products = (status, description) ->
                attributes.anyOperation(status, description, hint).filter(found -> !found.isPlain());
        Wish free = new Wish(Layout.any(x), Layout.any(y));
        return pass.in(new Wish(forward.x(), forward.y()), tuned)
                .or(() -> pass.in(free, tuned))
                .or(() -> pass.in(free, products));
    }
}
