package io.orograph.network;

import java.util.Arrays;

/** Which node writes each value of a network, and how often it is read, an output of the network counting as a reader. */
public final class ValueUses {

    private final int[] readers;
    private final int[] writers;

    /** Counts the uses of the values of a network. */
    public ValueUses(Network network) {
        this.readers = new int[network.values().size()];
        this.writers = new int[readers.length];
        Arrays.fill(writers, -1);
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            node.inputs().stream().filter(value -> value >= 0).forEach(value -> readers[value]++);
            for (int value : node.outputs()) {
                if (value >= 0) {
                    writers[value] = i;
                }
            }
        }
        network.outputs().forEach(port -> readers[network.indexOf(port.name())]++);
    }

    /** Returns the node that computes a value; -1 if there is none, or for no value. */
    int writer(int value) {
        return value < 0 ? -1 : writers[value];
    }

    /** Returns the node that computes a value which is read but once; -1 if there is none, or for no value. */
    public int writerForOne(int value) {
        return value >= 0 && readers[value] == 1 ? writers[value] : -1;
    }
}
