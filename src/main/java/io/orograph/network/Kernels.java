package io.orograph.network;

import java.util.Locale;

/** The kernels that a person may choose. */
public enum Kernels {
    /** oneDNN in layouts of its own where it loads and gains something, ND4J for the rest. */
    ONEDNN,
    /** ND4J for all. */
    ND4J;

    /** Returns what is used where nobody chose. */
    public static Kernels standard() {
        return ND4J;
    }

    /** Returns the name by which it is chosen. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
