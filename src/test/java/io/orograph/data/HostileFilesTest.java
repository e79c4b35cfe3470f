package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.orograph.arrays.Fixtures;
import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, opening it gives a data set or one sentence that names the file: nothing else, and soon. */
class HostileFilesTest {

    private static final int MUTATIONS = 1500;

    /** Files that other programs wrote. They are larger than those written here, and not every byte of them is tried. */
    private static final List<String> STORES = List.of(
            "small.h5",
            "small-packed.h5",
            "small.mat",
            "small-packed.mat",
            "arrays-protocol4.pkl",
            "arrays-protocol5.pkl",
            "table-snappy.parquet",
            "table-zstd.parquet");

    private static final int TRIED_OF_STORES = 150;

    @TempDir
    Path folder;

    /** Sound files by name. The pairs' second files lie in the folder, sound. */
    private final Map<String, byte[]> sound = new LinkedHashMap<>();

    @BeforeEach
    void writeSoundFiles() throws IOException {
        Tensor inputs = Tensor.of(new float[12], 4, 3);
        Tensor targets = Tensor.of(new long[] {0, 1, 2, 1}, 4);
        Path npz = folder.resolve("data.npz");
        NpzWriter.write(npz, out -> {
            out.add("x", inputs);
            out.add("y", targets);
        });
        sound.put("data.npz", Files.readAllBytes(npz));
        ByteArrayOutputStream npy = new ByteArrayOutputStream();
        NpyWriter.write(npy, inputs);
        sound.put("data.npy", npy.toByteArray());
        NpyWriter.write(folder.resolve("targets.npy"), targets);
        sound.put("data.csv", "a,b,label\n1,2.5,0\n3,4,1\n5,\"6\",1\n".getBytes(StandardCharsets.UTF_8));
        byte[] idx = Files.readAllBytes(Fixtures.path("tiny-images-idx3-ubyte"));
        sound.put("data-images-idx3-ubyte", idx);
        Files.copy(Fixtures.path("tiny-labels-idx1-ubyte"), folder.resolve("data-labels-idx1-ubyte"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(idx);
        }
        sound.put("data-images-idx3-ubyte.gz", packed.toByteArray());
        for (String store : STORES) {
            sound.put(store, Files.readAllBytes(HdfFormatTest.file(store)));
        }
    }

    @Test
    void theSoundFilesOpen() throws IOException {
        for (String name : sound.keySet()) {
            assertThat(open(name, sound.get(name))).as(name).isNull();
        }
    }

    /** A CSV file that ends early may still be a sound table; the others have to be refused. */
    @Test
    void everyTruncationIsRefused() throws IOException {
        for (String name : sound.keySet()) {
            byte[] whole = sound.get(name);
            for (int length = 0; length < whole.length; length += step(name)) {
                String refusal = open(name, Arrays.copyOf(whole, length));
                if (refusal == null && !name.endsWith(".csv")) {
                    fail(name + " cut to " + length + " of " + whole.length + " bytes was opened");
                }
            }
        }
    }

    private int step(String name) {
        return STORES.contains(name) ? Math.max(1, sound.get(name).length / TRIED_OF_STORES) : 1;
    }

    @Test
    void aBitOfEveryByteMayBeWrong() throws IOException {
        for (String name : sound.keySet()) {
            for (int at = 0; at < sound.get(name).length; at += step(name)) {
                byte[] bytes = sound.get(name).clone();
                bytes[at] ^= (byte) (1 << at % 8);
                open(name, bytes);
            }
        }
    }

    /** Seeded: bytes overwritten, pieces doubled, cut out and swapped between files. */
    @Test
    void mutationsOfEveryKind() throws IOException {
        Random random = new Random(20240607);
        String[] names = sound.keySet().toArray(new String[0]);
        for (int i = 0; i < MUTATIONS; i++) {
            String name = names[random.nextInt(names.length)];
            byte[] bytes = sound.get(name).clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes = mutated(bytes, sound.get(names[random.nextInt(names.length)]), random);
            }
            open(name, bytes);
        }
    }

    private static byte[] mutated(byte[] bytes, byte[] other, Random random) {
        if (bytes.length == 0) {
            return other.clone();
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(16), bytes.length - at);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(5)) {
            case 0 -> {
                byte[] copy = bytes.clone();
                copy[at] = new byte[] {0, 1, -1, 127, -128, '9', '-', '('}[random.nextInt(8)];
                return copy;
            }
            case 1 -> {
                byte[] copy = bytes.clone();
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, copy, at, length);
                return copy;
            }
            case 2 -> out.write(bytes, 0, at);
            case 3 -> {
                out.write(bytes, 0, at + length);
                out.write(bytes, at, length);
            }
            default -> {
                out.write(bytes, 0, at);
                out.write(other, 0, Math.min(length, other.length));
            }
        }
        int rest = Math.min(bytes.length, at + length);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    @Test
    void filesOfOtherKindsAreNamed() throws IOException {
        assertThat(open("x.npz", bytes("\u0089PNG\r\n\u001a\n"))).contains("is an image");
        assertThat(open("x.npz", new byte[] {8, 7, 18, 7, 'p', 'y'})).contains("of no kind that is known");
        assertThat(open("x.npz", new byte[0])).isEqualTo("x.npz is empty (0 bytes); save or copy it again.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The sentence of the refusal; null if the file was opened. Anything else that is thrown fails the test. */
    private String open(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        DataSource source =
                name.endsWith(".npy") ? DataSource.of(file, folder.resolve("targets.npy")) : DataSource.of(file);
        try {
            Dataset dataset = DataReaders.open(source);
            assertThat(dataset.samples()).isPositive();
            return null;
        } catch (UnreadableFileException e) {
            assertThat(e.getMessage()).containsAnyOf(name, "targets.npy", "data-labels-idx1-ubyte");
            assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").doesNotContain("null");
            return e.getMessage();
        } finally {
            Files.delete(file);
        }
    }
}
