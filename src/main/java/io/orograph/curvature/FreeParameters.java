package io.orograph.curvature;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters that may move, one after the other in a vector of their own: what a curvature is measured over while
 * the others are held.
 */
public final class FreeParameters {

    /**
     * A parameter and where its entries begin in the vector of the free ones.
     *
     * @param offset of its first entry there
     */
    public record Block(Parameter parameter, int offset) {

        public int end() {
            return offset + parameter.size();
        }
    }

    private final ParameterLayout layout;
    private final List<Block> blocks;
    private final int size;

    private FreeParameters(ParameterLayout layout, List<Parameter> free) {
        this.layout = layout;
        List<Block> placed = new ArrayList<>();
        int end = 0;
        for (Parameter parameter : free) {
            placed.add(new Block(parameter, end));
            end += parameter.size();
        }
        this.blocks = List.copyOf(placed);
        this.size = end;
    }

    /** Returns the names of the parameters that are held. */
    public Set<String> held() {
        Set<String> names = new TreeSet<>();
        layout.parameters().forEach(parameter -> names.add(parameter.name()));
        blocks.forEach(block -> names.remove(block.parameter().name()));
        return names;
    }

    /**
     * Returns all parameters but the held ones.
     *
     * @throws UndefinedCurvatureException if none is left
     */
    public static FreeParameters of(ParameterLayout layout, Set<String> held) {
        List<Parameter> free = layout.parameters().stream()
                .filter(parameter -> !held.contains(parameter.name()))
                .toList();
        if (layout.size() == 0) {
            throw new UndefinedCurvatureException(
                    "The network has no parameters, so its loss has no curvature; open a trained model.");
        }
        if (free.isEmpty()) {
            throw new UndefinedCurvatureException("All " + layout.parameters().size()
                    + " parameters are held, so no direction is left to measure the curvature in; hold fewer.");
        }
        return new FreeParameters(layout, free);
    }

    public static FreeParameters all(ParameterLayout layout) {
        return of(layout, Set.of());
    }

    /** Returns one parameter alone. */
    public FreeParameters only(Parameter parameter) {
        return new FreeParameters(layout, List.of(parameter));
    }

    public ParameterLayout layout() {
        return layout;
    }

    public List<Block> blocks() {
        return blocks;
    }

    /** Returns how many numbers may move. */
    public int size() {
        return size;
    }

    /** Returns the free entries of a vector of the whole layout. */
    public double[] restrict(double[] whole) {
        double[] free = new double[size];
        for (Block block : blocks) {
            System.arraycopy(
                    whole,
                    block.parameter().offset(),
                    free,
                    block.offset(),
                    block.parameter().size());
        }
        return free;
    }

    /** Returns a vector of the whole layout that is zero where a parameter is held. */
    public double[] embed(double[] free) {
        double[] whole = new double[layout.size()];
        for (Block block : blocks) {
            System.arraycopy(
                    free,
                    block.offset(),
                    whole,
                    block.parameter().offset(),
                    block.parameter().size());
        }
        return whole;
    }
}
