package io.orograph.plane;

import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * A plane through weight space with what there is to know about it: what it is called, how it came about, which part of
 * it is worth seeing, and the models or the path that lie on it.
 *
 * @param title what it is, for the person: "Plane through a, b and c"
 * @param description how its directions came about: entries of a result's provenance
 * @param plane its vectors; empty for a section that was read from a file of results, which has none
 * @param extent the part of it that holds what it was laid through; empty where every part is as good, around the origin
 * @param paths the models, or the path of weights, or the paths of several trainings that lie on it; none if none do
 */
public record Section(
        String title, Provenance description, Optional<Plane> plane, Optional<Extent> extent, List<PlanePath> paths) {

    public Section {
        paths = List.copyOf(paths);
    }

    /** Makes a section with one path, or none. */
    public Section(
            String title,
            Provenance description,
            Optional<Plane> plane,
            Optional<Extent> extent,
            Optional<PlanePath> path) {
        this(title, description, plane, extent, path.stream().toList());
    }

    /** Makes a section of a plane that was not laid through anything. */
    public static Section of(String title, Provenance description, Plane plane) {
        return new Section(title, description, Optional.of(plane), Optional.empty(), List.of());
    }

    /** Returns the same over another plane, such as one that is evaluated with other statistics. */
    public Section over(Plane other) {
        return new Section(title, description, Optional.of(other), extent, paths);
    }

    /** Returns the same with more said about it. */
    public Section describing(Provenance more) {
        return new Section(title, description.and(more), plane, extent, paths);
    }

    /** Returns the same with what lies on it, and the part that holds it. */
    public Section through(PlanePath models, Extent part) {
        return through(List.of(models), part);
    }

    /** Returns the same with several paths on it, and the part that holds them. */
    public Section through(List<PlanePath> several, Extent part) {
        return new Section(title, description, plane, Optional.of(part), several);
    }

    /** Returns the models, or the first path that lies on it; empty if nothing does. */
    public Optional<PlanePath> path() {
        return paths.stream().findFirst();
    }

    /** Returns what the weights at α = β = 0 are called: θ₀, or by their name where they are others. */
    public String origin() {
        return description.get(Key.ORIGIN).orElse("θ₀");
    }

    /** Tells whether α = β = 0 is θ₀. */
    public boolean isAroundTheta() {
        return description.get(Key.ORIGIN).isEmpty();
    }

    /**
     * Returns the vectors.
     *
     * @throws IllegalStateException if it was read from a file of results
     */
    public Plane vectors() {
        return plane.orElseThrow(() -> new IllegalStateException(title + " was read from a file, without its vectors"));
    }
}
