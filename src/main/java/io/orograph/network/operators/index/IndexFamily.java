package io.orograph.network.operators.index;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that read and write at places which numbers name. */
public final class IndexFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "indexing",
            entry("Compress", Operands.of("input", "condition"), Compress::new),
            entry("Gather", Operands.of("data", "indices"), Gather::new),
            entry("GatherElements", Operands.of("data", "indices"), node -> new GatherAt(Indexing.ofElements(node))),
            entry("GatherND", Operands.of("data", "indices"), node -> new GatherAt(Indexing.ofSlices(node))),
            entry("OneHot", Operands.of("indices", "depth", "values"), OneHot::new),
            entry("ReverseSequence", Operands.of("input", "sequence_lens"), ReverseSequence::new),
            entry(
                    "Scatter",
                    Operands.of("data", "indices", "updates"),
                    node -> new ScatterAt(node, Indexing.ofElements(node))),
            entry(
                    "ScatterElements",
                    Operands.of("data", "indices", "updates"),
                    node -> new ScatterAt(node, Indexing.ofElements(node))),
            entry(
                    "ScatterND",
                    Operands.of("data", "indices", "updates"),
                    node -> new ScatterAt(node, Indexing.ofSlices(node))),
            entry("TopK", Operands.of("X").since(10, "X", "K"), TopK::new));

    private IndexFamily() {}
}
