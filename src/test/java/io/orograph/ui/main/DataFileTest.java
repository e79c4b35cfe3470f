package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.format.DummyFormat;
import io.orograph.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and models are told apart by what they hold, then by their names. */
class DataFileTest {

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
        assertThat(DataFile.isLikely(file("zip", 'P', 'K', 3, 4))).isTrue();
        assertThat(DataFile.isLikely(file("npy", 0x93, 'N', 'U', 'M'))).isTrue();
        assertThat(DataFile.isLikely(file("gzip", 0x1F, 0x8B, 8, 0))).isTrue();
        assertThat(DataFile.isLikely(file("idx", 0, 0, 8, 3))).isTrue();
    }

    @Test
    void dataByTheirNamesWhereThereIsNoContentToSpeakOf() throws IOException {
        assertThat(DataFile.isLikely(file("empty.npz"))).isTrue();
        assertThat(DataFile.isLikely(file("table.CSV", 'a', ',', 'b', '\n'))).isTrue();
        assertThat(DataFile.isLikely(folder.resolve("missing-idx3-ubyte.gz"))).isTrue();
    }

    @Test
    void theRestMayBeModels() throws IOException {
        // An ONNX file begins with the field of its version: 8, 7 for version 7.
        assertThat(DataFile.isLikely(file("model.onnx", 8, 7, 18, 7))).isFalse();
        assertThat(DataFile.isLikely(file("empty.onnx"))).isFalse();
        assertThat(DataFile.isLikely(folder.resolve("missing.onnx"))).isFalse();
        // A checkpoint of PyTorch is a zip archive too, and no data.
        assertThat(DataFile.isLikely(file("checkpoint.pt", 'P', 'K', 3, 4))).isFalse();
    }

    /** By its content, and by its name where there is no content. */
    @Test
    void aNewFormatIsTakenForWhatItIs() throws IOException {
        Formats formats = Formats.all().with(new DummyFormat());
        Path dummy = file("some.onnx", 1, 'D', 'U', 'M', 'M', 'Y');
        assertThat(DataFile.isLikely(dummy, formats)).isTrue();
        assertThat(DataFile.isLikely(dummy)).isFalse();
        assertThat(DataFile.isLikely(folder.resolve("missing.dummy"), formats)).isTrue();
        assertThat(DroppedFiles.of(List.of(dummy), path -> DataFile.isLikely(path, formats))
                        .data())
                .contains(DataSource.of(dummy));
    }
}
