package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientPartsTest {

    /** Whatever the cut, each sample counts once, and every part lies in its tile. */
    @ParameterizedTest
    @CsvSource({"1437,1437,8", "333,333,5", "500,500,7", "100,100,1", "1,1,1", "1000,334,2", "7300,365,1", "1000,501,4"
    })
    void everySampleCountsOnce(int samples, int tileSize, int perTile) {
        Tiling tiling = new Tiling(samples, tileSize);
        GradientParts parts = GradientParts.of(tiling, true);
        assertThat(parts.perTile()).isEqualTo(perTile);
        int[] counted = new int[samples];
        for (int part = 0; part < parts.count(); part++) {
            int start = parts.start(part);
            assertThat(start).isBetween(0, parts.from(part));
            assertThat(start + parts.size()).isLessThanOrEqualTo(tileSize);
            for (int i = parts.from(part); i < parts.to(part); i++) {
                assertThat(i).isLessThan(start + parts.size());
                counted[tiling.from(parts.tile(part)) + i]++;
            }
        }
        assertThat(counted).containsOnly(1);
    }

    @ParameterizedTest
    @CsvSource({"1437,1437", "1437,64"})
    void aFixedBatchIsNotCut(int samples, int tileSize) {
        GradientParts parts = GradientParts.of(new Tiling(samples, tileSize), false);
        assertThat(parts.perTile()).isOne();
        assertThat(parts.size()).isEqualTo(tileSize);
    }
}
