package io.orograph.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.orograph.OpeningLimits;
import io.orograph.file.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small packed files that would be large: only what their headers claim is unpacked, and only if it may be. */
class PackedArraysTest {

    private static final int LARGE = 200 << 20;

    @TempDir
    Path folder;

    private static String refusal(Path file, Callable<?> opening) throws Exception {
        return OpeningLimits.within(Files.size(file), () -> {
            try {
                opening.call();
                return fail("it was opened");
            } catch (UnreadableFileException e) {
                return e.getMessage();
            }
        });
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }

    private Path idx(byte[] header, int follow) throws IOException {
        Path file = folder.resolve("data-idx1-ubyte.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header);
            zeros(out, follow);
        }
        return file;
    }

    @Test
    void aCompressedFileIsUnpackedNoFurtherThanItsHeaderClaims() throws Exception {
        Path more = idx(new byte[] {0, 0, 8, 1, 0, 0, 0, 100}, LARGE);
        assertThat(refusal(more, () -> IdxReader.read(more))).contains("100 bytes, but more follow");
        Path fewer = idx(new byte[] {0, 0, 8, 1, 0x40, 0, 0, 0}, 1000);
        assertThat(refusal(fewer, () -> IdxReader.read(fewer)))
                .containsAnyOf("but 1000 bytes follow", "more than this program may use");
        Path endless = idx(new byte[] {0, 0, 8, 2, -1, -1, -1, -1, -1, -1, -1, -1}, LARGE);
        assertThat(refusal(endless, () -> IdxReader.read(endless))).contains("data-idx1-ubyte.gz");
        Path sound = idx(new byte[] {0, 0, 8, 1, 0, 0, 0, 100}, 100);
        assertThat(IdxReader.read(sound).size()).isEqualTo(100);
    }

    @Test
    void aTextInAnArchiveIsNotUnpackedWhole() throws Exception {
        Path file = folder.resolve("x.npz");
        byte[] start = header("{'descr': '|S" + LARGE + "', 'fortran_order': False, 'shape': (), }");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("text.npy"));
            zip.write(start);
            zeros(zip, LARGE);
        }
        assertThat(Files.size(file)).isLessThan(LARGE / 500);
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(refusal(file, () -> npz.readText("text"))).contains("200 MB of text, more than the 4 MB");
        }
    }

    /** Names of classes, one for each sample: they may be longer together than one text, and not without end. */
    @Test
    void textsInAnArchiveAreNotUnpackedWhole() throws Exception {
        Path file = folder.resolve("names.npz");
        byte[] start = header("{'descr': '|S4', 'fortran_order': False, 'shape': (" + LARGE / 4 + ",), }");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("names.npy"));
            zip.write(start);
            zeros(zip, LARGE);
        }
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(refusal(file, () -> npz.texts("names"))).contains("200 MB of text, more than the 128 MB");
        }
    }

    private static byte[] header(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(NpyHeader.MAGIC);
        out.write(new byte[] {1, 0, (byte) (text.length() + 1), 0});
        out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** Every byte of it would be a dictionary, or one more place that remembers one. */
    @Test
    void aPickleMakesNoMoreThanItsSizeAllows() throws Exception {
        for (String values : new String[] {"}", "]", ")", "}\u0094", "N"}) {
            ByteArrayOutputStream pickle = new ByteArrayOutputStream();
            pickle.write(new byte[] {(byte) 0x80, 2});
            pickle.write(values.repeat(3_900_000 / values.length()).getBytes(StandardCharsets.ISO_8859_1));
            pickle.write('.');
            Path file = folder.resolve("x.pt");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                ZipEntry entry = new ZipEntry("x/data.pkl");
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(pickle.size());
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(pickle.toByteArray());
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(pickle.toByteArray());
            }
            assertThat(refusal(file, () -> TorchArrays.open(file, false))).startsWith("x.pt ");
        }
    }

    /** A tree of such a header would take thirty times its size. */
    @Test
    void aHeaderOfManyValuesTakesNoMoreThanItsSizeAllows() throws Exception {
        for (String value : new String[] {"{}", "[]", "{\"b\":[{}]}", "\"\"", "123"}) {
            String header =
                    "{\"a\":{\"dtype\":\"F32\",\"more\":[" + (value + ",").repeat(4_000_000 / (value.length() + 1))
                            + "0],\"shape\":[1],\"data_offsets\":[0,4]}}";
            Path file = folder.resolve("x.safetensors");
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(java.nio.ByteBuffer.allocate(8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length())
                        .array());
                out.write(header.getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[4]);
            }
            OpeningLimits.within(Files.size(file), () -> {
                try (SafetensorsArrays arrays = SafetensorsArrays.open(file)) {
                    return assertThat(arrays.read("a")).containsExactly(0);
                }
            });
        }
    }
}
