package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_desc_init;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_binary_desc_t;

/**
 * z = x + b, a row added to each row, or z·Φ(z) in the same pass, which takes no longer than without the row. Inputs: x and b.
 */
final class SumWithRow implements Operator {

    private final Primitive sum;
    private final Layout layout;
    private final Layout row;
    /** Goes back; empty where nobody does. */
    private final Optional<Operator> otherwise;

    private SumWithRow(Primitive sum, Layout layout, Layout row, Optional<Operator> otherwise) {
        this.sum = sum;
        this.layout = layout;
        this.row = row;
        this.otherwise = otherwise;
    }

    /**
     * Returns the sum if the library is good at it.
     *
     * @param layout rows
     * @param otherwise the sum of two arrays, in either order
     */
    static Optional<SumWithRow> plain(Layout layout, Operator otherwise) {
        try (Attributes attributes = new Attributes()) {
            return of(layout, attributes, Optional.of(otherwise));
        }
    }

    /**
     * Returns a GELU of the sum if the library is good at it; only for plans that go forward.
     *
     * @param layout rows
     */
    static Optional<SumWithRow> gelu(Layout layout) {
        try (Attributes attributes = new Attributes()) {
            return of(layout, attributes.gelu(), Optional.empty());
        }
    }

    private static Optional<SumWithRow> of(Layout layout, Attributes attributes, Optional<Operator> otherwise) {
        Layout row = Layout.rows(1, layout.shape()[1]);
        dnnl_binary_desc_t description = new dnnl_binary_desc_t();
        int status = dnnl_binary_desc_init(
                description, dnnl_binary_add, layout.descriptor(), row.descriptor(), layout.descriptor());
        return attributes
                .operation(status, description, null)
                .map(found -> new SumWithRow(found, layout, row, otherwise));
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Kernel forward(Binding binding) {
        return sum.bind(
                binding,
                new Argument(DNNL_ARG_SRC_0, binding.input(0), layout),
                new Argument(DNNL_ARG_SRC_1, binding.input(1), row),
                new Argument(DNNL_ARG_DST, binding.output(0), layout));
    }

    @Override
    public boolean handsBackGradient(int input, List<long[]> inputs) {
        return otherwise.isPresent() && otherwise.get().handsBackGradient(input, inputs);
    }

    @Override
    public Kernel backward(Binding binding) {
        return otherwise
                .orElseThrow(() -> new UnsupportedOperationException("a sum with a GELU only goes forward"))
                .backward(binding);
    }
}
