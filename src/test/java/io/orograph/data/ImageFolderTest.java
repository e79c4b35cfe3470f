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
        Tensor inputs = DataReaders.openInputs(DataSource.of(folder).forInput(-1, 1, 1, 1))
                .first();
        // 255 · 0.299, cut off as Pillow does.
        assertThat(inputs.longs()).containsExactly(76);
    }

    @Test
    void sizesThatDifferAreBroughtToOneIfThatIsAsked() throws IOException {
        picture("a/a.png", 4, 2, 0x808080);
        picture("a/b.png", 2, 2, 0x404040);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("b.png in a has 2×2 pixels where the first picture has 4×2")
                .hasMessageContaining("(Picture size, --size), as 2,4");
        Preparation size = new Preparation(List.of(3, 5), 1, List.of(), List.of());
        Dataset data = DataReaders.open(DataSource.of(folder).prepared(size));
        assertThat(data.inputs().shape()).containsExactly(2, 3, 5, 3);
        assertThat(data.inputs().get(0)).isEqualTo(0x80);
    }

    @Test
    void whatIsLeftOutIsSaidAndWhatSystemsLeaveBehindIsNot() throws IOException {
        picture("b/a.png", 1, 1, 0);
        picture("c/a.png", 1, 1, 0);
        for (String clutter :
                List.of("b/.DS_Store", "b/Thumbs.db", "__MACOSX/._a.png", "c/__MACOSX/b.png", "b/.a.png")) {
            Path file = folder.resolve(clutter);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
        }
        DataReaders.Reading clean = DataReaders.read(DataSource.of(folder));
        assertThat(clean.dataset().samples()).isEqualTo(2);
        assertThat(clean.notices()).noneMatch(notice -> notice.contains("left out"));
        Files.createDirectories(folder.resolve("a"));
        Files.write(folder.resolve("c/b.webp"), new byte[] {1});
        assertThat(DataReaders.read(DataSource.of(folder)).notices())
                .contains(
                        "One file was left out, which is no picture that is read: c/b.webp.",
                        "A folder without pictures counts as no class: a.");
    }

    @Test
    void ofPartsTheTestIsTaken() throws IOException {
        picture("train/a/a.png", 1, 1, 0);
        picture("test/a/a.png", 1, 1, 0);
        picture("test/b/a.png", 1, 1, 0);
        assertThat(DataReaders.open(DataSource.of(folder)).samples()).isEqualTo(2);
    }

    @Test
    void aTableNamesPicturesAndTheirClasses() throws IOException {
        picture("a.png", 1, 1, 0x010101);
        picture("b.png", 1, 1, 0x020202);
        picture("more/c.png", 1, 1, 0x030303);
        picture("more/d.png", 1, 1, 0x040404);
        Path table = Files.writeString(
                folder.resolve("labels.csv"), "id,age,breed\nmore/c.png,3,pug\na,5,collie\nb.png,7,pug\n");
        DataReaders.Reading read = DataReaders.read(DataSource.of(folder));
        assertThat(read.dataset().inputs().longs()).containsExactly(3, 3, 3, 1, 1, 1, 2, 2, 2);
        assertThat(read.dataset().targets().longs()).containsExactly(1, 0, 1);
        assertThat(read.dataset().classes()).containsExactly("collie", "pug");
        assertThat(read.notices())
                .contains(
                        "The pictures are named by the column id of labels.csv, and the target is its column breed;"
                                + " name another with --y.",
                        "1 picture was left out, for labels.csv does not name it.")
                .anyMatch(notice -> notice.contains("0 = collie, 1 = pug"));
        DataSource age = DataSource.of(folder).named(null, "age");
        assertThat(DataReaders.open(age).targets().longs()).containsExactly(3, 5, 7);
        DataSource given = DataSource.of(folder).withClasses(List.of("pug", "collie"));
        assertThat(DataReaders.open(given).targets().longs()).containsExactly(0, 1, 0);
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder).named(null, "id")))
                .hasMessageContaining("labels.csv has no column id for the targets beside the names of the pictures");
        Files.writeString(table, "id,label\na,0\nz,1\n");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("labels.csv names in line 3 the picture z, which is not in the folder");
        Files.writeString(table, "id,label\na,\n");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .hasMessageContaining("labels.csv has '' in line 2, which needs a target");
    }

    @Test
    void aTableOfAnotherFolderIsNamedWithTheTargets(@TempDir Path elsewhere) throws IOException {
        picture("a.png", 1, 1, 0);
        picture("b.png", 1, 1, 0);
        Path table = Files.writeString(elsewhere.resolve("list.csv"), "b.png,1.5\na.png,2\n");
        assertThat(DataReaders.open(DataSource.of(folder, table)).targets().doubles())
                .containsExactly(1.5, 2);
        Files.writeString(table, "file,y\nc.png,1\n");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder, table)))
                .hasMessageContaining("list.csv names no picture of the folder");
    }

    @Test
    void foldersOfClassesComeBeforeATable() throws IOException {
        picture("cat/a.png", 1, 1, 0);
        picture("dog/b.png", 1, 1, 0);
        Files.writeString(folder.resolve("meta.csv"), "file,label\ncat/a.png,7\ndog/b.png,8\n");
        assertThat(DataReaders.open(DataSource.of(folder)).targets().longs()).containsExactly(0, 1);
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
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(folder)))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("a.png in a is damaged");
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
