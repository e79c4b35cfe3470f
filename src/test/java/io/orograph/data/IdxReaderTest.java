package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.Fixtures;
import io.orograph.arrays.IdxReader;
import io.orograph.arrays.NpyWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"i1, INT32", "i2, INT32", "i4, INT32", "f4, FLOAT", "f8, DOUBLE"})
    void readsEveryType(String code, ElementType readAs) throws IOException {
        Tensor array = IdxReader.read(Fixtures.path(code + ".idx"));
        assertThat(array.type()).isEqualTo(readAs);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.doubles()).containsExactly(-2, -1, 0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-images-idx3-ubyte",
        "tiny-labels-idx1-ubyte",
        "zipped-images-idx3-ubyte.gz",
        "zipped-labels-idx1-ubyte.gz"
    })
    void opensThePairFromEitherFile(String name) throws IOException {
        Dataset data = DataReaders.open(DataSource.of(Fixtures.path(name)));
        assertThat(data.inputs().type()).isEqualTo(ElementType.UINT8);
        assertThat(data.inputs().shape()).containsExactly(4, 3, 2);
        assertThat(data.inputs().get(23)).isEqualTo(23);
        assertThat(data.targets().longs()).containsExactly(3, 1, 0, 2);
        assertThat(data.name()).contains("images");
    }

    @Test
    void findsLabelsPackedOtherwise() throws IOException {
        Path images = folder.resolve("t10k-images.idx3-ubyte");
        Files.copy(Fixtures.path("tiny-images-idx3-ubyte"), images);
        Files.copy(Fixtures.path("zipped-labels-idx1-ubyte.gz"), folder.resolve("t10k-labels.idx1-ubyte.gz"));
        assertThat(DataReaders.open(DataSource.of(images)).targets().longs()).containsExactly(3, 1, 0, 2);
    }

    @Test
    void takesTheLabelsThatAreNamed() throws IOException {
        Path images = Files.copy(Fixtures.path("tiny-images-idx3-ubyte"), folder.resolve("images"));
        Path labels = folder.resolve("answers.npy");
        NpyWriter.write(labels, Tensor.of(new int[] {7, 8, 9, 7}, 4));
        assertThat(DataReaders.open(DataSource.of(images, labels)).targets().longs())
                .containsExactly(7, 8, 9, 7);
    }

    @Test
    void saysThatTheLabelsAreNotThere() throws IOException {
        Path images = Files.copy(Fixtures.path("tiny-images-idx3-ubyte"), folder.resolve("t10k-images-idx3-ubyte"));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(images)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("[4, 3, 2], and the labels file is not beside it");
    }

    /** A packed copy beside a file is not its partner. */
    @Test
    void aNameWithoutImagesHasNoPartner() throws IOException {
        Path images = Files.copy(Fixtures.path("tiny-images-idx3-ubyte"), folder.resolve("digits"));
        Files.copy(Fixtures.path("zipped-labels-idx1-ubyte.gz"), folder.resolve("digits.gz"));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(images)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("the labels file is not beside it");
    }

    @Test
    void terabytesThatAreNotThereAreRefused() throws IOException {
        byte[] bytes = {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 0, 0, 0, 28, 1, 2, 3};
        Path file = Files.write(folder.resolve("big"), bytes);
        assertThatThrownBy(() -> IdxReader.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("more than any file holds");
    }

    @Test
    void gzipOfSomethingElseIsNamed() throws IOException {
        Path file = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {'a', ',', 'b'});
        }
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("compressed with gzip and is no IDX file inside");
    }
}
