package io.orograph.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The dependences of a network's values, and so how often a node has to run: once a tile of data, once a θ, or for
 * every tile and θ.
 *
 * <p>A value is affine in θ if, the data being given, it changes by as much for the same step wherever one starts: the
 * first dense or convolution layer is, and what follows it up to the first activation. On an affine subspace θ₀ + Σ cᵢ·dᵢ such a
 * value is computed once for θ₀ and for a step along each dᵢ, and after that costs one addition a direction.
 */
public final class Dependences {

    /** The groups of nodes by when they run. */
    public enum Group {
        /** Nothing of it depends on θ: once a tile. */
        DATA,
        /** Nothing of it depends on the data: once a θ. */
        WEIGHTS,
        /** Depends on the data, and is affine in θ. */
        AFFINE,
        /** All others. */
        GENERAL
    }

    /**
     * Returns the groups whose nodes a plan computes at every point: only forward, it may keep affine values from run to run.
     *
     * @param gradients whether the plan also goes back
     */
    public static Set<Group> atEveryPoint(boolean gradients) {
        return gradients ? Set.of(Group.GENERAL, Group.AFFINE) : Set.of(Group.GENERAL);
    }

    private final boolean[] onData;
    private final boolean[] onWeights;
    private final boolean[] affine;
    private final List<Group> groups = new ArrayList<>();

    /**
     * Finds the dependences of a network's values.
     *
     * @param fixed names of parameters that do not change; their nodes count as free of θ where nothing else brings θ
     *     in
     */
    public Dependences(Network network, Set<String> fixed) {
        int values = network.values().size();
        onData = new boolean[values];
        onWeights = new boolean[values];
        affine = new boolean[values];
        network.inputs().forEach(port -> onData[network.indexOf(port.name())] = true);
        for (Parameter parameter : network.layout().parameters()) {
            int value = network.indexOf(parameter.name());
            onWeights[value] = !fixed.contains(parameter.name());
            affine[value] = true;
        }
        for (Network.Node node : network.nodes()) {
            groups.add(classify(node));
        }
    }

    private Group classify(Network.Node node) {
        boolean data = false;
        boolean weights = false;
        boolean allAffine = true;
        boolean[] moving = new boolean[node.inputs().size()];
        for (int i = 0; i < moving.length; i++) {
            int value = node.inputs().get(i);
            if (value >= 0) {
                data |= onData[value];
                moving[i] = onWeights[value];
                weights |= moving[i];
                allAffine &= !moving[i] || affine[value];
            }
        }
        boolean isAffine = weights
                && allAffine
                && (node.operator().isView() || node.operator().isAffine(moving));
        for (int value : node.outputs()) {
            if (value >= 0) {
                onData[value] = data;
                onWeights[value] = weights;
                affine[value] = isAffine;
            }
        }
        if (!weights) {
            return Group.DATA;
        }
        if (!data) {
            return Group.WEIGHTS;
        }
        return isAffine ? Group.AFFINE : Group.GENERAL;
    }

    /** Returns when the node at an index runs. */
    public Group group(int node) {
        return groups.get(node);
    }

    /** Returns the affine nodes of the network, and those that depend on θ alone and that an affine one needs. */
    BitSet forAffine(Network network) {
        BitSet nodes = new BitSet();
        Set<Integer> read = new HashSet<>();
        for (int i = groups.size() - 1; i >= 0; i--) {
            Network.Node node = network.nodes().get(i);
            boolean isRead =
                    groups.get(i) == Group.WEIGHTS && node.outputs().stream().anyMatch(read::contains);
            if (isRead || groups.get(i) == Group.AFFINE) {
                nodes.set(i);
                read.addAll(node.inputs());
            }
        }
        return nodes;
    }

    /** Tells whether a value that θ changes is affine in it, given the data. */
    boolean isAffine(int value) {
        return affine[value];
    }

    /** Tells whether θ changes a value. */
    boolean isMoving(int value) {
        return onWeights[value];
    }

    /** Tells whether a value depends on the data. */
    public boolean onData(int value) {
        return onData[value];
    }
}
