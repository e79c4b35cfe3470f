package io.orograph.network.operators;

import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.DataFormat;
import org.nd4j.linalg.api.ops.custom.Triu;
import org.nd4j.linalg.factory.Nd4j;

/** Operators that move numbers about, with their counterparts. */
final class SameDiffShaping extends SameDiffTable {

    SameDiffShaping() {
        addForms();
        addPieces();
        addPlaces();
        addReplacements();
    }

    private static Tensor integers(long... values) {
        return Tensor.of(values, values.length);
    }

    private void addForms() {
        add(
                OperatorCase.of("Transpose", 13, "perm", new long[] {2, 0, 1}).input(3, 7, 5),
                (graph, x) -> graph.permute(x[0], 2, 0, 1));
        add(
                OperatorCase.of("DepthToSpace", 13, "blocksize", 2).input(2, 12, 3, 5),
                (graph, x) -> graph.permute(
                        graph.cnn().depthToSpace(graph.permute(x[0], 0, 2, 3, 1), 2, DataFormat.NHWC), 0, 3, 1, 2));
        add(
                OperatorCase.of("SpaceToDepth", 13, "blocksize", 2).input(2, 3, 6, 10),
                (graph, x) -> graph.permute(
                        graph.cnn().spaceToDepth(graph.permute(x[0], 0, 2, 3, 1), 2, DataFormat.NHWC), 0, 3, 1, 2));
        add(OperatorCase.of("Tile", 13).input(3, 5).constant(integers(2, 3)), (graph, x) -> graph.tile(x[0], 2, 3));
        add(
                OperatorCase.of("Expand", 13).input(3, 1, 5).constant(integers(2, 3, 7, 5)),
                (graph, x) -> graph.tile(x[0].reshape(1, 3, 1, 5), 2, 1, 7, 1));
        add(OperatorCase.of("Trilu", 14).input(3, 5, 7), (graph, x) -> new Triu(graph, x[0], 0).outputVariable());
    }

    private void addPieces() {
        add(OperatorCase.of("Concat", 13, "axis", 1).input(3, 2, 5).input(3, 7, 5), (graph, x) -> graph.concat(1, x));
        add(
                OperatorCase.of("Split", 13, "axis", 1)
                        .input(3, 6, 5)
                        .constant(integers(2, 2, 2))
                        .outputs("y", "z", "w"),
                (graph, x) -> graph.concat(
                        0,
                        Stream.of(graph.split(x[0], 3, 1))
                                .map(part -> part.reshape(30))
                                .toArray(SDVariable[]::new)));
        add(
                OperatorCase.of("Slice", 13)
                        .input(3, 7, 5)
                        .constant(integers(1, 2))
                        .constant(integers(7, 5))
                        .constant(integers(1, 2)),
                (graph, x) -> graph.slice(x[0], new int[] {0, 1, 2}, 3, 6, 3));
        add(
                OperatorCase.of("Slice", 13)
                        .input(3, 7, 5)
                        .constant(integers(1, 0))
                        .constant(integers(7, 5))
                        .constant(integers(1, 2))
                        .constant(integers(2, 2)),
                (graph, x) ->
                        graph.stridedSlice(x[0], new long[] {0, 1, 0}, new long[] {3, 7, 5}, new long[] {1, 2, 2}));
        add(
                OperatorCase.of("Slice", 13)
                        .input(3, 7, 5)
                        .constant(integers(-1))
                        .constant(integers(Long.MIN_VALUE))
                        .constant(integers(1))
                        .constant(integers(-1)),
                (graph, x) -> graph.reverse(x[0], 1));
        add(
                OperatorCase.of("Pad", 13).input(3, 5).constant(integers(1, 2, 0, 3)),
                (graph, x) ->
                        graph.nn().pad(x[0], graph.constant(Nd4j.createFromArray(new int[][] {{1, 0}, {2, 3}})), 0));
    }

    private void addPlaces() {
        add(
                OperatorCase.of("Gather", 13, "axis", 1)
                        .input(3, 7, 5)
                        .input(ElementType.INT64, new double[] {6, 0, 6, 3}, 4),
                (graph, x) -> graph.permute(
                        picked(graph, graph.permute(x[0], 1, 0, 2).reshape(7, 15), 7, 6, 0, 6, 3)
                                .reshape(4, 3, 5),
                        1,
                        0,
                        2));
        add(
                OperatorCase.of("Gather", 13).input(7, 5).input(ElementType.INT64, new double[] {6, 0, 6, 3}, 2, 2),
                (graph, x) -> picked(graph, x[0], 7, 6, 0, 6, 3));
        add(
                OperatorCase.of("GatherElements", 13, "axis", 1)
                        .input(3, 7)
                        .input(ElementType.INT64, new double[] {6, 0, 1, 1, 3, 3}, 3, 2),
                (graph, x) -> picked(graph, x[0].reshape(21, 1), 21, 6, 0, 8, 8, 17, 17));
        add(
                OperatorCase.of("GatherND", 13)
                        .input(3, 7, 5)
                        .input(ElementType.INT64, new double[] {2, 6, 0, 1, 2, 6}, 3, 2),
                (graph, x) -> picked(graph, x[0].reshape(21, 5), 21, 20, 1, 20));
        add(
                OperatorCase.of("ScatterElements", 16, "axis", 1, "reduction", "add")
                        .input(3, 7)
                        .input(ElementType.INT64, new double[] {6, 0, 1, 1, 3, 3}, 3, 2)
                        .input(3, 2),
                (graph, x) -> graph.scatterAdd(x[0].reshape(21), places(graph, 6, 0, 8, 8, 17, 17), x[1].reshape(6)));
        add(
                OperatorCase.of("ScatterND", 16, "reduction", "add")
                        .input(7, 5)
                        .input(ElementType.INT64, new double[] {6, 0, 6}, 3, 1)
                        .input(3, 5),
                (graph, x) -> graph.scatterAdd(x[0], places(graph, 6, 0, 6), x[1]));
    }

    private void addReplacements() {
        double[] kept = {1, 1, 0, 1, 1, 0, 1};
        double[] put = new double[7 * 2];
        put[2 * 2 + 1] = 1;
        put[5 * 2] = 1;
        for (String type : List.of("Scatter", "ScatterElements")) {
            add(
                    OperatorCase.of(type, type.equals("Scatter") ? 10 : 13)
                            .input(7)
                            .input(ElementType.INT64, new double[] {5, 2}, 2)
                            .input(2),
                    (graph, x) -> x[0].mul(graph.constant(SameDiffCounterpart.array(kept, 7)))
                            .add(graph.mmul(graph.constant(SameDiffCounterpart.array(put, 7, 2)), x[1].reshape(2, 1))
                                    .reshape(7)));
        }
    }

    /** Rows of a matrix of so many, as a product with rows of the unit matrix. */
    private static SDVariable picked(SameDiff graph, SDVariable x, int all, int... rows) {
        double[] ones = new double[rows.length * all];
        for (int i = 0; i < rows.length; i++) {
            ones[i * all + rows[i]] = 1;
        }
        return graph.mmul(graph.constant(SameDiffCounterpart.array(ones, rows.length, all)), x);
    }

    private static SDVariable places(SameDiff graph, int... places) {
        return graph.constant(Nd4j.createFromArray(places));
    }
}
