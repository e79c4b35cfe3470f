package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.Extent;
import io.orograph.plane.ListedWeights;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Planes that are laid through weights: their vectors, the models' places, and what is said of them. */
final class PlacedModels {

    /** Shown beyond the outermost models, as a share of their distance, so that their valleys are seen as such. */
    private static final double BEYOND = 0.15;

    private PlacedModels() {}

    /**
     * Returns the plane through three weights, evaluated by a policy.
     *
     * @throws IllegalArgumentException if they span none; the message is a clause
     */
    static Plane plane(Experiment experiment, StatisticsPolicy policy, Weights a, Weights b, Weights c) {
        return ModelPlane.through(
                        experiment.layout(policy),
                        experiment.layout().size(),
                        experiment.vector(a, policy),
                        experiment.vector(b, policy),
                        experiment.vector(c, policy))
                .with(policy);
    }

    /** Returns weights at their places, with the losses there. */
    static PlanePath path(
            PlanePath.Kind kind,
            String title,
            List<Weights> weights,
            Plane plane,
            Experiment experiment,
            StudyListener listener,
            CancelToken cancel)
            throws IOException {
        PlanePath.Weighted path = new PlanePath.Weighted(kind, title, new ListedWeights(weights));
        return PlanePath.of(path, plane, experiment.objective(), listener, cancel);
    }

    /** Returns the part of a plane that holds weights with their valleys. */
    static Extent extent(List<PlaneCoordinates> places) {
        return Extent.of(
                        places.stream().mapToDouble(PlaneCoordinates::alpha).toArray(),
                        places.stream().mapToDouble(PlaneCoordinates::beta).toArray())
                .widened(BEYOND);
    }

    /** Returns what a provenance says: the models with their digests and places, and the statistics. */
    static Provenance description(
            String directions,
            List<Weights> models,
            List<PlaneCoordinates> places,
            StatisticsPolicy policy,
            Experiment experiment) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("name", models.get(i).name());
            models.get(i).sha256().ifPresent(digest -> entries.put("sha256", digest));
            entries.put("alpha", places.get(i).alpha());
            entries.put("beta", places.get(i).beta());
            points.add(entries);
        }
        return Provenance.NONE
                .with(Key.DIRECTIONS, directions)
                .with(Key.POINTS, points)
                .with(Key.BATCH_NORM, BatchNormWords.between(policy, experiment));
    }

    /** Returns θ₀ and others, told apart by their names. */
    static List<Weights> read(
            Experiment experiment, List<OtherWeights> others, StudyListener listener, CancelToken cancel)
            throws IOException {
        listener.stage("Reading the models");
        List<Weights> models = new ArrayList<>();
        models.add(OtherWeights.shortNamed(experiment.weights()));
        for (OtherWeights other : others) {
            cancel.check();
            models.add(other.read(experiment.fileNetwork(), listener::notice));
        }
        return OtherWeights.distinct(models);
    }

    /** Returns names as in "a, b and c". */
    static String names(List<Weights> models) {
        int last = models.size() - 1;
        return models.subList(0, last).stream().map(Weights::name).collect(Collectors.joining(", ")) + " and "
                + models.get(last).name();
    }
}
