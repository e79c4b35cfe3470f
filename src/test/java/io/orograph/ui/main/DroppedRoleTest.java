package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataSource;
import io.orograph.format.DummyFormat;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and models are told apart by what they hold, then by their names. */
class DroppedRoleTest {

    @TempDir
    private Path folder;

    private Path file(String name, int... content) throws IOException {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void dataByTheirContent() throws IOException {
        assertThat(DroppedRole.of(file("zip", 'P', 'K', 3, 4))).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("npy", 0x93, 'N', 'U', 'M'))).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("gzip", 0x1F, 0x8B, 8, 0))).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("idx", 0, 0, 8, 3))).isEqualTo(Role.DATA);
    }

    @Test
    void dataByTheirNamesWhereThereIsNoContentToSpeakOf() throws IOException {
        assertThat(DroppedRole.of(file("empty.npz"))).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("table.CSV", 'a', ',', 'b', '\n'))).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(folder.resolve("missing-idx3-ubyte.gz"))).isEqualTo(Role.DATA);
    }

    @Test
    void theRestMayBeModels() throws IOException {
        // An ONNX file begins with the field of its version: 8, 7 for version 7.
        assertThat(DroppedRole.of(file("model.onnx", 8, 7, 18, 7))).isEqualTo(Role.MODEL);
        assertThat(DroppedRole.of(file("empty.onnx"))).isEqualTo(Role.MODEL);
        assertThat(DroppedRole.of(folder.resolve("missing.onnx"))).isEqualTo(Role.MODEL);
        // A checkpoint of PyTorch is a zip archive too, and no data.
        assertThat(DroppedRole.of(file("checkpoint.pt", 'P', 'K', 3, 4))).isEqualTo(Role.WEIGHTS);
    }

    private Path archive(String name, String array, int... shape) throws IOException {
        Path file = folder.resolve(name);
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        NpzWriter.write(file, npz -> {
            npz.add(array, Tensor.of(new double[Shape.size(sizes)], sizes));
            npz.add("y", Tensor.of(new double[2], 2));
        });
        return file;
    }

    /** Arrays are weights of the network that is open where one is a parameter of it, and the others no samples. */
    @Test
    void anArchiveOfParametersIsWeightsOfTheOpenNetwork() throws IOException {
        Optional<ParameterLayout> open = Optional.of(new ParameterLayout(
                List.of(new Parameter("fc.weight", new long[] {2, 3}, 0, Parameter.Role.WEIGHT, 0))));
        Path weights = archive("weights.npz", "fc.weight", 2, 3);
        assertThat(DroppedRole.of(weights, open)).isEqualTo(Role.WEIGHTS);
        assertThat(DroppedRole.of(weights, Optional.empty())).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(archive("wide.npz", "fc.weight", 2, 4), open)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(archive("other.npz", "other", 2, 3), open)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(archive("samples.npz", "x", 2, 3), open)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("damaged.npz", 'P', 'K', 3, 4), open)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(folder.resolve("missing.npz"), open)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(file("model.onnx", 8, 7, 18, 7), open)).isEqualTo(Role.MODEL);
    }

    /** By its content, and by its name where there is no content. */
    @Test
    void aNewFormatIsTakenForWhatItIs() throws IOException {
        Formats formats = Formats.all().with(new DummyFormat());
        Path dummy = file("some.onnx", 1, 'D', 'U', 'M', 'M', 'Y');
        assertThat(DroppedRole.of(dummy, formats)).isEqualTo(Role.DATA);
        assertThat(DroppedRole.of(dummy)).isEqualTo(Role.MODEL);
        assertThat(DroppedRole.of(folder.resolve("missing.dummy"), formats)).isEqualTo(Role.DATA);
        assertThat(DroppedFiles.of(List.of(dummy), path -> DroppedRole.of(path, formats))
                        .data())
                .contains(DataSource.of(dummy));
    }
}
