package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.task.NotEnoughMemoryException;
import org.junit.jupiter.api.Test;

/** A search for eigenvalues keeps to the memory that there is, and says so. */
class VectorMemoryTest {

    /** Parameters of which the heap holds so many vectors. */
    private static int size(int vectors) {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / Double.BYTES / vectors);
    }

    @Test
    void aSmallNetworkIsNotLimited() {
        assertThat(VectorMemory.basis(1000, 10)).isGreaterThan(Lanczos.DEFAULT_STEPS);
        assertThat(VectorMemory.notice(1000, 10, Lanczos.DEFAULT_STEPS)).isEmpty();
        assertThatCode(() -> VectorMemory.require(1000, 10)).doesNotThrowAnyException();
    }

    @Test
    void aLargeOneHasAShareOrWhatIsLeft() {
        assertThat(VectorMemory.basis(size(200), 10)).isEqualTo(80);
        assertThat(VectorMemory.basis(size(40), 10)).isBetween(13, 14);
        assertThat(VectorMemory.notice(size(200), 10, Lanczos.DEFAULT_STEPS))
                .hasValueSatisfying(said -> assertThat(said).startsWith("The memory holds 80 vectors"));
    }

    @Test
    void whatDoesNotFitAtAllIsRefusedBefore() {
        assertThatThrownBy(() -> VectorMemory.require(size(20), 10))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("packaging/run --memory")
                .hasMessageContaining("--hold");
    }
}
