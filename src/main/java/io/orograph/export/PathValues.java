package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.choice.Named;
import io.orograph.file.Excerpt;
import io.orograph.network.Tensor;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Weights that lie on a section, as arrays of a file and back. */
public final class PathValues {

    private static final int LONGEST_NAME = 200;

    private static final String PLACES = "path";
    private static final String RESIDUALS = "path_residual";
    private static final String LOSSES = "path_loss";
    private static final String PLANE_LOSSES = "path_plane_loss";
    private static final String NAMES = "path_names";
    private static final String KIND = "path_kind";
    private static final String TITLE = "path_title";
    private static final String EXPLAINED = "explained";

    private PathValues() {}

    /** Returns the arrays and texts of a path. */
    public static NamedValues of(PlanePath path) {
        int count = path.size();
        double[] places = new double[2 * count];
        double[] residuals = new double[count];
        double[] losses = new double[count];
        double[] planeLosses = new double[count];
        for (int t = 0; t < count; t++) {
            PlanePath.Point point = path.points().get(t);
            places[2 * t] = point.place().alpha();
            places[2 * t + 1] = point.place().beta();
            residuals[t] = point.place().residual();
            losses[t] = point.loss().loss();
            planeLosses[t] = point.planeLoss().loss();
        }
        NamedValues values = new NamedValues()
                .put(PLACES, Tensor.of(places, count, 2))
                .put(RESIDUALS, residuals)
                .put(LOSSES, losses)
                .put(PLANE_LOSSES, planeLosses);
        path.explained().ifPresent(shares -> values.put(EXPLAINED, shares));
        return values.put(
                        NAMES, path.points().stream().map(PlanePath.Point::name).collect(Collectors.joining("\n")))
                .put(KIND, path.kind().label())
                .put(TITLE, path.title());
    }

    /** Reads what {@link #of} gave; empty where a file has no such arrays, or not all of them of one length. */
    public static Optional<PlanePath> read(NpzArrays npz) throws IOException {
        for (String name : List.of(PLACES, RESIDUALS, LOSSES, PLANE_LOSSES, NAMES)) {
            if (!npz.contains(name)) {
                return Optional.empty();
            }
        }
        double[] places = npz.read(PLACES);
        double[] residuals = npz.read(RESIDUALS);
        double[] losses = npz.read(LOSSES);
        double[] planeLosses = npz.read(PLANE_LOSSES);
        String[] names = npz.readText(NAMES).split("\n", -1);
        int count = residuals.length;
        if (places.length != 2 * count || losses.length != count || planeLosses.length != count) {
            return Optional.empty();
        }
        List<PlanePath.Point> points = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            points.add(new PlanePath.Point(
                    t < names.length ? Excerpt.of(names[t], LONGEST_NAME) : "",
                    new PlaneCoordinates(places[2 * t], places[2 * t + 1], residuals[t]),
                    loss(losses[t]),
                    loss(planeLosses[t])));
        }
        PlanePath.Kind kind = npz.contains(KIND)
                ? Named.find(PlanePath.Kind.class, npz.readText(KIND)).orElse(PlanePath.Kind.TRAJECTORY)
                : PlanePath.Kind.TRAJECTORY;
        String title = npz.contains(TITLE) ? Excerpt.of(npz.readText(TITLE), LONGEST_NAME) : count + " points";
        PlanePath path = new PlanePath(kind, title, points, Optional.empty());
        return Optional.of(npz.contains(EXPLAINED) ? path.explaining(npz.read(EXPLAINED)) : path);
    }

    /** Returns an evaluation of which no more than the loss is in the file. */
    private static Evaluation loss(double loss) {
        return new Evaluation(loss, Double.NaN, Double.NaN, 0);
    }
}
