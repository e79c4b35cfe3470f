package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.arrays.HdfArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats that hold everything give it back to the bit. */
final class ResultFormatsTest {

    private static final String LONG_TEXT = "step 7, \"α\"\n".repeat(20_000);

    @TempDir
    private Path folder;

    private static SavedResult result() {
        return new SavedResult(
                LandscapeNpz.values(Samples.landscape(true, false), Optional.empty())
                        .put("cells", Tensor.of(new int[] {4, 1, 0, 5}, 2, 2))
                        .put("long", Tensor.of(new long[] {Long.MAX_VALUE, -1}, 2))
                        .put("single", Tensor.of(new float[] {0.1f, Float.MIN_VALUE}, 1, 2, 1))
                        .put("path_names", LONG_TEXT),
                Samples.PROVENANCE);
    }

    @Test
    void anArchiveIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("a.npz");
        ResultNpz.write(file, result());
        SavedResult back = ResultNpz.read(file);
        assertThat(back.values().arrays()).isEqualTo(result().values().arrays());
        assertThat(back.values().texts()).isEqualTo(result().values().texts());
        assertThat(back.provenance()).isEqualTo(Samples.PROVENANCE);
        Path other = folder.resolve("other.npz");
        NpzWriter.write(other, npz -> npz.add("x", Tensor.of(new double[1], 1)));
        assertThatThrownBy(() -> ResultNpz.read(other))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("is no result of Orograph");
    }

    @Test
    void hdf5GivesBackEveryBit() throws IOException {
        Path file = folder.resolve("a.h5");
        ResultHdf5.write(file, result());
        try (HdfArrays hdf = HdfArrays.open(file, false)) {
            for (Map.Entry<String, Tensor> array : result().values().arrays().entrySet()) {
                Tensor back = hdf.tensor(array.getKey());
                assertThat(back.shape())
                        .as(array.getKey())
                        .isEqualTo(array.getValue().shape());
                assertThat(back.doubles())
                        .as(array.getKey())
                        .isEqualTo(array.getValue().doubles());
                assertThat(back.longs()).isEqualTo(array.getValue().longs());
            }
            assertThat(hdf.texts("provenance")).containsExactly(ProvenanceJson.write(Samples.PROVENANCE));
            assertThat(hdf.texts("path_names")).containsExactly(LONG_TEXT);
        }
    }

    @Test
    void jsonGivesBackEveryBit() throws IOException {
        Path file = folder.resolve("a.json");
        ResultJson.write(file, result(), Map.of("min", Double.NaN));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        for (Map.Entry<String, Tensor> array : result().values().arrays().entrySet()) {
            JsonNode node = json.get("arrays").get(array.getKey());
            assertThat(node.get("shape")).hasSize(array.getValue().rank());
            JsonNode values = node.get("values");
            assertThat(values).hasSize(array.getValue().size());
            for (int i = 0; i < values.size(); i++) {
                double wanted = array.getValue().get(i);
                JsonNode value = values.get(i);
                if (value.isBoolean()) {
                    assertThat(value.asBoolean()).isEqualTo(wanted != 0);
                } else if (array.getKey().equals("single")) {
                    assertThat((float) value.asDouble()).isEqualTo((float) wanted);
                } else if (array.getKey().equals("long")) {
                    assertThat(value.asLong()).isEqualTo(array.getValue().getLong(i));
                } else {
                    assertThat(Double.valueOf(value.asText())).isEqualTo(Double.valueOf(wanted));
                }
            }
        }
        assertThat(json.at("/readouts/min").asText()).isEqualTo("NaN");
        assertThat(json.at("/texts/path_names").asText()).isEqualTo(LONG_TEXT);
        assertThat(json.at("/provenance/seed").asInt()).isEqualTo(42);
    }

    @Test
    void aTableHasAColumnForEachArray() throws IOException {
        Path file = folder.resolve("a.csv");
        NamedValues values = new NamedValues()
                .put("t", new double[] {0, 1.0 / 3, 1})
                .put("a,b\nc", new double[] {Double.NaN})
                .put("place", Tensor.of(new int[] {1, 2, 3, 4}, 2, 2));
        ResultTable.write(file, new SavedResult(values, Samples.PROVENANCE));
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSize(4).element(0).asString().matches("t,a;b.{1,3}c,place_0,place_1");
        assertThat(lines.subList(1, 4)).containsExactly("0.0,nan,1,2", "0.3333333333333333,,3,4", "1.0,,,");
    }
}
