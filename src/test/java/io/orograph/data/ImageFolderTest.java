package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

    @TempDir
    Path folder;

    private void picture(String name, int width, int height, int rgb) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    @Test
    void aFolderAClassIsReadInTheOrderOfTheNames() throws IOException {
        picture("dog/a.png", 2, 1, 0x102030);
        picture("cat/b.png", 2, 1, 0xFF0001);
        picture("cat/a.png", 2, 1, 0x000000);
        DataReaders.Reading read = DataReaders.read(DataSource.of(folder));
        assertThat(read.dataset().inputs())
                .isEqualTo(Tensor.ofBytes(
                        new byte[] {0, 0, 0, 0, 0, 0, -1, 0, 1, -1, 0, 1, 16, 32, 48, 16, 32, 48}, 3, 1, 2, 3));
        assertThat(read.dataset().targets().longs()).containsExactly(0, 0, 1);
        assertThat(read.dataset().classes()).containsExactly("cat", "dog");
        assertThat(read.notices()).anyMatch(notice -> notice.contains("0 = cat, 1 = dog"));
    }

    @Test
    void aNetworkOfOneChannelGetsGrey() throws IOException {
        picture("a/a.png", 1, 1, 0xFF0000);
        Tensor inputs = DataReaders.openInputs(DataSource.of(folder).forInput(-1, 1, 1, 1));
        // 255 · 0.299, cut off as Pillow does.
        assertThat(inputs.longs()).containsExactly(76);
    }

    @Test
    void sizesThatDifferAreBroughtToOneIfThatIsAsked() throws IOException {
        picture("a/a.png", 4, 2, 0x808080);
        picture("a/b.png", 2, 2, 0x404040);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("b.png has 2×2 pixels where the first picture has 4×2")
                .hasMessageContaining("--size, as 2,4");
        Preparation size = new Preparation(List.of(3, 5), 1, List.of(), List.of());
        Dataset data = DataReaders.open(DataSource.of(folder).prepared(size));
        assertThat(data.inputs().shape()).containsExactly(2, 3, 5, 3);
        assertThat(data.inputs().get(0)).isEqualTo(0x80);
    }

    @Test
    void ofPartsTheTestIsTaken() throws IOException {
        picture("train/a/a.png", 1, 1, 0);
        picture("test/a/a.png", 1, 1, 0);
        picture("test/b/a.png", 1, 1, 0);
        assertThat(DataReaders.open(DataSource.of(folder)).samples()).isEqualTo(2);
    }

    @Test
    void whatIsNoPictureIsNamed() throws IOException {
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .hasMessageContaining("is a folder without pictures");
        picture("a.png", 1, 1, 0);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .hasMessageContaining("does not say their classes");
        picture("a/a.png", 40, 40, 0x123456);
        Path file = folder.resolve("a/a.png");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 40));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder))).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void numbersAreScaledThenNormalisedByChannel() {
        Tensor inputs = Tensor.of(new float[] {10, 20, 30, 40}, 1, 2, 2);
        Preparation preparation = new Preparation(List.of(), 0.5, List.of(1.0, 2.0), List.of(2.0, 4.0));
        assertThat(preparation.of(inputs).floats()).containsExactly(2, 4.5f, 3.25f, 4.5f);
        assertThat(preparation.text()).isEqualTo("scale 0.5, mean 1.0,2.0, std 2.0,4.0");
        assertThatThrownBy(() -> preparation.of(Tensor.of(new float[3], 1, 3)))
                .hasMessageContaining("no axis of the channels");
    }
}
