package io.orograph.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The lifetimes of a plan's values, by which memory is used again. A view lies on the memory of its input; the output
 * of an operator that works in place takes over that of its input if nobody reads the input afterwards. A memory is
 * free again after the last node that reads any of the values on it. That holds for what every run computes anew, and for
 * weights on their way to others: they run before the general nodes, each with all that it reads of them.
 */
final class Liveness {

    private final Network network;
    private final Dependences dependences;
    private final int[] place;
    private final int[] last;
    private final boolean[] computed;
    private final boolean[] kept;
    private final boolean[] isRewritten;
    private final boolean[] inPlace;
    private final List<List<Integer>> lastRead = new ArrayList<>();

    /**
     * Finds the lifetimes of a plan's values.
     *
     * @param output the value that must outlive the last node
     * @param dependences only general values, and weights that only weights are made of, give up their memory; values affine
     *     in θ are written anew before every run and may be taken over in place
     * @param keepsWeights whether all weights keep theirs, since parts of the nodes are run by themselves
     */
    Liveness(Network network, int output, Dependences dependences, boolean keepsWeights) {
        this.network = network;
        this.dependences = dependences;
        int values = network.values().size();
        place = new int[values];
        last = new int[values];
        computed = new boolean[values];
        inPlace = new boolean[network.nodes().size()];
        kept = new boolean[values];
        isRewritten = new boolean[values];
        for (int value = 0; value < values; value++) {
            place[value] = value;
        }
        place();
        keepRead(output, keepsWeights);
        last[place(output)] = Integer.MAX_VALUE;
        for (int i = 0; i < inPlace.length; i++) {
            takeOver(i);
        }
        network.nodes().forEach(node -> lastRead.add(new ArrayList<>()));
        for (int value = 0; value < values; value++) {
            boolean ends = last[value] != Integer.MAX_VALUE && place[value] == value;
            if (computed[value] && ends && !kept[value]) {
                lastRead.get(last[value]).add(value);
            }
        }
    }

    private void place() {
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            boolean view = node.operator().isView();
            for (int value : node.outputs()) {
                if (value >= 0) {
                    place[value] = view ? place[node.inputs().get(0)] : value;
                    computed[value] = !view;
                    kept[value] = !view && !givesUpMemory(dependences.group(i));
                    isRewritten[value] = dependences.group(i) == Dependences.Group.GENERAL
                            || dependences.group(i) == Dependences.Group.AFFINE;
                    last[place[value]] = i;
                }
            }
            for (int value : node.inputs()) {
                if (value >= 0) {
                    last[place[value]] = i;
                }
            }
        }
    }

    /** Keeps the weights that other nodes read, or whoever reads the output. */
    private void keepRead(int output, boolean keepsWeights) {
        for (int i = 0; i < network.nodes().size(); i++) {
            if (keepsWeights || dependences.group(i) != Dependences.Group.WEIGHTS) {
                for (int value : network.nodes().get(i).inputs()) {
                    keepWeights(value);
                }
            }
        }
        keepWeights(output);
    }

    private void keepWeights(int value) {
        if (value >= 0 && !isRewritten[place[value]]) {
            kept[place[value]] = true;
        }
    }

    private void takeOver(int index) {
        Network.Node node = network.nodes().get(index);
        if (!node.operator().isInPlace() || dependences.group(index) != Dependences.Group.GENERAL) {
            return;
        }
        int from = place(node.inputs().get(0));
        int to = node.outputs().get(0);
        if (computed[from] && isRewritten[from] && last[from] == index) {
            inPlace[index] = true;
            place[to] = from;
            last[from] = last[to];
        }
    }

    private static boolean givesUpMemory(Dependences.Group group) {
        return group == Dependences.Group.GENERAL || group == Dependences.Group.WEIGHTS;
    }

    private int place(int value) {
        int at = value;
        while (place[at] != at) {
            at = place[at];
        }
        return at;
    }

    /** Tells whether the node's output takes over the memory of its first input. */
    boolean isInPlace(int node) {
        return inPlace[node];
    }

    /** Tells whether the memory of a value that a node computes stays its own. */
    boolean isKept(int value) {
        return kept[value];
    }

    /** Returns the values whose memory no node after this one reads. */
    List<Integer> lastReadBy(int node) {
        return lastRead.get(node);
    }
}
