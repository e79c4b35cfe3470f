package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Arrays outside of Java's heap are counted, and refused beyond the budget. */
class NativeMemoryTest {

    @Test
    void whatIsFreedIsGivenBack() {
        try (NativeArrays arrays = new NativeArrays()) {
            arrays.zeros(DataType.FLOAT, 1000, 10);
            arrays.zeros(DataType.DOUBLE, 500);
            assertThat(arrays.bytes()).isEqualTo(44_000);
            assertThat(NativeMemory.used()).isGreaterThanOrEqualTo(arrays.bytes());
        }
    }

    @Test
    void whatIsBeyondTheBudgetIsRefusedAndNotCounted() {
        long before = NativeMemory.used();
        long rows = NativeMemory.budget() / Double.BYTES / 1000 + 1;
        try (NativeArrays arrays = new NativeArrays()) {
            assertThatThrownBy(() -> arrays.zeros(DataType.DOUBLE, rows, 1000))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("MB are allowed");
            assertThat(arrays.bytes()).isZero();
        }
        assertThat(NativeMemory.used()).isLessThan(before + NativeMemory.budget());
    }
}
