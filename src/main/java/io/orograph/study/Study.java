package io.orograph.study;

import io.orograph.task.CancelToken;
import java.io.IOException;

/**
 * One question about a network and its data: a record of settings that can be asked of any experiment. The window and
 * the command line ask the same study, so that they get the same answer.
 *
 * @param <L> what hears how far it is
 * @param <R> the answer
 */
@FunctionalInterface
public interface Study<L extends StudyListener, R> {

    /**
     * Answers it; takes long.
     *
     * @param experiment stays open until this returns; its weights are θ₀
     * @throws IOException if a file that it names cannot be read or used; the message is a sentence
     * @throws java.util.concurrent.CancellationException if cancelled, where there is nothing to keep
     */
    R run(Experiment experiment, L listener, CancelToken cancel) throws IOException;
}
