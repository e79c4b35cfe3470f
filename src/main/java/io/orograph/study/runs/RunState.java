package io.orograph.study.runs;

import java.util.Locale;

/** How far a run is. */
public enum RunState {
    /** It trains. */
    RUNNING("training"),
    /** All epochs were done. */
    DONE("done"),
    /** It was stopped before. */
    STOPPED("stopped"),
    /** Its last loss is infinite or none. */
    DIVERGED("diverged");

    private final String words;

    RunState(String words) {
        this.words = words;
    }

    /** Returns the state in a word. */
    public String words() {
        return words;
    }

    /** Returns the name in files. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
