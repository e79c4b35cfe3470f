package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_backward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_forward_desc_init;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NumberLimits;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_softmax_desc_t;

/**
 * eˣ/Σeˣ along rows. The library's power makes a finite number of NaN, so an array with NaN or +∞ is left to the operator that
 * the network had; −∞, as of a mask, gives 0, and NaN in a row of nothing else.
 */
final class SoftmaxOfRows implements Operator {

    private final Primitive softmax;
    private final Layout layout;
    private final Operator otherwise;

    private SoftmaxOfRows(Primitive softmax, Layout layout, Operator otherwise) {
        this.softmax = softmax;
        this.layout = layout;
        this.otherwise = otherwise;
    }

    /**
     * Returns a softmax if the library is good at it.
     *
     * @param layout rows
     * @param otherwise does the same for all numbers
     */
    static Optional<SoftmaxOfRows> of(Layout layout, Operator otherwise) {
        try (Attributes attributes = new Attributes()) {
            dnnl_softmax_desc_t description = new dnnl_softmax_desc_t();
            int status = dnnl_softmax_forward_desc_init(description, dnnl_forward_training, layout.descriptor(), 1);
            return attributes
                    .operation(status, description, null)
                    .map(found -> new SoftmaxOfRows(found, layout, otherwise));
        }
    }

    private Optional<Primitive> back() {
        try (Attributes attributes = new Attributes()) {
            dnnl_softmax_desc_t description = new dnnl_softmax_desc_t();
            int status = dnnl_softmax_backward_desc_init(description, layout.descriptor(), layout.descriptor(), 1);
            return attributes.operation(status, description, softmax.descriptor());
        }
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Kernel forward(Binding binding) {
        NumberLimits numbers = new NumberLimits(binding.input(0));
        Kernel fast = softmax.bind(
                binding,
                new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                new Argument(DNNL_ARG_DST, binding.output(0), layout));
        Kernel careful = otherwise.forward(binding);
        return () -> (numbers.areBelowInfinity() ? fast : careful).run();
    }

    /** y·(g − Σg·y), of which nothing that is not finite becomes finite. */
    @Override
    public Kernel backward(Binding binding) {
        Optional<Primitive> back = back();
        if (back.isEmpty() || binding.inputGradient(0) == null) {
            return otherwise.backward(binding);
        }
        return back.get()
                .bind(
                        binding,
                        new Argument(DNNL_ARG_DST, binding.output(0), layout),
                        new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), layout),
                        new Argument(DNNL_ARG_DIFF_SRC, binding.inputGradient(0), layout));
    }
}
