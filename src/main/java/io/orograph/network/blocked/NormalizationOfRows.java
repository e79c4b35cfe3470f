package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_layer_normalization_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Network;
import io.orograph.network.NumberLimits;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_layer_normalization_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation of rows: inputs x, and a scale and a shift or nothing. The library adds up the squares in single precision;
 * an array for which that would overflow, or with NaN, is left to the operator that the network had. Only for plans that go
 * forward.
 */
final class NormalizationOfRows implements Operator {

    private final Primitive normalization;
    private final Layout layout;
    private final Operator otherwise;

    private NormalizationOfRows(Primitive normalization, Layout layout, Operator otherwise) {
        this.normalization = normalization;
        this.layout = layout;
        this.otherwise = otherwise;
    }

    /**
     * Returns a normalisation if the library has it. Its kernel has no name of a tuned one, and is a loop around one for the
     * statistics.
     *
     * @param layout rows
     * @param node what it takes the place of, which does the same for all numbers
     */
    static Optional<NormalizationOfRows> of(LayerForm.RowNormalization form, Layout layout, Network.Node node) {
        try (Attributes attributes = new Attributes()) {
            dnnl_layer_normalization_desc_t description = new dnnl_layer_normalization_desc_t();
            int status = dnnl_layer_normalization_forward_desc_init(
                    description,
                    dnnl_forward_inference,
                    layout.descriptor(),
                    (dnnl_memory_desc_t) null,
                    (float) form.epsilon(),
                    (has(node, 1) ? dnnl_use_scale : 0) | (has(node, 2) ? dnnl_use_shift : 0));
            return attributes
                    .anyOperation(status, description, null)
                    .map(found -> new NormalizationOfRows(found, layout, node.operator()));
        }
    }

    private static boolean has(Network.Node node, int input) {
        return node.inputs().size() > input && node.inputs().get(input) >= 0;
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument(DNNL_ARG_SRC, binding.input(0), layout),
                new Argument(DNNL_ARG_DST, binding.output(0), layout)));
        add(DNNL_ARG_SCALE, binding.input(1), arguments);
        add(DNNL_ARG_SHIFT, binding.input(2), arguments);
        NumberLimits numbers = new NumberLimits(binding.input(0));
        Kernel fast = normalization.bind(binding, arguments.toArray(Argument[]::new));
        Kernel careful = otherwise.forward(binding);
        return () -> (numbers.haveFiniteSquares() ? fast : careful).run();
    }

    private static void add(int number, INDArray factors, List<Argument> arguments) {
        if (factors != null) {
            arguments.add(new Argument(number, factors, Layout.rows(factors.length())));
        }
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("rows are computed by the library where nobody goes back");
    }
}
