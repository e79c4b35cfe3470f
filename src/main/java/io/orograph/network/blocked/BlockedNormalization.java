package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_backward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_batch_normalization_desc_t;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalisation of an array in the library's layout, by its kernels.
 */
final class BlockedNormalization implements ImageNormalization {

    private static final int FLAGS = dnnl_use_global_stats | dnnl_use_scale | dnnl_use_shift;

    private final Primitive forward;
    private final Optional<Primitive> backward;
    private final Layout layout;

    private BlockedNormalization(Primitive forward, Optional<Primitive> backward, Layout layout) {
        this.forward = forward;
        this.backward = backward;
        this.layout = layout;
    }

    /**
     * Returns a normalisation if the library is good at it.
     *
     * @param layout of input and output
     * @param gradients whether it will also be run backwards
     */
    static Optional<BlockedNormalization> of(LayerForm.Normalization form, Layout layout, boolean gradients) {
        float epsilon = (float) form.epsilon();
        try (Attributes attributes = new Attributes()) {
            dnnl_batch_normalization_desc_t description = new dnnl_batch_normalization_desc_t();
            int status = dnnl_batch_normalization_forward_desc_init(
                    description,
                    gradients ? dnnl_forward_training : dnnl_forward_inference,
                    layout.descriptor(),
                    epsilon,
                    FLAGS);
            Optional<Primitive> forward = attributes.operation(status, description, null);
            if (forward.isEmpty() || !gradients) {
                return forward.map(found -> new BlockedNormalization(found, Optional.empty(), layout));
            }
            dnnl_batch_normalization_desc_t back = new dnnl_batch_normalization_desc_t();
            int answer = dnnl_batch_normalization_backward_desc_init(
                    back, dnnl_backward, layout.descriptor(), layout.descriptor(), epsilon, FLAGS);
            return attributes
                    .operation(answer, back, forward.get().descriptor())
                    .map(found -> new BlockedNormalization(forward.get(), Optional.of(found), layout));
        }
    }

    private static Argument channels(int number, INDArray array) {
        return new Argument(number, array, Layout.rows(array.length()));
    }

    @Override
    public Kernel forward(Binding binding) {
        return forward.bind(
                binding,
                new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                channels(DNNL_ARG_SCALE, binding.input(1)),
                channels(DNNL_ARG_SHIFT, binding.input(2)),
                channels(DNNL_ARG_MEAN, binding.input(3)),
                channels(DNNL_ARG_VARIANCE, binding.input(4)),
                new Argument(DNNL_ARG_DST, binding.output(0), layout));
    }

    @Override
    public Kernel backward(Binding binding) {
        return backward.orElseThrow()
                .bind(
                        binding,
                        new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                        channels(DNNL_ARG_SCALE, binding.input(1)),
                        channels(DNNL_ARG_SHIFT, binding.input(2)),
                        channels(DNNL_ARG_MEAN, binding.input(3)),
                        channels(DNNL_ARG_VARIANCE, binding.input(4)),
                        new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), layout),
                        new Argument(DNNL_ARG_DIFF_SRC, wanted(binding, 0), layout),
                        channels(DNNL_ARG_DIFF_SCALE, wanted(binding, 1)),
                        channels(DNNL_ARG_DIFF_SHIFT, wanted(binding, 2)));
    }

    /** The kernel computes all gradients together, wanted or not. */
    private static INDArray wanted(Binding binding, int input) {
        INDArray wanted = binding.inputGradient(input);
        return wanted == null ? binding.scratch(binding.input(input).shape()) : wanted;
    }
}
