package io.orograph.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "f2, FLOAT",
        "f4, FLOAT",
        "f8, DOUBLE",
        "i1, INT32",
        "u1, UINT8",
        "i2, INT32",
        "u2, INT32",
        "i4, INT32",
        "u4, INT64",
        "i8, INT64",
        "u8, INT64",
        "b1, BOOL"
    })
    void readsEveryTypeInBothByteOrdersAndMemoryOrders(String code, ElementType readAs) throws IOException {
        try (NpzArrays npz = NpzArrays.open(Fixtures.path("types.npz"))) {
            for (String variant : new String[] {"_little_c", "_little_f", "_big_c", "_big_f"}) {
                Tensor array = npz.tensor(code + variant);
                assertThat(array.type()).isEqualTo(readAs);
                assertThat(array.shape()).containsExactly(2, 3, 4);
                for (int i = 0; i < 24; i++) {
                    assertThat(array.get(i)).as(code + variant + " " + i).isEqualTo(expected(code, i));
                }
            }
        }
    }

    private static double expected(String code, int i) {
        return switch (code.charAt(0)) {
            case 'f' -> (i - 8) / 4.0;
            case 'i' -> i - 8;
            case 'b' -> i % 3 == 0 ? 1 : 0;
            default -> i;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "i1, -128, 127",
        "u1, 0, 255",
        "i2, -32768, 32767",
        "u2, 0, 65535",
        "i4, -2147483648, 2147483647",
        "u4, 0, 4294967295",
        "i8, -9223372036854775808, 9223372036854775807"
    })
    void readsTheExtremes(String code, long least, long greatest) throws IOException {
        try (NpzArrays npz = NpzArrays.open(Fixtures.path("extremes.npz"))) {
            assertThat(npz.tensor(code).longs()).containsExactly(least, greatest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int version) throws IOException {
        assertThat(NpyReader.read(Fixtures.path("version" + version + ".npy")))
                .isEqualTo(Tensor.of(new double[] {0, 1, 2, 3, 4, 5}, 2, 3));
    }

    /** All 65536 halves against NumPy's conversion: the digest is printed by make_fixtures.py. */
    @Test
    void convertsEveryHalfAsNumpyDoes() throws NoSuchAlgorithmException {
        ByteBuffer singles = ByteBuffer.allocate(4 * 65536).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 65536; bits++) {
            float single = Half.fromBinary16(bits);
            singles.putFloat(Float.isNaN(single) ? 0 : single);
        }
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(singles.array()));
        assertThat(digest).isEqualTo("faa6d965574036872b0d39a42d1f8bee361d5be92b1e718155a69556a5abacdd");
        assertThat(Half.fromBinary16(0x7E00)).isNaN();
    }

    @Test
    void readsScalarsAndEmptyArrays() throws IOException {
        try (NpzArrays npz = NpzArrays.open(Fixtures.path("odd.npz"))) {
            assertThat(npz.tensor("scalar")).isEqualTo(Tensor.of(new double[] {2.5}));
            assertThat(npz.tensor("none")).isEqualTo(Tensor.of(new float[0], 0, 4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "objects, Python objects", "complex, complex numbers", "structured, structured type",
        "huge, 9223372036854775808", "names, holds text", "when, has the type 'M8'"
    })
    void saysWhatItDoesNotRead(String name, String found) throws IOException {
        try (NpzArrays npz = NpzArrays.open(Fixtures.path("odd.npz"))) {
            assertThatThrownBy(() -> npz.tensor(name))
                    .isInstanceOf(UnsupportedFileException.class)
                    .hasMessageStartingWith("odd.npz cannot be used: its array " + name)
                    .hasMessageContaining(found);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1099511627776,)",
                "(4611686018427387904, 4611686018427387904)",
                "(9223372036854775807,)",
                "(2147483648,)",
                "(65536, 65536)",
                "(4,)",
                "(2,)",
                "(3, 0)",
                "(4294967296, 4294967296, 0)"
            })
    void claimsThatAreNotThereAreRefusedBeforeAllocating(String shape) throws IOException {
        Path file = file(Fixtures.npy(Fixtures.header("<f8", shape), new byte[24]));
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("array.npy is damaged: its header claims float64 [");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(-3,)", "(3.0,)", "('3',)", "(3", "3", "(99999999999999999999,)", "((3,),)", "(None,)"})
    void impossibleShapesAreRefused(String shape) throws IOException {
        Path file = file(Fixtures.npy(Fixtures.header("<f8", shape), new byte[24]));
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("array.npy is damaged: its header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "()",
                "{'descr': '<f8'}",
                "{'descr': '<f8', 'descr': '<f8'}",
                "{{{{{{{{{{{{",
                "((((((((((((",
                "{'descr': '', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}",
                "{'descr': None, 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f8', 'fortran_order': False} trailing",
                "{'descr': '<f8\\'', 'fortran_order': False, 'shape': (3,)}"
            })
    void headersThatAreNoneAreRefused(String header) throws IOException {
        Path file = file(Fixtures.npy(header, new byte[24]));
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("array.npy is damaged: its header");
    }

    @Test
    void readsTheHeadersOfPython2() throws IOException {
        String header = "{'shape': (3L,), 'fortran_order': False, 'descr': \"<i4\"}";
        assertThat(NpyReader.read(file(Fixtures.npy(header, new byte[12])))).isEqualTo(Tensor.of(new int[3], 3));
    }

    @Test
    void aHeaderOfGigabytesIsRefused() throws IOException {
        byte[] bytes = Fixtures.npy(Fixtures.header("<f8", "(3,)"), new byte[24]);
        bytes[6] = 2;
        bytes[8] = (byte) 0xFF;
        bytes[9] = (byte) 0xFF;
        bytes[10] = (byte) 0xFF;
        bytes[11] = 0x7F;
        Path file = file(bytes);
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("2147483647 bytes long");
    }

    @Test
    void anUnknownVersionIsUnsupported() throws IOException {
        byte[] bytes = Fixtures.npy(Fixtures.header("<f8", "(3,)"), new byte[24]);
        bytes[6] = 4;
        Path file = file(bytes);
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("NPY format version 4");
    }

    /** The file is sparse: it takes no room, but really has the bytes that its header claims. */
    @Test
    void anHonestArrayThatMemoryCannotHoldIsRefused() throws IOException {
        long elements = Runtime.getRuntime().maxMemory() / 8 + 1_000_000;
        byte[] start = Fixtures.npy(Fixtures.header("<f8", "(" + elements + ",)"), new byte[0]);
        Path file = file(start);
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(start.length + 8 * elements - 1);
            channel.write(ByteBuffer.allocate(1));
        }
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("more than this program may use");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("array.npy"), bytes);
    }
}
