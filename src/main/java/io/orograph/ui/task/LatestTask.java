package io.orograph.ui.task;

import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.concurrent.Task;
import javafx.util.Duration;

/**
 * One kind of background work, of which only the newest request matters: a new one cancels the running one and drops
 * its result. Every method is called, and every result published, on the FX thread.
 *
 * @param <T> what the work gives
 */
public final class LatestTask<T> {

    /** How long a slider must rest before work starts for it. */
    private static final Duration REST = Duration.millis(250);

    /** Work that is run in the background. */
    @FunctionalInterface
    public interface Work<T> {
        T call(CancelToken cancel, ProgressListener progress) throws Exception;
    }

    private final Executor executor;
    private final Consumer<T> publish;
    private final Consumer<Throwable> fail;
    private final Consumer<T> discard;
    private final PauseTransition rest = new PauseTransition(REST);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private Run current;

    /**
     * @param publish takes the result of the newest request
     * @param fail takes why the newest request failed; not called when it was cancelled
     */
    public LatestTask(Executor executor, Consumer<T> publish, Consumer<Throwable> fail) {
        this(executor, publish, fail, dropped -> {});
    }

    /**
     * @param discard takes a result that came too late to be published, to free what it owns
     */
    public LatestTask(Executor executor, Consumer<T> publish, Consumer<Throwable> fail, Consumer<T> discard) {
        this.executor = executor;
        this.publish = publish;
        this.fail = fail;
        this.discard = discard;
    }

    /** Starts work and cancels what ran before, which no longer publishes. */
    public void start(Work<T> work) {
        drop();
        current = new Run(work);
        running.set(true);
        progress.bind(current.progressProperty());
        executor.execute(current);
    }

    /**
     * Starts work when no further call has come for a quarter of a second.
     *
     * @param work asked for the work at that moment, on the FX thread
     */
    public void startWhenAtRest(Supplier<Work<T>> work) {
        rest.setOnFinished(event -> start(work.get()));
        rest.playFromStart();
    }

    /** Ends the running work and what waits for a rest; neither publishes a result. */
    public void drop() {
        rest.stop();
        if (current != null) {
            current.token.cancel();
            over(current);
        }
    }

    private void over(Run run) {
        if (run == current) {
            current = null;
            progress.unbind();
            progress.set(-1);
            running.set(false);
        }
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Returns how far the running work is, 0 to 1; -1 where it is not known or nothing runs. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    private final class Run extends Task<T> {

        private final Work<T> work;
        private final CancelToken token = new CancelToken();

        Run(Work<T> work) {
            this.work = work;
        }

        @Override
        protected T call() throws Exception {
            return work.call(token, this::updateProgress);
        }

        @Override
        protected void succeeded() {
            if (this == current) {
                over(this);
                publish.accept(getValue());
            } else {
                discard.accept(getValue());
            }
        }

        @Override
        protected void failed() {
            if (this == current) {
                over(this);
                if (!(getException() instanceof CancellationException)) {
                    fail.accept(getException());
                }
            }
        }
    }
}
