package io.orograph.plane;

import io.orograph.math.NormalDraws;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two random directions, made orthogonal and scaled to the weights.
 *
 * <p>The entries are draws of N(0, 1) from {@link java.util.Random}, whose numbers are the same on every platform and Java
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

    private static final String DESCRIPTION = "two random, orthogonal";

    public RandomDirections {
        held = Set.copyOf(held);
    }

    /** Returns what a provenance says about them. */
    public Provenance description() {
        Provenance description = Provenance.NONE
                .with(Key.DIRECTIONS, DESCRIPTION)
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
        double[][] drawn = NormalDraws.vectors(seed, 2, layout.size());
        double[] first = drawn[0];
        double[] second = drawn[1];
        for (Parameter parameter : layout.parameters()) {
            if (staysAsItIs(parameter)) {
                Arrays.fill(first, parameter.offset(), parameter.end(), 0);
                Arrays.fill(second, parameter.offset(), parameter.end(), 0);
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

    /** Returns the directions that a provenance says a plane is along; empty if that is along others. */
    public static Optional<RandomDirections> described(Provenance provenance) {
        Optional<Normalization> scaled = Arrays.stream(Normalization.values())
                .filter(each -> each.label().equals(provenance.text(Key.NORMALIZATION)))
                .findFirst();
        if (scaled.isEmpty() || !provenance.text(Key.DIRECTIONS).equals(DESCRIPTION)) {
            return Optional.empty();
        }
        Set<String> stay = provenance.get(Key.HELD).orElse(List.of()).stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        return Optional.of(new RandomDirections(
                scaled.get(),
                provenance.get(Key.INCLUDE_BIAS).orElse(false),
                provenance.get(Key.SEED).orElse(0L),
                stay));
    }

    /** Returns the same with another seed. */
    public RandomDirections withSeed(long other) {
        return new RandomDirections(normalization, includeBias, other, held);
    }

    /**
     * Returns the root mean square of each entry of such a direction over all seeds, s: the directions are s times ones
     * that prefer no axis, E[ddᵀ] = diag(s²). 0 for what does not move.
     */
    public double[] scale(ParameterLayout layout, double[] origin) {
        double[] scale = new double[layout.size()];
        Arrays.fill(scale, 1);
        for (Parameter parameter : layout.parameters()) {
            if (staysAsItIs(parameter)) {
                Arrays.fill(scale, parameter.offset(), parameter.end(), 0);
            }
        }
        if (normalization == Normalization.FILTER || normalization == Normalization.LAYER) {
            groups(layout).forEach(group -> group.scale(scale, group.norm(origin) / Math.sqrt(group.size())));
        }
        return scale;
    }

    private boolean staysAsItIs(Parameter parameter) {
        return held.contains(parameter.name()) || parameter.isBiasOrNorm() && !includeBias;
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
