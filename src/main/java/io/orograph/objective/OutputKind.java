package io.orograph.objective;

import io.orograph.choice.Named;
import java.util.List;

/** What the numbers are that a network gives for classes. */
public enum OutputKind implements Named {
    LOGITS("logits", "Logits"),
    PROBABILITIES("probabilities", "Probabilities"),
    LOG_PROBABILITIES("log-probabilities", "Log-probabilities");

    private final String label;
    private final String title;

    OutputKind(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** Returns all of them, in the order of a list of choices. */
    public static List<OutputKind> all() {
        return List.of(values());
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String title() {
        return title;
    }
}
