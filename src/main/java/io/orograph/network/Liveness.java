package io.orograph.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The lifetimes of a plan's values, by which memory is used again. A view lies on the memory of its input; the output
 * of an operator that works in place takes over that of its input if nobody reads the input afterwards. A memory is
 * free again after the last node that reads any of the values on it.
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
     * @param dependences only general values, which every run computes anew, give up their memory; values affine in θ
     *     are written anew before every run and may be taken over in place
     */
    Liveness(Network network, int output, Dependences dependences) {
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
                    kept[value] = !view && dependences.group(i) != Dependences.Group.GENERAL;
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

    /** Returns the values whose memory no node after this one reads. */
    List<Integer> lastReadBy(int node) {
        return lastRead.get(node);
    }
}
