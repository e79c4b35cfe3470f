package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_data_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_weights_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
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

    /** A convolution that the library has a tuned kernel for, with the layouts that this one works in. */
    record Solution(Primitive primitive, Layout x, Layout weights, Layout y) {}

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

    /** Returns the gradient of the input, in the layouts of the way forward; the weights may lie in another one. */
    Optional<Primitive> backwardData(Attributes attributes, Solution forward) {
        dnnl_convolution_desc_t description = new dnnl_convolution_desc_t();
        int status = dnnl_dilated_convolution_backward_data_desc_init(
                description,
                dnnl_convolution_direct,
                forward.x().descriptor(),
                Layout.any(weights).descriptor(),
                forward.y().descriptor(),
                windows.strides(),
                dilations(),
                windows.begin(),
                windows.end());
        return attributes.operation(status, description, handle(forward));
    }

    /** Returns the gradients of weights and bias; those of the weights may lie in another layout. */
    Optional<Primitive> backwardWeights(Attributes attributes, Solution forward) {
        dnnl_convolution_desc_t description = new dnnl_convolution_desc_t();
        int status = dnnl_dilated_convolution_backward_weights_desc_init(
                description,
                dnnl_convolution_direct,
                forward.x().descriptor(),
                Layout.any(weights).descriptor(),
                bias(),
                forward.y().descriptor(),
                windows.strides(),
                dilations(),
                windows.begin(),
                windows.end());
        return attributes.operation(status, description, handle(forward));
    }

    private static dnnl_primitive_desc handle(Solution forward) {
        return forward.primitive().descriptor();
    }
}
