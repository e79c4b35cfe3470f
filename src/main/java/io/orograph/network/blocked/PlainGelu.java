package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;

/** x·Φ(x) of each number, whatever order they lie in. NaN stays NaN, since x is a factor. */
final class PlainGelu implements Operator {

    private static final EltwiseFunction FUNCTION = new EltwiseFunction(dnnl_eltwise_gelu_erf, 0, 0);

    private final LayerForm form;
    private final Operator otherwise;

    private PlainGelu(LayerForm form, Operator otherwise) {
        this.form = form;
        this.otherwise = otherwise;
    }

    /**
     * Returns the function if the library is good at it.
     *
     * @param form of the operator whose place it takes
     * @param otherwise that operator
     */
    static Optional<PlainGelu> of(LayerForm.Pointwise form, Operator otherwise) {
        return FUNCTION.forward(Layout.rows(1)).map(found -> new PlainGelu(form, otherwise));
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        return Optional.of(form);
    }

    @Override
    public Kernel forward(Binding binding) {
        Layout layout = Layout.rows(binding.input(0).length());
        return FUNCTION.forward(layout)
                .orElseThrow()
                .bind(
                        binding,
                        new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                        new Argument(DNNL_ARG_DST, binding.output(0), layout));
    }

    /** g·(Φ(x) + x·Φ′(x)); NaN stays NaN here too. */
    @Override
    public Kernel backward(Binding binding) {
        Layout layout = Layout.rows(binding.input(0).length());
        Optional<Primitive> back = FUNCTION.back(layout);
        if (back.isEmpty() || binding.inputGradient(0) == null) {
            return otherwise.backward(binding);
        }
        return back.get()
                .bind(
                        binding,
                        new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                        new Argument(DNNL_ARG_DIFF_DST, binding.outputGradient(0), layout),
                        new Argument(DNNL_ARG_DIFF_SRC, binding.inputGradient(0), layout));
    }
}
