package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.blocked.Primitive.Argument;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.nd4j.linalg.api.ndarray.INDArray;

/** max(x, 0) by the library, where it cannot be done within the kernel before it. */
final class Rectifier {

    private Rectifier() {}

    /** Binds the rectifier of an array that its result takes the place of; NaN stays NaN. */
    static Kernel inPlace(Binding binding, INDArray array) {
        Layout layout = Layout.rows(array.length());
        try (Attributes attributes = new Attributes()) {
            dnnl_eltwise_desc_t description = new dnnl_eltwise_desc_t();
            int status = dnnl_eltwise_forward_desc_init(
                    description,
                    dnnl_forward_inference,
                    dnnl_eltwise_relu,
                    layout.descriptor(),
                    Attributes.SLOPE_BELOW_ZERO,
                    0);
            return attributes
                    .operation(status, description, null)
                    .orElseThrow(() -> new IllegalStateException("the library has no rectifier"))
                    .bind(
                            binding,
                            new Argument(DNNL_ARG_SRC, array, layout),
                            new Argument(DNNL_ARG_DST, array, layout));
        }
    }
}
