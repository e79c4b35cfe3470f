package io.orograph.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The beginning of an array, and its first sample as a picture where its shape is that of one. */
class ArrayPreviewTest {

    @TempDir
    private Path folder;

    private ArrayPreview preview(long... shape) throws IOException {
        Path file = folder.resolve("arrays.npz");
        double[] values = IntStream.range(0, Shape.size(shape)).asDoubleStream().toArray();
        NpzWriter.write(file, npz -> npz.add("a", Tensor.of(values, shape)));
        NamedArrays.Array array;
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            array = arrays.required("a");
        }
        return ArrayPreview.read(file, array);
    }

    @Test
    void theFirstNumbers() throws IOException {
        assertThat(preview(3).values()).isEqualTo("0, 1, 2");
        assertThat(preview(5, 4).values()).isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, …");
        assertThat(preview(5, 4).picture()).isEmpty();
        assertThat(preview(0, 4).values()).isEmpty();
    }

    @Test
    void greyPicturesFromBlackToWhite() throws IOException {
        ArrayPreview.Picture picture = preview(2, 4, 5).picture().orElseThrow();
        assertThat(picture.width()).isEqualTo(5);
        assertThat(picture.height()).isEqualTo(4);
        assertThat(picture.argb()[0]).isEqualTo(0xFF000000);
        assertThat(picture.argb()[19]).isEqualTo(0xFFFFFFFF);
    }

    /** The element (row 1, column 2) of each channel, in both layouts; 0 to 59 become 0 to 255. */
    @ParameterizedTest
    @CsvSource({"2, 3, 4, 5, 7, 27, 47", "2, 4, 5, 3, 21, 22, 23"})
    void colouredPicturesInBothLayouts(long n, long a, long b, long c, int red, int green, int blue)
            throws IOException {
        ArrayPreview.Picture picture = preview(n, a, b, c).picture().orElseThrow();
        assertThat(picture.width()).isEqualTo(5);
        assertThat(picture.argb()[7]).isEqualTo(0xFF000000 | light(red) << 16 | light(green) << 8 | light(blue));
    }

    private static int light(int value) {
        return (int) Math.round(value * 255 / 59.0);
    }
}
