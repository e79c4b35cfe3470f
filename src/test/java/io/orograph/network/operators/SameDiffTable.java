package io.orograph.network.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cases of operators with their counterparts; a family of them adds its own when it is made. */
abstract class SameDiffTable {

    private final List<SameDiffCounterpart> rows = new ArrayList<>();

    final void add(OperatorCase subject, SameDiffCounterpart.Graph graph) {
        rows.add(new SameDiffCounterpart(subject, graph));
    }

    final Stream<SameDiffCounterpart> all() {
        return rows.stream();
    }
}
