package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.HdfArrays;
import io.orograph.arrays.NamedArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that h5py wrote; {@code make_stores.py} beside them says what they hold. */
class HdfFormatTest {

    private static final double[] INPUTS = {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32};

    static Path file(String name) {
        try {
            return Path.of(HdfFormatTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h5", "latest.h5", "gzip.h5", "lzf.h5"})
    void inputsAndTargetsAreFoundByName(String name) throws IOException {
        Dataset data = DataReaders.open(DataSource.of(file(name)));
        assertThat(data.inputs().shape()).containsExactly(4, 3);
        assertThat(data.inputs().type()).isEqualTo(ElementType.FLOAT);
        assertThat(data.inputs().doubles()).containsExactly(INPUTS);
        assertThat(data.targets().longs()).containsExactly(0, 1, 2, 1);
    }

    @Test
    void everyTypeIsReadAsItIs() throws IOException {
        try (NamedArrays arrays = HdfArrays.open(file("plain.h5"), false)) {
            assertThat(arrays.tensor("types/half").floats()).containsExactly(0, 1, 2);
            assertThat(arrays.tensor("types/double").doubles()).containsExactly(0, 1, 2);
            assertThat(arrays.tensor("types/bytes").longs()).containsExactly(0, 255);
            assertThat(arrays.tensor("types/bytes").type()).isEqualTo(ElementType.UINT8);
            assertThat(arrays.tensor("types/short").longs()).containsExactly(-2, 3);
            assertThat(arrays.tensor("types/unsigned").longs()).containsExactly(1, (1L << 32) - 1);
            assertThat(arrays.tensor("types/bool").type()).isEqualTo(ElementType.BOOL);
            assertThat(arrays.tensor("types/bool").longs()).containsExactly(1, 0);
            assertThat(arrays.texts("types/fixed")).containsExactly("cat", "dog");
            assertThat(arrays.texts("types/variable")).containsExactly("cat", "mouse");
            assertThatThrownBy(() -> arrays.tensor("types/complex"))
                    .isInstanceOf(UnsupportedFileException.class)
                    .hasMessageContaining("its array types/complex is of the type compound128; save one of numbers");
            assertThatThrownBy(() -> arrays.texts("types/bytes")).hasMessageContaining("uint8, which is no text");
        }
    }

    @Test
    void linksToOtherFilesAreNotFollowedAndGroupsAreOpenedOnce() throws IOException {
        try (NamedArrays arrays = HdfArrays.open(file("plain.h5"), false)) {
            assertThat(arrays.arrays())
                    .extracting(NamedArrays.Array::name)
                    .contains("x", "y", "types/half")
                    .noneMatch(name -> name.contains("outside") || name.contains("soft") || name.contains("itself"));
        }
    }

    @Test
    void namesWithPathsAreChosenAsInArchives() throws IOException {
        DataReaders.Reading read = DataReaders.read(DataSource.of(file("parts.h5")));
        assertThat(read.dataset().inputs().doubles()).containsExactly(0, 1, 2, 10, 11, 12);
        assertThat(read.dataset().classes()).containsExactly("cat", "dog");
        assertThat(read.notices())
                .anyMatch(notice -> notice.contains("The inputs are the array test/images, the targets test/labels"))
                .anyMatch(notice -> notice.contains("0 = cat, 1 = dog"));
        DataSource train = DataSource.of(file("parts.h5"))
                .named("train/images", "train/labels")
                .withClasses(List.of("dog", "cat"));
        assertThat(DataReaders.open(train).targets().longs()).containsExactly(0, 1, 0, 1);
        assertThatThrownBy(
                        () -> DataReaders.open(DataSource.of(file("parts.h5")).named("images", null)))
                .hasMessageContaining("holds no array called images; it holds test/images float32 [2, 3]");
    }

    /** HDF5 itself would give zeros for the rest. */
    @Test
    void anArrayThatWasWrittenInPartIsRefused() {
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file("part-written.h5"))))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("its array x is written in part", "from [4, 0] on");
    }

    @Test
    void filesOfMatlabHaveTheirAxesAsMatlabShowsThem() throws IOException {
        Dataset data = DataReaders.open(DataSource.of(file("version73.mat")));
        assertThat(data.inputs().shape()).containsExactly(4, 3);
        assertThat(data.inputs().doubles()).containsExactly(INPUTS);
        assertThat(data.targets().doubles()).containsExactly(0, 1, 2, 1);
        Dataset named = DataReaders.open(DataSource.of(file("version73.mat")).named("X", "names"));
        assertThat(named.classes()).containsExactly("cat", "dog", "mouse");
        assertThat(named.targets().longs()).containsExactly(0, 2, 1, 1);
        try (NamedArrays arrays = HdfArrays.open(file("version73.mat"), true)) {
            assertThat(arrays.tensor("flags").type()).isEqualTo(ElementType.BOOL);
        }
    }
}
