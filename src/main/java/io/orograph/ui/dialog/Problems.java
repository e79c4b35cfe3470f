package io.orograph.ui.dialog;

/** Takes what went wrong, for the person to see. Called on the FX thread. */
@FunctionalInterface
public interface Problems {

    /**
     * @param what was tried, as a short title: "The model cannot be opened"
     * @param cause why not; its message is shown as the sentence if it is one
     */
    void report(String what, Throwable cause);
}
