package io.orograph.ui.surface;

import io.orograph.plot.AxisTitles;
import io.orograph.plot.Quantity;
import io.orograph.plot.Tick;
import io.orograph.provenance.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;

/**
 * The edge of the box at which an axis is labelled, as it appears in a view. Edges are chosen by where they appear
 * alone, so the same place always gives the same labels: for α and β the lowest level edge, for the loss the
 * leftmost upright edge. They change over where two edges appear equally well placed.
 *
 * @param title of the axis
 * @param places the ticks' places on the screen
 * @param labels the ticks' texts
 * @param middle of the edge on the screen
 * @param outX direction on the screen from the edge away from the box, of length 1
 * @param outY the same downwards
 * @param length of the edge on the screen
 */
record AxisEdge(
        String title,
        List<Point2D> places,
        List<String> labels,
        Point2D middle,
        double outX,
        double outY,
        double length) {

    /**
     * The amount by which an edge counts as lower that appears a pixel further aside, so that views along an axis have
     * no tie: to the right, away from the loss axis; from above, where there is none, to the left as on the heatmap.
     */
    private static final double ASIDE = 0.12;

    /** Degrees of elevation from which the loss axis is seen too much end on. */
    private static final double FROM_ABOVE = 70;

    /** A floor axis that appears this much shorter than the other is seen nearly end on, and is not labelled. */
    private static final double SHORTEST_RATIO = 0.25;

    /** Returns the edges to label: α, the loss, β, but for those that are seen nearly end on. */
    static List<AxisEdge> of(SurfaceGeometry geometry, Projection projection) {
        SurfaceBox box = geometry.box();
        Provenance provenance = geometry.landscape().provenance();
        String shown = Quantity.of(geometry.landscape()).shortName();
        String loss = geometry.scale().logarithmic() ? shown + " (log)" : shown;
        AxisEdge alpha = level(
                projection,
                AxisTitles.alpha(provenance, "α"),
                SurfaceGeometry.ticks(box.grid().alpha()),
                true);
        AxisEdge beta = level(
                projection,
                AxisTitles.beta(provenance, "β"),
                SurfaceGeometry.ticks(box.grid().beta()),
                false);
        List<AxisEdge> edges = new ArrayList<>();
        if (alpha.length >= SHORTEST_RATIO * beta.length) {
            edges.add(alpha);
        }
        if (projection.orbit().elevation() < FROM_ABOVE) {
            edges.add(upright(projection, loss, geometry));
        }
        if (beta.length >= SHORTEST_RATIO * alpha.length) {
            edges.add(beta);
        }
        return edges;
    }

    private static AxisEdge level(Projection projection, String title, List<Tick> ticks, boolean alongX) {
        SurfaceBox box = projection.box();
        double half = alongX ? box.halfZ() : box.halfX();
        double end = alongX ? box.halfX() : box.halfZ();
        Point3D lowest = null;
        for (double y : new double[] {0, box.top()}) {
            for (double side : new double[] {-half, half}) {
                Point3D middle = alongX ? new Point3D(0, y, side) : new Point3D(side, y, 0);
                if (lowest == null || lowness(projection, middle) > lowness(projection, lowest)) {
                    lowest = middle;
                }
            }
        }
        Point3D middle = lowest;
        DoubleFunction<Point3D> place = s -> alongX ? middle.add(s, 0, 0) : middle.add(0, 0, s);
        List<Point3D> places = new ArrayList<>();
        for (Tick tick : ticks) {
            places.add(place.apply(alongX ? box.x(tick.value()) : box.z(tick.value())));
        }
        return project(projection, title, ticks, places, place.apply(-end), place.apply(end));
    }

    private static double lowness(Projection projection, Point3D point) {
        Point2D screen = projection.screen(point);
        double aside = projection.orbit().elevation() < FROM_ABOVE ? ASIDE : -ASIDE;
        return screen.getY() + aside * screen.getX();
    }

    private static AxisEdge upright(Projection projection, String title, SurfaceGeometry geometry) {
        SurfaceBox box = projection.box();
        Point3D leftmost = box.corners().stream()
                .filter(corner -> corner.getY() == 0)
                .min(Comparator.comparingDouble(
                        corner -> projection.screen(corner).getX()))
                .orElseThrow();
        List<Tick> ticks = geometry.lossTicks();
        List<Point3D> places = new ArrayList<>();
        for (Tick tick : ticks) {
            double y = box.y(geometry.scale().share(tick.value()));
            places.add(new Point3D(leftmost.getX(), y, leftmost.getZ()));
        }
        Point3D lowest = new Point3D(leftmost.getX(), box.y(0), leftmost.getZ());
        Point3D highest = new Point3D(leftmost.getX(), box.top(), leftmost.getZ());
        return project(projection, title, ticks, places, lowest, highest);
    }

    private static AxisEdge project(
            Projection projection, String title, List<Tick> ticks, List<Point3D> places, Point3D from, Point3D to) {
        SurfaceBox box = projection.box();
        Point2D start = projection.screen(from);
        Point2D end = projection.screen(to);
        Point2D middle = projection.screen(from.midpoint(to));
        Point2D center = projection.screen(new Point3D(0, box.middleY(), 0));
        Point2D along = end.subtract(start);
        double length = along.magnitude();
        double outX = length == 0 ? 0 : along.getY() / length;
        double outY = length == 0 ? 1 : -along.getX() / length;
        Point2D inwards = center.subtract(middle);
        if (outX * inwards.getX() + outY * inwards.getY() > 0) {
            outX = -outX;
            outY = -outY;
        }
        return new AxisEdge(
                title,
                places.stream().map(projection::screen).toList(),
                ticks.stream().map(Tick::label).toList(),
                middle,
                outX,
                outY,
                length);
    }
}
