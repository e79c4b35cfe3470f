package io.orograph.network;

import io.orograph.choice.Named;
import java.util.Locale;

/** The kernels that a person may choose for products of matrices, convolutional layers, layer normalisations, softmax and GELU. */
public enum Kernels implements Named {
    ONEDNN("oneDNN where it loads and gains something, ND4J for the rest"),
    ND4J("ND4J for all");

    private final String description;

    Kernels(String description) {
        this.description = description;
    }

    /** Returns what is used where nobody chose. */
    public static Kernels standard() {
        return ONEDNN;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String description() {
        return description;
    }
}
