package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.OpeningLimits;
import io.orograph.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of Parquet with changed bytes open or are refused, within the limits of time and memory. */
class MutatedParquetTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 700);
    private static final long SEED = Long.getLong("mutation.seed", 862);

    /** Numbers of many bits, as the lengths of runs are where they are wrong. */
    private static final byte[] LONG = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"table-uncompressed", "table-snappy", "lists", "pictures"})
    void changedPagesKeepToTheLimits(String name) throws Exception {
        byte[] sound = Files.readAllBytes(HdfFormatTest.file(name + ".parquet"));
        Path file = folder.resolve("changed.parquet");
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = sound.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = 4 + random.nextInt(bytes.length - 12);
                if (random.nextBoolean()) {
                    bytes[at] = (byte) random.nextInt(256);
                } else {
                    System.arraycopy(LONG, 0, bytes, at, LONG.length);
                }
            }
            Files.write(file, bytes);
            try {
                refused += OpeningLimits.within(bytes.length, () -> isRefused(file)) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(name + ", mutation " + i + " of the seed " + SEED, e);
            }
        }
        assertThat(refused).isPositive();
    }

    private static boolean isRefused(Path file) throws IOException {
        try {
            DataReaders.open(DataSource.of(file));
            return false;
        } catch (UnreadableFileException e) {
            return true;
        }
    }
}
