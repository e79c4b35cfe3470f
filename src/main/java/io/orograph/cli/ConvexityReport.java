package io.orograph.cli;

import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** A map of the Hessian's extreme eigenvalues: as a sentence and as JSON. */
final class ConvexityReport {

    private ConvexityReport() {}

    static String text(ConvexityMap map) {
        double[] ratios =
                Arrays.stream(map.ratios()).filter(Double::isFinite).sorted().toArray();
        return ratios.length == 0
                ? "no cell has a finite curvature"
                : String.format(
                        Locale.ROOT,
                        "|smallest/largest eigenvalue| over %d×%d cells: median %.3g, highest %.3g",
                        map.grid().nx(),
                        map.grid().ny(),
                        ratios[ratios.length / 2],
                        ratios[ratios.length - 1]);
    }

    /** Returns the map for JSON, its matrices by rows, β over the rows. */
    static Map<String, Object> json(ConvexityMap map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("alpha", map.grid().alpha().values());
        entries.put("beta", map.grid().beta().values());
        entries.put("largest", rows(map.largest(), map.grid()));
        entries.put("smallest", rows(map.smallest(), map.grid()));
        entries.put("largest_residual", rows(map.largestResidual(), map.grid()));
        entries.put("smallest_residual", rows(map.smallestResidual(), map.grid()));
        entries.put("ratio", rows(map.ratios(), map.grid()));
        return entries;
    }

    private static List<double[]> rows(double[] values, Grid grid) {
        return IntStream.range(0, grid.ny())
                .mapToObj(iy -> Arrays.copyOfRange(values, iy * grid.nx(), (iy + 1) * grid.nx()))
                .toList();
    }
}
