package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.PickledArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that Python 3 wrote ({@code make_stores.py} says what they hold), and ones of Python 2, put together here. */
class PickleFormatTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void batchesOfCifarArePictures(int protocol) throws IOException {
        isBatch(DataReaders.open(DataSource.of(HdfFormatTest.file("cifar-protocol" + protocol + ".pickle"))));
    }

    private static void isBatch(Dataset data) {
        assertThat(data.inputs().shape()).containsExactly(2, 3, 32, 32);
        assertThat(data.inputs().type()).isEqualTo(ElementType.UINT8);
        assertThat(data.inputs().get(3071)).isEqualTo(3071 % 256);
        assertThat(data.inputs().get(6143)).isEqualTo(6143 % 256);
        assertThat(data.targets().longs()).containsExactly(9, 4);
    }

    /** As CIFAR itself is: protocol 2, with names and the array's bytes as Python 2's strings. */
    @Test
    void batchesOfPythonTwoArePictures() throws IOException {
        isBatch(DataReaders.open(DataSource.of(Files.write(folder.resolve("test_batch"), batch("labels")))));
        isBatch(DataReaders.open(DataSource.of(Files.write(folder.resolve("test"), batch("fine_labels")))));
    }

    private static byte[] batch(String labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "\u0080\u0002}q\u0001(" + text("data") + "cnumpy.core.multiarray\n_reconstruct\n");
        write(out, "cnumpy\nndarray\nK\u0000\u0085U\u0001b\u0087R(K\u0001K\u0002M\u0000\u000c\u0086");
        write(
                out,
                "cnumpy\ndtype\nU\u0002u1K\u0000K\u0001\u0087R(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff"
                        + "\u00ff\u00ffK\u0000tb\u0089T");
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(6144)
                .array());
        for (int i = 0; i < 6144; i++) {
            out.write(i);
        }
        write(out, "tb" + text(labels) + "]q\u0002(K\u0009K\u0004e" + text("batch_label") + text("testing") + "u.");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String latin) {
        out.writeBytes(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(String value) {
        return "U" + (char) value.length() + value;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void arraysHaveTheirTypesAndOrder(int protocol) throws IOException {
        Path file = HdfFormatTest.file("arrays-protocol" + protocol + ".pkl");
        Dataset data = DataReaders.open(DataSource.of(file));
        assertThat(data.inputs().shape()).containsExactly(4, 3);
        assertThat(data.inputs().doubles()).containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32);
        assertThat(data.targets().longs()).containsExactly(0, 1, 2, 1);
        try (NamedArrays arrays = PickledArrays.open(file)) {
            assertThat(arrays.texts("names")).containsExactly("a", "b");
            assertThatThrownBy(() -> arrays.tensor("when"))
                    .isInstanceOf(UnsupportedFileException.class)
                    .hasMessageContaining("its array when is of the type numpy.M8");
        }
    }

    @Test
    void whatAPickleNamesIsNotRun() throws IOException {
        byte[] call = "\u0080\u0002cos\nsystem\nU\u0004true\u0085R.".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("call.pkl"), call);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessage("call.pkl is a Python pickle without arrays, which asks for os.system and gets nothing;"
                        + " only NumPy arrays, numbers and texts are read; save the arrays with numpy.savez.");
    }
}
