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
        GradientParts parts = GradientParts.of(tiling, true, 1, 1);
        assertThat(parts.perTile()).isEqualTo(perTile);
        requireEachOnce(parts);
    }

    /** At most as many tiles are joined as leave eight parts. */
    @ParameterizedTest
    @CsvSource({"128,8,4,2", "1000,8,4,4", "1001,8,3,3", "1437,64,4,2", "129,8,9,2", "3000,8,64,46"})
    void tilesAreJoinedWhereThereAreMany(int samples, int tileSize, int joined, int tiles) {
        GradientParts parts = GradientParts.of(new Tiling(samples, tileSize), true, joined, 2);
        assertThat(parts.tiles()).isEqualTo(tiles);
        assertThat(parts.size()).isEqualTo(tiles * tileSize);
        requireEachOnce(parts);
    }

    /** Where none are joined, a tile is divided as often as is asked for, if the last part then begins earlier. */
    @ParameterizedTest
    @CsvSource({"1000,53,1,2,27", "64,8,4,2,4", "7,8,4,2,4", "1000,334,1,2,167", "100,100,1,2,50"})
    void tilesAreDividedWhereTheirValuesAreLarge(int samples, int tileSize, int joined, int divided, int size) {
        GradientParts parts = GradientParts.of(new Tiling(samples, tileSize), true, joined, divided);
        assertThat(parts.perTile()).isEqualTo(divided);
        assertThat(parts.size()).isEqualTo(size);
        requireEachOnce(parts);
    }

    private static void requireEachOnce(GradientParts parts) {
        Tiling tiling = parts.tiling();
        int[] counted = new int[tiling.samples()];
        for (int part = 0; part < parts.count(); part++) {
            int start = parts.start(part);
            assertThat(start).isBetween(0, parts.from(part));
            assertThat(start + parts.size()).isLessThanOrEqualTo(parts.tiles() * tiling.size());
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
        GradientParts parts = GradientParts.of(new Tiling(samples, tileSize), false, 4, 2);
        assertThat(parts.tiles()).isOne();
        assertThat(parts.perTile()).isOne();
        assertThat(parts.size()).isEqualTo(tileSize);
    }
}
