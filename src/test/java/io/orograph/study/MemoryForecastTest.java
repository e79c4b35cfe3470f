package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.NativeMemory;
import io.orograph.objective.PlannedMemory;
import io.orograph.task.NotEnoughMemoryException;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {

    /** A forecast of shares of what is left. */
    private static MemoryForecast of(double share, int workers) {
        long left = NativeMemory.budget() - NativeMemory.used();
        return new MemoryForecast(
                "The curvature", 25_000_000, 50_000, new PlannedMemory(0, (long) (share * left), workers));
    }

    @Test
    void whatIsSmallIsNotSpokenOf() {
        assertThat(of(0.2, 2).require()).isEmpty();
    }

    @Test
    void muchIsSaid() {
        assertThat(of(0.3, 2).require().orElseThrow())
                .startsWith("The curvature over 25,000,000 parameters on 50,000 samples takes about ")
                .contains(" GB beside Java's heap in 2 workers, of ")
                .endsWith(" GB that are there.");
    }

    @Test
    void gradientsDoWithAsManyWorkersAsFit() {
        assertThat(of(0.2, 2).workersThatFit()).isEqualTo(2);
        assertThat(of(0.4, 4).workersThatFit()).isEqualTo(2);
        assertThat(of(0.4, 4).notice().orElseThrow())
                .contains(" GB beside Java's heap in 4 workers, of ")
                .endsWith(" GB that are there: it runs in 2 workers.");
        assertThatThrownBy(() -> of(1.5, 2).workersThatFit())
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("are there; give the program more memory (packaging/run --memory ");
    }

    @Test
    void moreThanThereIsIsRefusedWithWhatWouldFit() {
        assertThatThrownBy(() -> of(0.6, 2).require())
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining(
                        "are there; use --workers 1, or give the program more memory (packaging/run --memory ");
        assertThatThrownBy(() -> of(1.5, 1).require())
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("are there; give the program more memory (packaging/run --memory ");
    }
}
