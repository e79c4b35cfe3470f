package io.orograph.plot;

import io.orograph.landscape.Grid;
import java.util.ArrayList;
import java.util.List;

/** Refines the lines of an overlay where they lie on a surface. */
public final class OverlayPoints {

    /** A segment is cut into no more pieces than this, however far off the grid it leads. */
    private static final int MOST_PIECES = 400;

    private OverlayPoints() {}

    /**
     * Returns the same line with points at most half a grid step apart, so that it follows the surface between its
     * points.
     */
    public static Overlay.Line refined(Overlay.Line line, Grid grid) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            int pieces = i == 0 ? 1 : pieces(line, i, grid);
            for (int piece = 1; piece <= pieces; piece++) {
                double share = (double) piece / pieces;
                points.add(new double[] {
                    between(line.alpha(), i, share),
                    between(line.beta(), i, share),
                    line.residuals().length == 0 ? 0 : between(line.residuals(), i, share)
                });
            }
        }
        return new Overlay.Line(
                line.name(), line.argb(), column(points, 0), column(points, 1), column(points, 2), line.scale());
    }

    private static int pieces(Overlay.Line line, int to, Grid grid) {
        double columns =
                Math.abs(line.alpha()[to] - line.alpha()[to - 1]) / grid.alpha().step();
        double rows =
                Math.abs(line.beta()[to] - line.beta()[to - 1]) / grid.beta().step();
        return (int) Math.max(1, Math.min(MOST_PIECES, Math.ceil(2 * Math.max(columns, rows))));
    }

    private static double between(double[] values, int to, double share) {
        return to == 0 ? values[0] : values[to - 1] + share * (values[to] - values[to - 1]);
    }

    private static double[] column(List<double[]> points, int column) {
        return points.stream().mapToDouble(point -> point[column]).toArray();
    }
}
