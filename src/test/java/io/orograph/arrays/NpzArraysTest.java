package io.orograph.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzArraysTest {

    /** Where the length before compression stands in an entry of the central directory of a zip archive. */
    private static final int SIZE_IN_DIRECTORY = 24;

    @TempDir
    Path folder;

    @Test
    void readsTextsOfNumpy() throws IOException {
        try (NpzArrays npz = NpzArrays.open(Fixtures.path("texts.npz"))) {
            assertThat(npz.readText("unicode")).isEqualTo("loss α→β 𝛁L");
            assertThat(npz.readText("bytes")).isEqualTo("plain");
            assertThat(npz.readText("big")).isEqualTo("größe");
            assertThat(npz.readText("empty")).isEmpty();
        }
    }

    @Test
    void aMissingArrayIsAnsweredWithTheListOfThoseThatAreThere() throws IOException {
        Path file = folder.resolve("two.npz");
        NpzWriter.write(file, npz -> {
            npz.add("a", Tensor.of(new float[6], 2, 3));
            npz.add("b", Tensor.of(new long[2], 2));
        });
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThatThrownBy(() -> npz.tensor("c"))
                    .isInstanceOf(UnsupportedFileException.class)
                    .hasMessage("two.npz holds no array called c; it holds a float32 [2, 3], b int64 [2].");
        }
    }

    @Test
    void aZipOfOtherThingsIsNamed() throws IOException {
        Path file = zip("archive/data.pkl", new byte[10]);
        assertThatThrownBy(() -> NpzArrays.open(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("zip archive without NumPy arrays (its first entry is archive/data.pkl)");
    }

    /** Nothing is unpacked to the disk, so a name that climbs out of a folder is only a name. */
    @Test
    void namesThatClimbAreOnlyNames() throws IOException {
        Path file = zip("../../evil.npy", Fixtures.npy(Fixtures.header("|u1", "(2,)"), new byte[] {1, 2}));
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(npz.tensor("../../evil")).isEqualTo(Tensor.ofBytes(new byte[] {1, 2}, 2));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anEntryThatIsNoArrayIsDamaged() throws IOException {
        Path file = zip("x.npy", "hello".getBytes(StandardCharsets.US_ASCII));
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThatThrownBy(() -> npz.tensor("x"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("in its array x: it does not begin like a NumPy array");
        }
    }

    /** Header and archive agree on 1 GB that the entry does not inflate to: found before the gigabyte is allocated. */
    @Test
    void aLieInHeaderAndDirectoryAlikeIsFound() throws IOException {
        int claimed = 1 << 30;
        byte[] entry = Fixtures.npy(Fixtures.header("|u1", "(" + claimed + ",)"), new byte[100]);
        Path file = zip("x.npy", entry);
        patchSize(file, claimed + entry.length - 100);
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThatThrownBy(() -> npz.tensor("x"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("in its array x: it");
        }
    }

    /** The entry inflates to 64 MB where the archive says 74 bytes: no more than that is taken. */
    @Test
    void anEntryThatInflatesToMoreThanItClaimsIsRefused() throws IOException {
        byte[] honest = Fixtures.npy(Fixtures.header("|u1", "(4,)"), new byte[4]);
        Path file = folder.resolve("bomb.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(honest);
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.closeEntry();
        }
        patchSize(file, honest.length);
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThatThrownBy(() -> npz.tensor("x")).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void aFlippedBitInTheElementsIsFoundByTheChecksum() throws IOException {
        Path file = folder.resolve("stored.npz");
        byte[] array = Fixtures.npy(Fixtures.header("|u1", "(100,)"), new byte[100]);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("x.npy");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(array.length);
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(array);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(array);
            zip.closeEntry();
        }
        byte[] bytes = Files.readAllBytes(file);
        // 30 bytes of local header and 5 of name come before the array; the last elements are hit.
        bytes[30 + 5 + array.length - 3] ^= 1;
        Files.write(file, bytes);
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThatThrownBy(() -> npz.tensor("x"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Path one = folder.resolve("one.npz");
        Path two = folder.resolve("two.npz");
        for (Path file : new Path[] {one, two}) {
            NpzWriter.write(file, npz -> npz.add("x", Tensor.of(new double[] {1, 2}, 2)));
        }
        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void twoArraysOfOneNameAreNotWritten() throws IOException {
        Path file = folder.resolve("twice.npz");
        assertThatThrownBy(() -> NpzWriter.write(file, npz -> {
                    npz.add("x", Tensor.of(new double[1], 1));
                    npz.add("x", Tensor.of(new double[1], 1));
                }))
                .hasCauseInstanceOf(java.util.zip.ZipException.class);
        assertThat(file).doesNotExist();
    }

    private Path zip(String name, byte[] content) throws IOException {
        Path file = folder.resolve("archive.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return file;
    }

    private static void patchSize(Path file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.length - 22; at >= 0; at--) {
            if (buffer.getInt(at) == 0x02014b50) {
                buffer.putInt(at + SIZE_IN_DIRECTORY, size);
                Files.write(file, bytes);
                return;
            }
        }
        throw new IllegalStateException("no directory");
    }
}
