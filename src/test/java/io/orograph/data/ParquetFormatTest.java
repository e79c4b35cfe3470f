package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.OpeningLimits;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Arrow wrote; {@code make_parquet.mjs} beside them says what they hold. */
class ParquetFormatTest {

    private static Path file(String name) {
        return HdfFormatTest.file(name + ".parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4-raw"})
    void aTableIsTakenAsOtherTablesAre(String packing) throws IOException {
        DataReaders.Reading read = DataReaders.read(DataSource.of(file("table-" + packing)));
        assertThat(read.dataset().inputs().shape()).containsExactly(5, 3);
        assertThat(read.dataset().inputs().doubles())
                .containsExactly(0.1, 0, 1, 1.1, 1, 0, 2.1, 4, 1, 3.1, 9, 0, 4.1, 16, 1);
        assertThat(read.dataset().targets().longs()).containsExactly(0, 1, 0, 1, 0);
        assertThat(read.dataset().classes()).containsExactly("even", "odd");
        assertThat(read.notices()).anyMatch(notice -> notice.contains("The target is the column label"));
    }

    @Test
    void theTargetAndTheClassesAreAPersonsChoice() throws IOException {
        DataSource source = DataSource.of(file("table-snappy"));
        assertThat(DataReaders.open(source.withClasses(List.of("odd", "even")))
                        .targets()
                        .longs())
                .containsExactly(1, 0, 1, 0, 1);
        assertThatThrownBy(() -> DataReaders.open(source.named(null, "c")))
                .hasMessageContaining("has no column c for the targets; its columns are a, b, flag, label");
        assertThatThrownBy(() -> DataReaders.open(source.named("a", null))).hasMessageContaining("leave --x out");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file("table-brotli"))))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("is packed by BROTLI, which is not read here");
    }

    @Test
    void columnsOfListsAreArrays() throws IOException {
        DataSource source = DataSource.of(file("lists"));
        Dataset pixels = DataReaders.open(source.named("pixels", "label"));
        assertThat(pixels.inputs()).isEqualTo(Tensor.of(new float[] {0, 0.5f, 1, 1.5f, 2, 2.5f}, 3, 2));
        assertThat(pixels.targets().longs()).containsExactly(0, 1, 2);
        Dataset images = DataReaders.open(source.named("image", "label"));
        assertThat(images.inputs()).isEqualTo(Tensor.ofBytes(new byte[] {0, 1, 2, 3, 1, 1, 2, 3, 2, 1, 2, 3}, 3, 2, 2));
        assertThatThrownBy(() -> DataReaders.open(source.named("ragged", "label")))
                .hasMessageContaining("the lists in its column ragged differ in length");
        assertThatThrownBy(() -> DataReaders.open(source))
                .isInstanceOf(UndecidedArraysException.class)
                .hasMessageContaining("image uint8 [3, 2, 2], pixels float32 [3, 2]");
    }

    /** An entry of a dictionary claims 1.2 GB, of which its page has 213 bytes. */
    @Test
    void anEntryBeyondItsPageIsDamageAndTakesNoMemory() throws Exception {
        OpeningLimits.within(1569, () -> {
            assertThatThrownBy(() -> DataReaders.open(DataSource.of(file("entry-beyond-its-page"))))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("its columns cannot be read");
            return null;
        });
    }

    @Test
    void picturesAreDecoded() throws IOException {
        DataReaders.Reading read = DataReaders.read(DataSource.of(file("pictures")));
        assertThat(read.dataset().inputs().shape()).containsExactly(3, 1, 1, 3);
        assertThat(read.dataset().inputs().type()).isEqualTo(ElementType.UINT8);
        assertThat(read.dataset().inputs().longs()).containsExactly(10, 10, 10, 11, 11, 11, 12, 12, 12);
        assertThat(read.dataset().targets().longs()).containsExactly(1, 0, 1);
        assertThat(read.dataset().classes()).containsExactly("cat", "dog");
        assertThat(read.notices())
                .containsExactly("The inputs are pictures, and the target is the column label; name another with --y.");
        Preparation size = new Preparation(List.of(2, 2), 1, List.of(), List.of());
        assertThat(DataReaders.openInputs(
                                DataSource.of(file("pictures")).prepared(size).forInput(-1, 1, 2, 2))
                        .first()
                        .shape())
                .containsExactly(3, 2, 2, 1);
        assertThatThrownBy(
                        () -> DataReaders.open(DataSource.of(file("pictures")).named(null, "breed")))
                .hasMessageContaining("its other columns are image.path, label; name one with --y");
    }
}
