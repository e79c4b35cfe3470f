package io.orograph.network;

import java.util.ArrayList;
import java.util.List;

/** Which computed values are read for the last time by which node; a view keeps the value under it alive. */
final class Liveness {

    private final List<List<Integer>> lastRead = new ArrayList<>();

    Liveness(Network network, int output) {
        int[] root = new int[network.values().size()];
        int[] last = new int[root.length];
        boolean[] computed = new boolean[root.length];
        for (int value = 0; value < root.length; value++) {
            root[value] = value;
        }
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            for (int value : node.outputs()) {
                if (value >= 0) {
                    boolean view = node.operator().isView();
                    root[value] = view ? root[node.inputs().get(0)] : value;
                    computed[value] = !view;
                    last[root[value]] = i;
                }
            }
            for (int value : node.inputs()) {
                if (value >= 0) {
                    last[root[value]] = i;
                }
            }
        }
        network.nodes().forEach(node -> lastRead.add(new ArrayList<>()));
        for (int value = 0; value < root.length; value++) {
            if (computed[value] && value != root[output]) {
                lastRead.get(last[value]).add(value);
            }
        }
    }

    /** The values that no node after this one reads. */
    List<Integer> lastReadBy(int node) {
        return lastRead.get(node);
    }
}
