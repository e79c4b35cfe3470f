package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLookTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "3999, 3999", "4000, 200", "10000, 200", "60000, 1200"})
    void fewOfManyAndAllOfFew(int samples, int first) {
        assertThat(FirstLook.samples(samples)).isEqualTo(first);
    }
}
