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
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_layer_normalization_backward_desc_init;
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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation of rows: inputs x, and a scale and a shift or nothing. The library adds up the squares in single precision;
 * an array for which that would overflow, or with NaN, is left to the operator that the network had. In a plan for gradients the
 * means and variances of the rows are further outputs, for the way back.
 */
final class NormalizationOfRows implements Operator {

    private final LayerForm.RowNormalization form;
    private final Primitive normalization;
    private final Layout layout;
    private final Operator otherwise;
    private final int factors;
    private final boolean isTrained;

    private NormalizationOfRows(
            LayerForm.RowNormalization form,
            Primitive normalization,
            Layout layout,
            Network.Node node,
            boolean isTrained) {
        this.form = form;
        this.normalization = normalization;
        this.layout = layout;
        this.otherwise = node.operator();
        this.factors = factors(node);
        this.isTrained = isTrained;
    }

    /**
     * Returns a normalisation if the library has it. Its kernel has no name of a tuned one, and is a loop around one for the
     * statistics.
     *
     * @param layout rows
     * @param node what it takes the place of, which does the same for all numbers
     * @param isTrained whether it also goes back
     */
    static Optional<NormalizationOfRows> of(
            LayerForm.RowNormalization form, Layout layout, Network.Node node, boolean isTrained) {
        try (Attributes attributes = new Attributes()) {
            dnnl_layer_normalization_desc_t description = new dnnl_layer_normalization_desc_t();
            int status = dnnl_layer_normalization_forward_desc_init(
                    description,
                    isTrained ? dnnl_forward_training : dnnl_forward_inference,
                    layout.descriptor(),
                    isTrained ? statistics(layout).descriptor() : null,
                    (float) form.epsilon(),
                    factors(node));
            return attributes
                    .anyOperation(status, description, null)
                    .map(found -> new NormalizationOfRows(form, found, layout, node, isTrained));
        }
    }

    private static int factors(Network.Node node) {
        return (has(node, 1) ? dnnl_use_scale : 0) | (has(node, 2) ? dnnl_use_shift : 0);
    }

    private static boolean has(Network.Node node, int input) {
        return node.inputs().size() > input && node.inputs().get(input) >= 0;
    }

    /** Returns the layout of one number a row. */
    private static Layout statistics(Layout rows) {
        return Layout.rows(rows.shape()[0]);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] statistics = {layout.shape()[0]};
        return isTrained ? List.of(x, statistics, statistics) : List.of(x);
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Argument> arguments = new ArrayList<>();
        add(DNNL_ARG_SRC, binding.input(0), layout, arguments);
        add(DNNL_ARG_DST, binding.output(0), layout, arguments);
        add(DNNL_ARG_SCALE, binding.input(1), arguments);
        add(DNNL_ARG_SHIFT, binding.input(2), arguments);
        addStatistics(binding, arguments);
        NumberLimits numbers = new NumberLimits(binding.input(0));
        Kernel fast = normalization.bind(binding, arguments.toArray(Argument[]::new));
        Kernel careful = otherwise.forward(binding);
        return () -> (numbers.haveFiniteSquares() ? fast : careful).run();
    }

    @Override
    public Kernel backward(Binding binding) {
        Optional<Primitive> back = back();
        Kernel careful = otherwise.backward(binding);
        if (back.isEmpty()) {
            return careful;
        }
        List<Argument> arguments = new ArrayList<>();
        add(DNNL_ARG_SRC, binding.input(0), layout, arguments);
        add(DNNL_ARG_DIFF_DST, binding.outputGradient(0), layout, arguments);
        add(DNNL_ARG_SCALE, binding.input(1), arguments);
        add(DNNL_ARG_SHIFT, binding.input(2), arguments);
        addStatistics(binding, arguments);
        add(DNNL_ARG_DIFF_SRC, gradient(binding, 0), layout, arguments);
        add(DNNL_ARG_DIFF_SCALE, gradient(binding, 1), arguments);
        add(DNNL_ARG_DIFF_SHIFT, gradient(binding, 2), arguments);
        NumberLimits numbers = new NumberLimits(binding.input(0));
        NumberLimits gradients = new NumberLimits(binding.outputGradient(0));
        Kernel fast = back.get().bind(binding, arguments.toArray(Argument[]::new));
        return () -> (numbers.haveFiniteSquares() && gradients.haveFiniteSquares() ? fast : careful).run();
    }

    private Optional<Primitive> back() {
        try (Attributes attributes = new Attributes()) {
            dnnl_layer_normalization_desc_t description = new dnnl_layer_normalization_desc_t();
            int status = dnnl_layer_normalization_backward_desc_init(
                    description,
                    dnnl_backward,
                    layout.descriptor(),
                    layout.descriptor(),
                    statistics(layout).descriptor(),
                    (float) form.epsilon(),
                    factors);
            return attributes.anyOperation(status, description, normalization.descriptor());
        }
    }

    /** Returns where a gradient goes, which the library writes whether or not somebody wants it; null if it has no input. */
    private static INDArray gradient(Binding binding, int input) {
        INDArray array = binding.input(input);
        INDArray wanted = binding.inputGradient(input);
        return array == null || wanted != null ? wanted : binding.scratch(array.shape());
    }

    private void addStatistics(Binding binding, List<Argument> arguments) {
        if (isTrained) {
            add(DNNL_ARG_MEAN, binding.output(1), arguments);
            add(DNNL_ARG_VARIANCE, binding.output(2), arguments);
        }
    }

    private static void add(int number, INDArray numbers, List<Argument> arguments) {
        if (numbers != null) {
            add(number, numbers, Layout.rows(numbers.length()), arguments);
        }
    }

    private static void add(int number, INDArray array, Layout layout, List<Argument> arguments) {
        arguments.add(new Argument(number, array, layout));
    }
}
