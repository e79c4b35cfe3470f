package io.orograph.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {

    private final Kept kept = new Kept();
    private final AtomicInteger computed = new AtomicInteger();

    private double[] counted(double... values) {
        computed.incrementAndGet();
        return values;
    }

    @Test
    void aUnitIsComputedOnce() {
        for (int i = 0; i < 2; i++) {
            assertThat(kept.unit("cells", 3, () -> counted(1, Double.NaN))).containsExactly(1, Double.NaN);
        }
        assertThat(computed).hasValue(1);
        assertThat(kept.within("other").find("cells", 3)).isEmpty();
        assertThat(kept.tables().get("cells").numbers()).containsExactly(3);
    }

    @Test
    void nothingIsKeptWhereNothingIsToBe() {
        Kept.NOTHING.put("cells", 0, new double[] {1});
        assertThat(Kept.NOTHING.find("cells", 0)).isEmpty();
        assertThat(Kept.NOTHING.tables()).isEmpty();
    }

    /** Digests that differ in the upper half or the lower half only are told apart. */
    @Test
    void aMemoIsFoundByAllBitsOfItsDigest() {
        long[] digests = {1, 1L << 40, -1, Long.MIN_VALUE, 0xFFFFFFFFL};
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < digests.length; i++) {
                int value = i;
                assertThat(kept.memo("losses", digests[i], () -> counted(value)))
                        .containsExactly(value);
            }
        }
        assertThat(computed).hasValue(digests.length);
        assertThat(Kept.digest(new double[] {0.0})).isNotEqualTo(Kept.digest(new double[] {-0.0}));
        assertThat(Kept.digest(new double[] {1}, new double[] {2})).isNotEqualTo(Kept.digest(new double[] {1, 2}));
    }

    @Test
    void aPartForgetsWhatItWasMadeOf() {
        double[] found = kept.part("search", 0, () -> {
            assertThat(kept.memo("gradients", 7, () -> counted(5))).containsExactly(5);
            assertThat(kept.tables()).containsOnlyKeys("search/0/gradients");
            return kept.aside(() -> kept.part("trace", 0, () -> counted(9)));
        });
        assertThat(found).containsExactly(9);
        assertThat(kept.tables()).containsOnlyKeys("search", "trace");
        kept.part("search", 0, () -> counted());
        assertThat(computed).hasValue(2);
    }
}
