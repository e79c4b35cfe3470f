package io.orograph.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.task.CancelToken;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of one kind of work only the newest request counts. The test runs the background itself. */
@NeedsDisplay
class LatestTaskTest {

    private final HandRunBackground background = new HandRunBackground();
    private final List<String> published = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final LatestTask<String> task =
            Fx.get(() -> new LatestTask<>(background, published::add, failures::add, discarded::add));

    @BeforeAll
    static void startJavaFx() {
        Fx.start();
    }

    private void start(LatestTask.Work<String> work) {
        Fx.run(() -> task.start(work));
    }

    /** Runs what waits, here, and lets JavaFX hear of it. */
    private void runBackground() {
        background.runAll();
        Fx.run(() -> {});
    }

    @Test
    void publishesAResultOnce() {
        start((cancel, progress) -> "first");
        assertThat(task.runningProperty().get()).isTrue();
        runBackground();
        Fx.await("it is published", () -> published.equals(List.of("first")));
        assertThat(task.runningProperty().get()).isFalse();
        assertThat(task.progressProperty().get()).isEqualTo(-1);
        assertThat(discarded).isEmpty();
    }

    @Test
    void aNewRequestCancelsTheOldOneAndDropsItsResult() {
        List<CancelToken> tokens = new ArrayList<>();
        start((cancel, progress) -> {
            tokens.add(cancel);
            return "old";
        });
        start((cancel, progress) -> {
            tokens.add(cancel);
            return "new";
        });
        runBackground();
        Fx.await("the new one is published", () -> published.equals(List.of("new")));
        Fx.await("the old one is given back", () -> discarded.equals(List.of("old")));
        assertThat(tokens.get(0).isCancelled()).isTrue();
        assertThat(tokens.get(1).isCancelled()).isFalse();
    }

    @Test
    void whatIsDroppedIsOverAtOnce() {
        start((cancel, progress) -> "dropped");
        Fx.run(task::drop);
        assertThat(task.runningProperty().get()).isFalse();
        runBackground();
        Fx.await("its result is given back", () -> discarded.equals(List.of("dropped")));
        assertThat(published).isEmpty();
    }

    @Test
    void onlyTheNewestFailureIsReportedAndACancellationIsNone() {
        start((cancel, progress) -> {
            throw new IOException("an old failure");
        });
        start((cancel, progress) -> {
            throw new IOException("a failure");
        });
        runBackground();
        Fx.await("it is reported", () -> failures.size() == 1);
        assertThat(failures.get(0)).hasMessage("a failure");
        start((cancel, progress) -> {
            throw new CancellationException();
        });
        runBackground();
        Fx.await("it is over", () -> !task.runningProperty().get());
        assertThat(failures).hasSize(1);
    }

    @Test
    void startsOnceWhenRequestsComeToRest() {
        AtomicInteger asked = new AtomicInteger();
        Fx.run(() -> {
            for (int i = 0; i < 5; i++) {
                String name = "request " + i;
                task.startWhenAtRest(() -> {
                    asked.incrementAndGet();
                    return (cancel, progress) -> name;
                });
            }
            assertThat(task.runningProperty().get()).isFalse();
        });
        Fx.await("it starts", () -> task.runningProperty().get());
        runBackground();
        Fx.await("the last one is published", () -> published.equals(List.of("request 4")));
        assertThat(asked).hasValue(1);
    }

    @Test
    void progressIsSeenFromOutside() {
        start((cancel, progress) -> {
            progress.progress(1, 4);
            return "";
        });
        List<Number> seen = new ArrayList<>();
        Fx.run(() -> task.progressProperty().addListener((property, old, now) -> seen.add(now)));
        runBackground();
        Fx.await("it is over", () -> !task.runningProperty().get());
        assertThat(seen).contains(0.25);
    }
}
