package io.orograph.study;

import io.orograph.math.Vectors;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Extent;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.Section;
import io.orograph.plane.WeightSeries;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.Optional;

/**
 * In which plane a training moves that still runs: that of the two principal directions of its path so far, through where it
 * began. Its axes are turned, and one of them mirrored if need be, to lie as near as they can to those of the plane that was
 * shown before (orthogonal Procrustes), so that what is seen does not jump; they are therefore not the first and the second
 * principal direction, though they span the same plane. No loss is taken along the path.
 *
 * @param series the path so far
 * @param before the plane that was fitted before; empty for the first
 */
public record FollowedPath(WeightSeries series, Optional<Plane> before) implements Study<StudyListener, FoundSection> {

    /** Room for where it goes next, as a share of the way so far on each side. */
    private static final double ROOM = 0.25;

    @Override
    public FoundSection run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        WeightSeries some = ThinnedSeries.of(series);
        Plane principal =
                Trajectory.directions(some, experiment, listener, cancel).plane();
        double[] origin = series.read(0, 0, experiment.layout().size());
        Plane near = before.map(old -> turned(principal, old.of(experiment.layout())))
                .orElse(principal);
        Plane laid = new Plane(principal.layout(), origin, near.first(), near.second());
        Plane plane = Trajectory.evaluated(laid, series, StatisticsPolicy.OWN, experiment);
        Provenance description = Provenance.NONE
                .with(Key.DIRECTIONS, "principal directions of a training so far, turned to those of before")
                .with(Key.ORIGIN, series.name(0))
                .with(Key.BATCH_NORM, BatchNormWords.along(StatisticsPolicy.OWN, series, experiment));
        String title = "Plane of the path up to " + series.name(series.size() - 1);
        Section section = Section.of(title, description, plane);
        return new FoundSection(
                new Section(
                        section.title(),
                        description,
                        section.plane(),
                        Optional.of(extent(laid, some)),
                        Optional.empty()),
                Command.NONE);
    }

    /** Returns the plane along two orthogonal directions in the same plane that are nearest to the others. */
    static Plane turned(Plane plane, Plane other) {
        double[] d1 = plane.first();
        double[] d2 = plane.second();
        double[] o1 = other.first().clone();
        double[] o2 = other.second().clone();
        Vectors.normalize(o1);
        Vectors.normalize(o2);
        double m11 = Vectors.dot(d1, o1);
        double m12 = Vectors.dot(d1, o2);
        double m21 = Vectors.dot(d2, o1);
        double m22 = Vectors.dot(d2, o2);
        // The trace of RᵀM is largest over rotations at the first angle, over reflections at the second.
        double rotation = Math.hypot(m11 + m22, m21 - m12);
        double reflection = Math.hypot(m11 - m22, m21 + m12);
        boolean mirrored = reflection > rotation;
        double angle = mirrored ? Math.atan2(m21 + m12, m11 - m22) : Math.atan2(m21 - m12, m11 + m22);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        int sign = mirrored ? -1 : 1;
        return new Plane(
                plane.layout(), plane.origin(), combined(d1, cos, d2, sin), combined(d1, -sign * sin, d2, sign * cos));
    }

    private static double[] combined(double[] d1, double a, double[] d2, double b) {
        double[] sum = new double[d1.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a * d1[i] + b * d2[i];
        }
        return sum;
    }

    private static Extent extent(Plane plane, WeightSeries series) throws IOException {
        double[] alphas = new double[series.size()];
        double[] betas = new double[series.size()];
        for (int i = 0; i < alphas.length; i++) {
            PlaneCoordinates place =
                    PlaneCoordinates.of(plane, series.read(i, 0, plane.layout().size()));
            alphas[i] = place.alpha();
            betas[i] = place.beta();
        }
        return Extent.of(alphas, betas).widened(ROOM);
    }
}
