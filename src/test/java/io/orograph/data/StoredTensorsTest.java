package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.StoredZip;
import io.orograph.file.DamagedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data in files that hold weights as a rule, and in those of CIFAR. */
class StoredTensorsTest {

    @TempDir
    Path folder;

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Test
    void safetensorsMayBeData() throws IOException {
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                + "\"y\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[16,24]}}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .array());
        out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(floats(1, 2, 3, 4, 0, 1));
        Path file = Files.write(folder.resolve("data.safetensors"), out.toByteArray());
        Dataset data = DataReaders.open(DataSource.of(file));
        assertThat(data.inputs().doubles()).containsExactly(1, 2, 3, 4);
        assertThat(data.targets().doubles()).containsExactly(0, 1);
    }

    /** As {@code torch.save((inputs, targets), file)} writes them. */
    @Test
    void aTupleOfTensorsMayBeData() throws IOException {
        String pickle = "\u0080\u0002(" + tensor("0", 4, "K\u0002K\u0002", "K\u0002K\u0001")
                + tensor("1", 2, "K\u0002", "K\u0001") + "t.";
        Path file = folder.resolve("test.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StoredZip.add(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
            StoredZip.add(zip, "archive/data/0", floats(1, 2, 3, 4));
            StoredZip.add(zip, "archive/data/1", floats(0, 1));
        }
        Dataset data = DataReaders.open(DataSource.of(file).forInput(-1, 2));
        assertThat(data.inputs().doubles()).containsExactly(1, 2, 3, 4);
        assertThat(data.targets().doubles()).containsExactly(0, 1);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file).forInput(-1, 7)))
                .isInstanceOf(UndecidedArraysException.class)
                .hasMessageContaining("0 float32 [2, 2], 1 float32 [2]");
    }

    private static Path list(String name) throws URISyntaxException {
        return Path.of(
                StoredTensorsTest.class.getResource("list-" + name + ".pt").toURI());
    }

    /** As {@code torch.save(list(dataset), file)} writes it. */
    @ParameterizedTest
    @ValueSource(strings = {"tensors", "tensors-old", "numbers", "names"})
    void aListOfSamplesMayBeData(String name) throws IOException, URISyntaxException {
        Dataset data = DataReaders.open(DataSource.of(list(name)).forInput(-1, 2));
        assertThat(data.inputs().shape()).containsExactly(3, 2);
        assertThat(data.inputs().doubles()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.targets().doubles()).containsExactly(0, 2, 1);
        assertThat(data.classes()).hasSize(name.equals("names") ? 3 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unlike | number 1, from 0, has a tensor [3] where the first has a tensor [2]; bring them to one size",
                "mixed | number 1, from 0, has the text two where the first has the number 1",
                "uneven | number 1, from 0, has other parts than the first",
                "repeated | refers from several samples to the same numbers",
                "inside | (its entries are: train); save inputs and targets as torch.save({\"x\": inputs",
            })
    void listsThatAreNoDataAreRefused(String name, String why) throws URISyntaxException {
        DataSource source = DataSource.of(list(name)).forInput(-1, 2);
        assertThatThrownBy(() -> DataReaders.open(source)).hasMessageContaining(why);
    }

    private static String tensor(String key, int count, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text(key)
                + text("cpu") + "K" + (char) count + "tQK\u0000(" + shape + "t(" + strides + "t\u0089NtR";
    }

    private static String text(String value) {
        return "X" + (char) value.length() + "\0\0\0" + value;
    }

    @Test
    void filesOfCifarAreKnownByTheirLength() throws IOException {
        byte[] two = new byte[2 * 3073];
        two[0] = 9;
        two[1] = -1;
        two[3073] = 4;
        Path file = Files.write(folder.resolve("test_batch.bin"), two);
        Dataset data = DataReaders.open(DataSource.of(file));
        assertThat(data.inputs().shape()).containsExactly(2, 3, 32, 32);
        assertThat(data.inputs().get(0)).isEqualTo(255);
        assertThat(data.targets().longs()).containsExactly(9, 4);
        byte[] fine = new byte[3074];
        fine[0] = 19;
        fine[1] = 99;
        Files.write(file, fine);
        assertThat(DataReaders.open(DataSource.of(file)).targets().longs()).containsExactly(99);
        two[3073] = 10;
        Files.write(file, two);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file)))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("sample 1 is of the class 10");
    }
}
