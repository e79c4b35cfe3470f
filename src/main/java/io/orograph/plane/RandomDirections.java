package io.orograph.plane;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two random directions, made orthogonal and scaled to the weights.
 *
 * <p>The entries are draws of N(0, 1) from {@link Random}, whose numbers are the same on every platform and Java
 * version: the whole of d₁ first, then the whole of d₂, in the order of θ. A held parameter or a left-out bias uses up
 * its draws, so that holding a layer does not change the others' directions.
 *
 * <p>d₂ is made orthogonal to d₁ inside each group that is scaled by itself (filter, tensor or all): scaling then keeps
 * both d₁ ⟂ d₂ and the norms exact. (The published code divides by ‖d‖ + 10⁻¹⁰ for fear of a zero, which leaves
 * the norms exact to 10⁻¹⁰ at best; here a direction that is zero in a group stays so.) A group of one number
 * cannot be orthogonal; {@link Plane#cosine} tells what is left.
 *
 * @param normalization how the directions are scaled
 * @param includeBias whether tensors of at most one axis (biases, normalisation scales and shifts) move too
 * @param seed of the draws
 * @param held names of parameters that do not move
 */
public record RandomDirections(Normalization normalization, boolean includeBias, long seed, Set<String> held) {

    /** The directions of a person who asks for nothing else. */
    public static final RandomDirections DEFAULT = new RandomDirections(Normalization.FILTER, false, 0, Set.of());

    public RandomDirections {
        held = Set.copyOf(held);
    }

    /** Returns what a provenance says about them. */
    public Provenance description() {
        Provenance description = Provenance.NONE
                .with(Key.DIRECTIONS, "two random, orthogonal")
                .with(Key.NORMALIZATION, normalization.label())
                .with(Key.INCLUDE_BIAS, includeBias)
                .with(Key.SEED, seed);
        return held.isEmpty() ? description : description.with(Key.HELD, List.copyOf(new TreeSet<>(held)));
    }

    /** Returns the plane through θ₀ along them, with what there is to say about it. */
    public Section section(ParameterLayout layout, double[] origin) {
        return Section.of("Two random directions", description(), plane(layout, origin));
    }

    /** Returns the plane through θ₀ along the two directions. */
    public Plane plane(ParameterLayout layout, double[] origin) {
        Random random = new Random(seed);
        double[] first = draw(random, layout.size());
        double[] second = draw(random, layout.size());
        for (Parameter parameter : layout.parameters()) {
            if (held.contains(parameter.name()) || parameter.isBiasOrNorm() && !includeBias) {
                java.util.Arrays.fill(first, parameter.offset(), parameter.end(), 0);
                java.util.Arrays.fill(second, parameter.offset(), parameter.end(), 0);
            }
        }
        for (Group group : groups(layout)) {
            group.orthogonalize(first, second);
            switch (normalization) {
                case FILTER, LAYER -> {
                    double norm = group.norm(origin);
                    group.scaleTo(norm, first);
                    group.scaleTo(norm, second);
                }
                case UNIT -> {
                    group.scaleTo(1, first);
                    group.scaleTo(1, second);
                }
                case NONE -> {}
            }
        }
        return new Plane(layout, origin, first, second);
    }

    private static double[] draw(Random random, int size) {
        double[] direction = new double[size];
        for (int i = 0; i < size; i++) {
            direction[i] = random.nextGaussian();
        }
        return direction;
    }

    private List<Group> groups(ParameterLayout layout) {
        return switch (normalization) {
            case FILTER ->
                layout.parameters().stream()
                        .flatMap(parameter -> Group.filters(parameter).stream())
                        .toList();
            case LAYER -> layout.parameters().stream().map(Group::tensor).toList();
            case UNIT, NONE -> List.of(new Group(0, 1, 1, layout.size()));
        };
    }
}
