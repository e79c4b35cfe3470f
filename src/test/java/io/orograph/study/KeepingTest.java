package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {

    @ParameterizedTest
    @CsvSource({"0, 1000", "10, 1000", "100, 5000", "600, 30000", "3000, 30000", "6000, 60000"})
    void itIsWrittenOftenWhereThatIsCheap(long writeMillis, long pauseMillis) {
        assertThat(Keeping.pause(Duration.ofMillis(writeMillis))).isEqualTo(Duration.ofMillis(pauseMillis));
    }
}
