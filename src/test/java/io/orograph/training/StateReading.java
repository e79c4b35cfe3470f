package io.orograph.training;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the state of a training for tests of other packages. */
public final class StateReading {

    private StateReading() {}

    /** Reads a state whose settings are {@code sgd}. */
    public static void read(Path file) throws IOException {
        StateNpz.read(file, "sgd");
    }
}
