package io.orograph.study;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import java.util.Optional;

/** Compares how many classes the data name with how many outputs a network has for them. */
final class ClassCount {

    private ClassCount() {}

    /** Returns a sentence where the two differ; empty where they agree, or one of them is not known. */
    static Optional<String> notice(Dataset data, Network network) {
        long[] output = network.outputs().get(0).shape();
        int named = data.classes().size();
        if (named == 0 || output.length != 2 || output[1] == Shape.FREE) {
            return Optional.empty();
        }
        // A single output tells two classes apart.
        long told = output[1] == 1 ? 2 : output[1];
        return named == told
                ? Optional.empty()
                : Optional.of("The data name " + named + (named == 1 ? " class" : " classes")
                        + ", but the network tells " + told
                        + " apart: the numbers may not mean the same; give the names of all with --classes.");
    }
}
