package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.Mat5Arrays;
import io.orograph.arrays.NamedArrays;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that SciPy wrote; {@code make_stores.py} beside them says what they hold. */
class MatlabFormatTest {

    private static final double[] INPUTS = {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"version5.mat", "version5-packed.mat"})
    void arraysAreReadWithTheirTypesAndAxes(String name) throws IOException {
        Path file = HdfFormatTest.file(name);
        Dataset data = DataReaders.open(DataSource.of(file));
        assertThat(data.inputs().shape()).containsExactly(4, 3);
        assertThat(data.inputs().type()).isEqualTo(ElementType.DOUBLE);
        assertThat(data.inputs().doubles()).containsExactly(INPUTS);
        assertThat(data.targets().longs()).containsExactly(0, 1, 2, 1);
        try (NamedArrays arrays = Mat5Arrays.open(file)) {
            assertThat(arrays.tensor("single").type()).isEqualTo(ElementType.FLOAT);
            assertThat(arrays.tensor("single").doubles()).containsExactly(INPUTS);
            assertThat(arrays.tensor("row").shape()).containsExactly(4);
            assertThat(arrays.tensor("flags").type()).isEqualTo(ElementType.BOOL);
            assertThat(arrays.tensor("flags").longs()).containsExactly(1, 0, 1, 1);
            assertThat(arrays.tensor("images").shape()).containsExactly(2, 3, 4);
            assertThat(arrays.tensor("images").longs())
                    .containsExactly(java.util.stream.LongStream.range(0, 24).toArray());
            assertThat(arrays.tensor("settings.inner").doubles()).containsExactly(INPUTS);
            assertThat(arrays.texts("names")).containsExactly("cat", "mouse", "dog", "dog");
            assertThat(arrays.texts("cells")).containsExactly("cat", "mouse", "dog", "dog");
            assertThatThrownBy(() -> arrays.tensor("complex"))
                    .isInstanceOf(UnsupportedFileException.class)
                    .hasMessageContaining("its array complex holds complex numbers");
            assertThatThrownBy(() -> arrays.tensor("names")).hasMessageContaining("U5, which holds no numbers");
        }
    }

    @Test
    void classesMayBeTexts() throws IOException {
        DataSource named = DataSource.of(HdfFormatTest.file("version5.mat")).named("X", "cells");
        assertThat(DataReaders.open(named).targets().longs()).containsExactly(0, 2, 1, 1);
        assertThat(DataReaders.open(named.withClasses(List.of("mouse", "dog", "cat")))
                        .targets()
                        .longs())
                .containsExactly(2, 0, 1, 1);
    }

    /** As the street view house numbers come. */
    @Test
    void samplesOnTheLastAxisAreMovedToTheFirst() throws IOException {
        DataReaders.Reading read = DataReaders.read(DataSource.of(HdfFormatTest.file("samples-last.mat")));
        assertThat(read.dataset().inputs().shape()).containsExactly(4, 2, 2, 3);
        assertThat(read.dataset().inputs().entries(new int[] {1}).longs())
                .containsExactly(1, 5, 9, 13, 17, 21, 25, 29, 33, 37, 41, 45);
        assertThat(read.notices())
                .containsExactly("The samples of X, [2, 2, 3, 4], are counted by its last axis, which was moved to the"
                        + " front.");
        assertThat(DataReaders.openInputs(DataSource.of(HdfFormatTest.file("samples-last.mat")))
                        .first()
                        .shape())
                .containsExactly(4, 2, 2, 3);
    }

    /** Nothing is allocated for what a file claims and does not have. */
    @Test
    void claimsBeyondTheFileAreRefused() throws IOException {
        byte[] sound = Files.readAllBytes(HdfFormatTest.file("version5.mat"));
        int cells = new String(sound, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("cells");
        for (int at : new int[] {128 + 4, 128 + 32, cells - 16}) {
            byte[] bytes = sound.clone();
            ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(at, 0x7FFF_FF00);
            Path file = Files.write(folder.resolve("claims.mat"), bytes);
            assertThatThrownBy(() -> DataReaders.open(DataSource.of(file)))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage(
                            "claims.mat is damaged: its parts are not as MATLAB writes them; save or copy it again.");
        }
    }
}
