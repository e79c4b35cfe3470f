package io.orograph.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsDisplay
class PolledTest {

    @BeforeAll
    static void startJavaFx() {
        Fx.start();
    }

    /** A second one serves as the clock. */
    @Test
    void looksAgainAndAgainWhileItRunsAndOnlyThen() {
        BooleanProperty running = new SimpleBooleanProperty();
        BooleanProperty clock = new SimpleBooleanProperty(true);
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger ticks = new AtomicInteger();
        Fx.run(() -> {
            Polled.during(running, looks::incrementAndGet);
            Polled.during(clock, ticks::incrementAndGet);
        });
        Fx.await("two ticks", () -> ticks.get() >= 2);
        assertThat(looks).hasValue(0);

        Fx.run(() -> running.set(true));
        Fx.await("three looks", () -> looks.get() >= 3);
        int seen = Fx.get(() -> {
            running.set(false);
            ticks.set(0);
            return looks.get();
        });
        Fx.await("three ticks", () -> ticks.get() >= 3);
        assertThat(looks).hasValue(seen);
        Fx.run(() -> clock.set(false));
    }
}
