package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.blocked.Primitive.Argument;
import org.nd4j.linalg.api.ndarray.INDArray;

/** min(max(x, 0), cap) by the library, where it cannot be done within the kernel before it, and the way back through it. */
final class Rectifier {

    private Rectifier() {}

    /** Binds the rectifier without a cap of an array that its result takes the place of; NaN stays NaN. */
    static Kernel inPlace(Binding binding, INDArray array) {
        Layout layout = Layout.rows(array.length());
        return new EltwiseFunction(dnnl_eltwise_relu, Attributes.SLOPE_BELOW_ZERO, 0)
                .forward(layout)
                .orElseThrow(() -> new IllegalStateException("the library has no rectifier"))
                .bind(binding, new Argument(DNNL_ARG_SRC, array, layout), new Argument(DNNL_ARG_DST, array, layout));
    }

    /**
     * Binds the way back: the gradient stays where 0 &lt; y &lt; cap and is 0 elsewhere; NaN stays NaN.
     *
     * @param y what the rectifier gave
     * @param gradient ∂L/∂y, which ∂L/∂x takes the place of
     * @param cap infinite for none
     */
    static Kernel backInPlace(Binding binding, INDArray y, INDArray gradient, double cap) {
        EltwiseFunction function = cap < Double.POSITIVE_INFINITY
                ? new EltwiseFunction(dnnl_eltwise_clip_v2_use_dst_for_bwd, 0, (float) cap)
                : new EltwiseFunction(dnnl_eltwise_relu_use_dst_for_bwd, 0, 0);
        Layout layout = Layout.rows(y.length());
        return function.back(layout)
                .orElseThrow(() -> new IllegalStateException("the library has no way back through a rectifier"))
                .bind(
                        binding,
                        new Argument(DNNL_ARG_DST, y, layout),
                        new Argument(DNNL_ARG_DIFF_DST, gradient, layout),
                        new Argument(DNNL_ARG_DIFF_SRC, gradient, layout));
    }
}
