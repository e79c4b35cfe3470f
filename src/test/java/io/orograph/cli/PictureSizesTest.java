package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of pictures that are not of the size that the network takes. */
class PictureSizesTest {

    @TempDir
    Path folder;

    /** Writes ten pictures a class, 12 pixels high and from 12 to 21 wide. */
    @BeforeEach
    void writePictures() throws IOException {
        for (int digit = 0; digit < 10; digit++) {
            Path of = Files.createDirectories(folder.resolve(Integer.toString(digit)));
            for (int i = 0; i < 10; i++) {
                BufferedImage picture = new BufferedImage(12 + i, 12, BufferedImage.TYPE_BYTE_GRAY);
                for (int x = 0; x < picture.getWidth(); x++) {
                    for (int y = 0; y < picture.getHeight(); y++) {
                        picture.getRaster().setSample(x, y, 0, (x * digit + 31 * y + i) % 256);
                    }
                }
                ImageIO.write(picture, "png", of.resolve(i + ".png").toFile());
            }
        }
    }

    private CommandRun loss(Object... more) {
        Stream<Object> args =
                Stream.of("loss", CommandRun.sample("digits-cnn.onnx"), "--data", folder, "--scale-bytes", "--json");
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray());
    }

    @Test
    void theyAreBroughtToItWithAWord() {
        CommandRun found = loss();
        CommandRun asked = loss("--size", "8,8");
        assertThat(found.json().path("loss")).isEqualTo(asked.json().path("loss"));
        assertThat(found.json().path("notices").toString())
                .contains("were brought to the size that the network takes, 8×8")
                .contains("(--size)");
        assertThat(asked.json().path("notices").toString()).doesNotContain("brought to the size");
    }

    /** Means of pictures from 0 to 1 on bytes are most likely a step that was forgotten. */
    @Test
    void meansBelowOneOnBytesAreSaidToBeOfOtherInputs() {
        String forgotten = CommandRun.of(
                        "loss",
                        CommandRun.sample("digits-cnn.onnx"),
                        "--data",
                        folder,
                        "--mean",
                        "0.5",
                        "--std",
                        "0.3",
                        "--json")
                .json()
                .path("notices")
                .toString();
        assertThat(forgotten).contains("divide by 255 as well");
        assertThat(loss("--mean", "0.5", "--std", "0.3").json().path("notices").toString())
                .doesNotContain("divide by 255");
    }
}
