package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.CancellableReading;
import io.orograph.network.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers ask often enough whether anybody still waits for them, and end where nobody does. */
final class CancelledReadingTest {

    private static final int SAMPLES = 20_000;
    private static final int WIDTH = 20;

    /** Of a file of some megabytes a reader asks more often than this. */
    private static final int OFTEN = 20;

    @TempDir
    private Path folder;

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        float[] values = new float[SAMPLES * WIDTH];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(100);
        }
        switch (name) {
            case "data.npz" ->
                NpzWriter.write(file, npz -> {
                    npz.add("x", Tensor.of(values, SAMPLES, WIDTH));
                    npz.add("y", Tensor.of(new long[SAMPLES], SAMPLES));
                });
            case "data.csv" -> Files.writeString(file, table(values));
            default -> pictures(file);
        }
        return file;
    }

    private static String table(float... values) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < WIDTH; column++) {
            text.append('c').append(column).append(column == WIDTH - 1 ? '\n' : ',');
        }
        for (int i = 0; i < values.length; i++) {
            text.append(values[i]).append(i % WIDTH == WIDTH - 1 ? '\n' : ',');
        }
        return text.toString();
    }

    private static void pictures(Path folder) throws IOException {
        for (int i = 0; i < 2 * OFTEN; i++) {
            Path of = Files.createDirectories(folder.resolve("class" + i % 2));
            BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
            picture.setRGB(1, 1, i * 1000);
            ImageIO.write(picture, "png", of.resolve(i + ".png").toFile());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.npz", "data.csv", "pictures"})
    void asksOftenAndEndsAtOnce(String name) throws IOException {
        Path file = written(name);
        AtomicLong asked = new AtomicLong();
        CancellableReading.until(
                () -> {
                    asked.incrementAndGet();
                    return false;
                },
                () -> DataReaders.read(DataSource.of(file)));
        assertThat(asked.get()).isGreaterThan(OFTEN);
        for (long at : new long[] {1, asked.get() / 2, asked.get()}) {
            AtomicLong again = new AtomicLong();
            assertThatThrownBy(() -> CancellableReading.until(
                            () -> again.incrementAndGet() >= at, () -> DataReaders.read(DataSource.of(file))))
                    .isInstanceOf(CancellationException.class);
            assertThat(again.get()).as("nothing is asked any more").isEqualTo(at);
        }
    }

    @Test
    void nobodyIsAskedOutside() throws IOException {
        Path file = folder.resolve("x.npy");
        NpyWriter.write(file, Tensor.of(new float[] {1, 2}, 2));
        assertThatThrownBy(() -> CancellableReading.until(() -> true, () -> DataReaders.readArray(file)))
                .isInstanceOf(CancellationException.class);
        assertThat(DataReaders.readArray(file).size()).isEqualTo(2);
    }
}
