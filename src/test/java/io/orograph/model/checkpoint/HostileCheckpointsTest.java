package io.orograph.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.StoredZip;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that were made to do harm: each is refused by one of the project's own exceptions, at once. */
final class HostileCheckpointsTest {

    @TempDir
    private Path folder;

    /** Opcodes as Latin-1 characters. */
    private static byte[] pickle(String opcodes) {
        return ("\u0080\u0002" + opcodes).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(String value) {
        return "X" + (char) value.length() + "\0\0\0" + value;
    }

    private static String whole(long value) {
        return "J" + (char) (value & 0xFF) + (char) (value >> 8 & 0xFF) + (char) (value >> 16 & 0xFF)
                + (char) (value >> 24 & 0xFF);
    }

    /** A storage of floats. */
    private static String storage(long count) {
        return "(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + whole(count) + "tQ";
    }

    /** A state dict of one tensor with one axis, or with the axes that are given. */
    private static String tensor(long count, long offset, String shape, String strides) {
        return "}" + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n(" + storage(count) + whole(offset) + "(" + shape
                + "t(" + strides + "t\u0089Nt" + "Rs.";
    }

    private Path archive(byte[] pickle, byte[] storage) throws IOException {
        Path file = folder.resolve("hostile.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StoredZip.add(zip, "archive/data.pkl", pickle);
            StoredZip.add(zip, "archive/data/0", storage);
        }
        return file;
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("cos\nsystem\n" + text("id") + "\u0085R.", "os.system"),
                Arguments.of("cposix\nsystem\n" + text("id") + "\u0085R.", "posix.system"),
                Arguments.of(text("builtins") + text("eval") + "\u0093" + text("1") + "\u0085R.", "builtins.eval"),
                Arguments.of("c__builtin__\nexec\n" + text("1") + "\u0085R.", "__builtin__.exec"),
                Arguments.of("ctorch\nload\n" + text("f") + "\u0085R.", "torch.load"),
                Arguments.of("ctorch.storage\n_load_from_bytes\n.", "torch.storage._load_from_bytes"),
                Arguments.of("cnumpy.core.multiarray\n_reconstruct\n.", "numpy.core.multiarray._reconstruct"),
                Arguments.of("ccollections\nOrderedDict.fromkeys\n.", "collections.OrderedDict.fromkeys"),
                Arguments.of("(" + text("id") + "ios\nsystem\n.", "INST"),
                Arguments.of("(cos\nsystem\n" + text("id") + "o.", "os.system"),
                Arguments.of("(ccollections\nOrderedDict\no.", "OBJ"),
                Arguments.of("ccollections\nOrderedDict\n)\u0081.", "NEWOBJ"),
                Arguments.of("ccollections\nOrderedDict\n)}\u0092.", "NEWOBJ_EX"),
                Arguments.of("\u0082\u0001.", "EXT1"),
                Arguments.of("\u0084\u0001\0\0\0.", "EXT4"),
                Arguments.of("Pid\n.", "PERSID"),
                Arguments.of("]}b.", "sets attributes"),
                Arguments.of("ccollections\nOrderedDict\n]\u0085R.", "OrderedDict with arguments"),
                Arguments.of("}]" + text("v") + "s.", "keys"),
                Arguments.of("}}" + text("v") + "s.", "keys"),
                Arguments.of("\u00ff.", "0xff"),
                Arguments.of("\u0096\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.", "BYTEARRAY8"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void refusesByName(String opcodes, String name) throws IOException {
        Path file = archive(pickle(opcodes), new byte[4]);
        assertThatThrownBy(() -> CheckpointReaders.open(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining(name);
    }

    static Stream<String> broken() {
        return Stream.of(
                "",
                "}",
                ".",
                "R.",
                "s.",
                "u.",
                "t.",
                "(.",
                "a.",
                "}(a.",
                "q\u0000.",
                "h\u0005.",
                "\u0085.",
                "NN\u0093.",
                "NNR.",
                "NQ.",
                "ctorch",
                // Texts that claim more than there is.
                "X\u00ff\u00ff\u00ff\u00ff.",
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.",
                "\u008a\u00ffx.",
                "(".repeat(100_000),
                "]".repeat(100_000) + "a".repeat(99_999),
                // A dictionary with an odd number of things, a storage that is no storage.
                "}(" + text("k") + "u.",
                text("storage") + "\u0085Q.",
                // Tensors that do not fit their storages.
                tensor(-1, 0, whole(1), whole(1)),
                tensor(1, 0, whole(2), whole(1)),
                tensor(1, 0, whole(1000000), whole(0)),
                tensor(4, 1, whole(4), whole(1)),
                tensor(4, 0, whole(2), whole(9)),
                tensor(4, -1, whole(2), whole(1)),
                tensor(4, 0, whole(-2), whole(1)),
                tensor(4, 0, whole(2), whole(-1)),
                tensor(4, 0, whole(2), whole(1) + whole(1)),
                tensor(4, 0, whole(0x7fffffff) + whole(0x7fffffff), whole(0) + whole(0)),
                tensor(4, 0, whole(2), text("a")));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("broken")
    void refusesBrokenPickles(String opcodes) throws IOException {
        Path file = archive(pickle(opcodes), new byte[16]);
        assertThatThrownBy(() -> CheckpointReaders.open(file).close()).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void readsTheSoundOneAmongThem() throws IOException {
        byte[] numbers = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(2)
                .putFloat(3)
                .putFloat(4)
                .array();
        Path file = archive(pickle(tensor(4, 1, whole(2), whole(2))), numbers);
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            assertThat(checkpoint.read("w")).containsExactly(2, 4);
        }
    }

    @Test
    void aStorageThatIsSmallerThanItClaimsIsFound() throws IOException {
        Path file = archive(pickle(tensor(1 << 28, 0, whole(1 << 28), whole(1))), new byte[16]);
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            assertThatThrownBy(() -> checkpoint.read("w")).isInstanceOf(DamagedFileException.class);
        }
    }

    /** The archive lists an entry where another thing, or nothing, is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 20})
    void anEntryThatIsNotWhereItIsListedIsDamage(int place) throws IOException {
        Path file = archive(pickle(tensor(1, 0, whole(1), whole(1))), new byte[4]);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(bytes.length - 6);
        // Where an entry of the central directory says that its own header lies.
        buffer.putInt(directory + 42, place);
        Files.write(file, bytes);
        assertThatThrownBy(() -> CheckpointReaders.open(file)).isInstanceOf(DamagedFileException.class);
    }

    /** A thousand kilobytes that inflate to a gigabyte would be one. */
    @Test
    void compressedEntriesAreRefused() throws IOException {
        Path file = folder.resolve("bomb.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[1 << 20]);
            zip.closeEntry();
        }
        assertThatThrownBy(() -> CheckpointReaders.open(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("compressed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pt", "weights.safetensors", "nested.pth"})
    void cutOffAndSpoiltFilesNeverEndOtherwise(String name) throws IOException, URISyntaxException {
        byte[] whole = Files.readAllBytes(
                Path.of(HostileCheckpointsTest.class.getResource(name).toURI()));
        Random random = new Random(1);
        for (int trial = 0; trial < 120; trial++) {
            byte[] spoilt = whole.clone();
            if (trial % 3 == 0) {
                spoilt = Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                for (int i = 0; i < 1 + trial % 7; i++) {
                    spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
                }
            }
            Path file = Files.write(folder.resolve("spoilt"), spoilt);
            try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
                for (NamedArrays.Array array : checkpoint.arrays()) {
                    checkpoint.read(array.name());
                }
            } catch (UnreadableFileException e) {
                assertThat(e).hasMessageContaining("spoilt");
            }
        }
    }

    private Path safetensors(String header, int data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.writeBytes(text);
        out.writeBytes(new byte[data]);
        return Files.write(folder.resolve("hostile.safetensors"), out.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1000000000],\"data_offsets\":[0,4000000000]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"Q9\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"w\":7}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]",
                "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
            })
    void refusesHostileSafetensors(String header) throws IOException {
        Path file = safetensors(header, 8);
        assertThatThrownBy(() -> CheckpointReaders.open(file)).isInstanceOf(UnreadableFileException.class);
    }
}
