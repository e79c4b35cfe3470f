package io.orograph.ui.task;

import io.orograph.study.Experiment;
import java.io.IOException;
import java.util.function.Supplier;

/** Keeps what the studies of the window have computed for when the program does not end as it should. */
public interface StudyKeeper {

    /** Keeps nothing. */
    StudyKeeper NONE = new StudyKeeper() {
        @Override
        public <R> R keep(Experiment subject, Supplier<StudyWords> words, Work<R> work) throws IOException {
            return work.run(subject);
        }
    };

    /** A study that is run in the background. */
    @FunctionalInterface
    interface Work<R> {
        /**
         * Runs it.
         *
         * @param subject asked in place of the open experiment: its studies keep what they have
         */
        R run(Experiment subject) throws IOException;
    }

    /**
     * Runs a study that is kept while it goes on and until another of its kind begins, and that goes on from what was left
     * where that is asked for. Called in the background.
     *
     * @param words which question it is; asked now and then, from any thread, since more may be asked of it
     */
    <R> R keep(Experiment subject, Supplier<StudyWords> words, Work<R> work) throws IOException;

    /** Tells whether a study that took so long is left for the next start when the window is closed. */
    default boolean leaves(double seconds) {
        return false;
    }
}
