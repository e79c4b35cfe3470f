package io.orograph.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class NotEnoughMemoryExceptionTest {

    /** What needs more memory than there is as soon as it is used. */
    private static final class TooLarge {
        static final Object MEMORY = failing();

        private static Object failing() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    /** A thread that loads ahead meets the shortage first; whoever comes after it gets another error of the class. */
    @Test
    void memoryThatRanOutAtAnEarlierUseIsTheReasonStill() {
        Throwable first = catchThrowable(() -> TooLarge.MEMORY.hashCode());
        Throwable later = catchThrowable(() -> TooLarge.MEMORY.hashCode());
        assertThat(first).isInstanceOf(OutOfMemoryError.class);
        assertThat(later).isInstanceOf(NoClassDefFoundError.class);
        assertThat(NotEnoughMemoryException.isReasonOf(first)).isTrue();
        assertThat(NotEnoughMemoryException.isReasonOf(later)).isTrue();
    }

    @Test
    void otherFailuresAreNoShortageOfMemory() {
        assertThat(NotEnoughMemoryException.isReasonOf(new ExceptionInInitializerError("Exception of another kind")))
                .isFalse();
        assertThat(NotEnoughMemoryException.isReasonOf(new ExceptionInInitializerError(new IllegalStateException())))
                .isFalse();
        assertThat(NotEnoughMemoryException.isReasonOf(new NoClassDefFoundError("a/B")))
                .isFalse();
    }
}
