package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.OperatorSource;
import io.orograph.network.operators.activation.ActivationFamily;
import io.orograph.network.operators.arithmetic.ArithmeticFamily;
import io.orograph.network.operators.attention.AttentionFamily;
import io.orograph.network.operators.base.OperatorFamily;
import io.orograph.network.operators.convolution.ConvolutionFamily;
import io.orograph.network.operators.function.FunctionFamily;
import io.orograph.network.operators.index.IndexFamily;
import io.orograph.network.operators.logic.LogicFamily;
import io.orograph.network.operators.loss.LossFamily;
import io.orograph.network.operators.normalization.NormalizationFamily;
import io.orograph.network.operators.pipeline.PipelineFamily;
import io.orograph.network.operators.pool.PoolFamily;
import io.orograph.network.operators.product.ProductFamily;
import io.orograph.network.operators.quantization.QuantizationFamily;
import io.orograph.network.operators.recurrent.RecurrentFamily;
import io.orograph.network.operators.reduction.ReductionFamily;
import io.orograph.network.operators.resize.ResizeFamily;
import io.orograph.network.operators.sampling.SamplingFamily;
import io.orograph.network.operators.shape.ShapeFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the operator for a node by its ONNX name among those of some families. */
public final class OperatorTable implements OperatorSource {

    private static final OperatorTable STANDARD = new OperatorTable(List.of(
            ProductFamily.FAMILY,
            ConvolutionFamily.FAMILY,
            AttentionFamily.FAMILY,
            RecurrentFamily.FAMILY,
            PoolFamily.FAMILY,
            NormalizationFamily.FAMILY,
            ActivationFamily.FAMILY,
            ArithmeticFamily.FAMILY,
            FunctionFamily.FAMILY,
            LogicFamily.FAMILY,
            ReductionFamily.FAMILY,
            ShapeFamily.FAMILY,
            ResizeFamily.FAMILY,
            SamplingFamily.FAMILY,
            QuantizationFamily.FAMILY,
            PipelineFamily.FAMILY,
            IndexFamily.FAMILY,
            LossFamily.FAMILY));

    private final List<OperatorFamily> families;
    private final Map<String, OperatorFamily.Entry> entries = new TreeMap<>();

    /**
     * @throws IllegalArgumentException if two operators have one name
     */
    public OperatorTable(List<OperatorFamily> families) {
        this.families = List.copyOf(families);
        for (OperatorFamily family : families) {
            for (OperatorFamily.Entry entry : family.entries()) {
                if (entries.put(entry.type(), entry) != null) {
                    throw new IllegalArgumentException("two operators are named " + entry.type());
                }
            }
        }
    }

    /** Returns the table of all operators that the program has. */
    public static OperatorTable standard() {
        return STANDARD;
    }

    /**
     * Returns a table with the operators of one more family.
     *
     * @throws IllegalArgumentException if two operators have one name
     */
    public OperatorTable with(OperatorFamily family) {
        List<OperatorFamily> more = new ArrayList<>(families);
        more.add(family);
        return new OperatorTable(more);
    }

    public List<OperatorFamily> families() {
        return families;
    }

    /** Returns the ONNX names of all operators, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    @Override
    public boolean supports(String type) {
        return entries.containsKey(type);
    }

    @Override
    public Operator create(NodeSpec node) {
        OperatorFamily.Entry entry = entries.get(node.type());
        if (entry == null) {
            throw node.unsupported("is not supported; supported are " + String.join(", ", entries.keySet()));
        }
        return entry.create(node);
    }
}
