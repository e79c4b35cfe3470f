package io.orograph.study;

import io.orograph.task.ProgressListener;

/**
 * Hears how far a study is and what a person should know about it, on the threads of the study. Each study may have a
 * listener of its own that hears what is found as it is found.
 */
public interface StudyListener extends ProgressListener {

    /** Hears nothing. */
    StudyListener NONE = (done, total) -> {};

    /**
     * Tells what is being done from here on; progress begins anew.
     *
     * @param what as a title without a stop: "Evaluating the models"
     */
    default void stage(String what) {}

    /**
     * Tells something about the data, the models or the result.
     *
     * @param sentence with its stop
     */
    default void notice(String sentence) {}
}
