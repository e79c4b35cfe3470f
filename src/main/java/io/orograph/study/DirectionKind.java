package io.orograph.study;

import io.orograph.choice.Named;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.ComputedDirections;
import io.orograph.plane.GradientDirections;
import io.orograph.plane.GradientPca;
import io.orograph.plane.HessianDirections;
import io.orograph.plane.RandomDirections;
import java.util.List;
import java.util.Optional;

/**
 * How the two directions of a plane through θ₀ come about, as a person chooses it. One more is a class that implements
 * {@link ComputedDirections} and a line in the list behind {@link #all}.
 *
 * @param label the name on the command line and in exports
 * @param title the name in a list of choices
 * @param description which directions they are, a clause without its stop
 * @param hasRandomPart whether another seed gives another plane
 * @param computation computes them from the loss at θ₀; empty if they are drawn
 */
public record DirectionKind(
        String label, String title, String description, boolean hasRandomPart, Optional<ComputedDirections> computation)
        implements Named {

    public static final DirectionKind RANDOM = new DirectionKind(
            "random",
            "Random",
            "Two random directions, orthogonal, scaled as the normalisation says",
            true,
            Optional.empty());
    public static final DirectionKind HESSIAN = computed(
            "hessian",
            "Hessian, top two",
            "Eigenvectors of the two largest eigenvalues of the Hessian: the loss bends most along them",
            new HessianDirections(false));
    public static final DirectionKind HESSIAN_EXTREMES = computed(
            "hessian-extremes",
            "Hessian, largest and smallest",
            "Eigenvectors of the largest and the smallest eigenvalue of the Hessian: shows a saddle if there is one",
            new HessianDirections(true));
    public static final DirectionKind GRADIENT = new DirectionKind(
            "gradient",
            "Gradient",
            "Steepest descent along α, and a random direction across it",
            true,
            Optional.of(new GradientDirections()));
    public static final DirectionKind GRADIENT_PCA = computed(
            "gradient-pca",
            "Gradient PCA",
            "The two directions in which the gradients of batches differ most: training spreads along them",
            new GradientPca());

    private static final List<DirectionKind> ALL = List.of(RANDOM, HESSIAN, HESSIAN_EXTREMES, GRADIENT, GRADIENT_PCA);

    /** Returns those that come with the program, in the order of a list of choices. */
    public static List<DirectionKind> all() {
        return ALL;
    }

    private static DirectionKind computed(
            String label, String title, String description, ComputedDirections computation) {
        return new DirectionKind(label, title, description, false, Optional.of(computation));
    }

    /** Tells whether the directions are computed from the loss at θ₀, and of length 1. */
    public boolean isComputed() {
        return computation.isPresent();
    }

    /**
     * Returns the plane along directions of this kind.
     *
     * @param asked the seed, what is held, and how directions are scaled if they are drawn
     */
    public SectionSource source(RandomDirections asked, StatisticsPolicy statistics) {
        return isComputed()
                ? new Directions.Computed(this, asked.seed(), asked.held(), statistics)
                : new Directions.Random(asked, statistics);
    }

    /** Returns the label: what computes directions says nothing to a reader. */
    @Override
    public String toString() {
        return label;
    }
}
