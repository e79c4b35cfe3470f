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
    private static final String RESIDUALS = "_residual";
    private static final String LOSSES = "_loss";
    private static final String PLANE_LOSSES = "_plane_loss";
    private static final String NAMES = "_names";
    private static final String KIND = "_kind";
    private static final String TITLE = "_title";
    private static final String NUMBER = "_number";
    private static final String EXPLAINED = "explained";

    /** More paths are in no plane that can be looked at. */
    private static final int MOST = 1000;

    private PathValues() {}

    /**
     * Returns the arrays and texts of paths: those of the first by plain names, those of the second by names that begin with
     * path2, and so on.
     */
    public static NamedValues of(List<PlanePath> paths) {
        NamedValues values = new NamedValues();
        for (int i = 0; i < paths.size(); i++) {
            values.putAll(of(paths.get(i), prefix(i)));
        }
        return values;
    }

    private static String prefix(int index) {
        return index == 0 ? PLACES : PLACES + (index + 1);
    }

    private static NamedValues of(PlanePath path, String prefix) {
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
                .put(prefix, Tensor.of(places, count, 2))
                .put(prefix + RESIDUALS, residuals)
                .put(prefix + LOSSES, losses)
                .put(prefix + PLANE_LOSSES, planeLosses);
        path.explained().ifPresent(shares -> values.put(EXPLAINED, shares));
        if (path.number() != PlanePath.ALONE) {
            values.put(prefix + NUMBER, new double[] {path.number()});
        }
        return values.put(
                        prefix + NAMES,
                        path.points().stream().map(PlanePath.Point::name).collect(Collectors.joining("\n")))
                .put(prefix + KIND, path.kind().label())
                .put(prefix + TITLE, path.title());
    }

    /** Reads what {@link #of} gave; none where a file has no such arrays, or not all of them of one length. */
    public static List<PlanePath> read(NpzArrays npz) throws IOException {
        List<PlanePath> paths = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Optional<PlanePath> path = read(npz, prefix(i));
            if (path.isEmpty()) {
                break;
            }
            paths.add(path.get());
        }
        return paths;
    }

    private static Optional<PlanePath> read(NpzArrays npz, String prefix) throws IOException {
        for (String name : List.of("", RESIDUALS, LOSSES, PLANE_LOSSES, NAMES)) {
            if (!npz.contains(prefix + name)) {
                return Optional.empty();
            }
        }
        double[] places = npz.read(prefix);
        double[] residuals = npz.read(prefix + RESIDUALS);
        double[] losses = npz.read(prefix + LOSSES);
        double[] planeLosses = npz.read(prefix + PLANE_LOSSES);
        String[] names = npz.readText(prefix + NAMES).split("\n", -1);
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
        PlanePath.Kind kind = npz.contains(prefix + KIND)
                ? Named.find(PlanePath.Kind.class, npz.readText(prefix + KIND)).orElse(PlanePath.Kind.TRAJECTORY)
                : PlanePath.Kind.TRAJECTORY;
        String title = npz.contains(prefix + TITLE)
                ? Excerpt.of(npz.readText(prefix + TITLE), LONGEST_NAME)
                : count + " points";
        PlanePath path = new PlanePath(kind, title, points, Optional.empty(), number(npz, prefix));
        return Optional.of(
                prefix.equals(PLACES) && npz.contains(EXPLAINED) ? path.explaining(npz.read(EXPLAINED)) : path);
    }

    private static int number(NpzArrays npz, String prefix) throws IOException {
        if (!npz.contains(prefix + NUMBER)) {
            return PlanePath.ALONE;
        }
        double[] number = npz.read(prefix + NUMBER);
        return number.length == 1 && number[0] >= 0 && number[0] < Integer.MAX_VALUE
                ? (int) number[0]
                : PlanePath.ALONE;
    }

    /** Returns an evaluation of which no more than the loss is in the file. */
    private static Evaluation loss(double loss) {
        return new Evaluation(loss, Double.NaN, Double.NaN, 0);
    }
}
