package io.orograph.task;

/** Hears how far long work is. Called from the working threads: quick, and safe to call from several at once. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * Reports the progress of the work.
     *
     * @param done units finished
     * @param total units in all
     */
    void progress(long done, long total);
}
