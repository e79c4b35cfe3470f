package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_backward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;

/**
 * A function of each number of an array, whatever order they lie in, and the way back through it.
 *
 * @param number the library's number of it
 * @param alpha its first parameter, 0 where it has none
 * @param beta its second parameter, likewise
 */
record EltwiseFunction(int number, float alpha, float beta) {

    /** Returns the function if the library is good at it. */
    Optional<Primitive> forward(Layout layout) {
        try (Attributes attributes = new Attributes()) {
            dnnl_eltwise_desc_t description = new dnnl_eltwise_desc_t();
            int status = dnnl_eltwise_forward_desc_init(
                    description, dnnl_forward_training, number, layout.descriptor(), alpha, beta);
            return attributes.operation(status, description, null);
        }
    }

    /** Returns the way back if the library is good at it. */
    Optional<Primitive> back(Layout layout) {
        Optional<Primitive> forward = forward(layout);
        try (Attributes attributes = new Attributes()) {
            dnnl_eltwise_desc_t description = new dnnl_eltwise_desc_t();
            int status = dnnl_eltwise_backward_desc_init(
                    description, number, layout.descriptor(), layout.descriptor(), alpha, beta);
            return forward.flatMap(found -> attributes.operation(status, description, found.descriptor()));
        }
    }
}
