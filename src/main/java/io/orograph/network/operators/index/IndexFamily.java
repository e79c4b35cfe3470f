package io.orograph.network.operators.index;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that read and write at places which numbers name. */
public final class IndexFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "indexing",
            entry("Gather", Gather::new),
            entry("GatherElements", node -> new GatherAt(Indexing.ofElements(node))),
            entry("GatherND", node -> new GatherAt(Indexing.ofSlices(node))),
            entry("OneHot", OneHot::new),
            entry("Scatter", node -> new ScatterAt(node, Indexing.ofElements(node))),
            entry("ScatterElements", node -> new ScatterAt(node, Indexing.ofElements(node))),
            entry("ScatterND", node -> new ScatterAt(node, Indexing.ofSlices(node))),
            entry("TopK", TopK::new));

    private IndexFamily() {}
}
