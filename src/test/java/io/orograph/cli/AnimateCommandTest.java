package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film is made of a saved landscape alone. */
final class AnimateCommandTest {

    @TempDir
    private static Path folder;

    private static Path surface;

    @BeforeAll
    static void save() {
        surface = folder.resolve("surface.npz");
        assertThat(CommandRun.onDigits("landscape", "--resolution", 5, "--samples", 60, "--out", surface)
                        .code())
                .isZero();
    }

    @Test
    void aFilmHasAsManyFramesAsItIsLong() throws IOException {
        Path out = folder.resolve("a.gif");
        CommandRun run =
                CommandRun.of("animate", surface, "--out", out, "--seconds", 0.5, "--fps", 8, "--width", 480, "--dark");
        assertThat(run.code()).as(run.err()).isZero();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(out.toFile()));
        assertThat(reader.getNumImages(true)).isEqualTo(4);
        assertThat(reader.getWidth(0)).isEqualTo(480);
        reader.dispose();
    }

    /** Of two quantities it is another film than of one; of one that is not there, none. */
    @Test
    void heightsAndColoursCanBeOfTwoQuantities() throws IOException {
        Path one = folder.resolve("one.gif");
        Path two = folder.resolve("two.gif");
        for (Path out : List.of(one, two)) {
            CommandRun run = CommandRun.of(
                    "animate",
                    surface,
                    "--out",
                    out,
                    "--seconds",
                    0.25,
                    "--fps",
                    8,
                    "--width",
                    480,
                    "--figure-color",
                    out == one ? "loss" : "accuracy");
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(two).isNotEmptyFile();
        assertThat(Files.mismatch(one, two)).isNotNegative();
        assertThat(refused("--out", two, "--figure-show", "volume")).contains("loss, accuracy, error, difference");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(refused("--out", folder.resolve("a.avi"))).contains("--out writes MP4 or GIF; give it a name");
        assertThat(refused("--out", folder.resolve("a.mp4"), "--kind", "trajectory"))
                .contains("no path lies on this landscape");
        assertThat(refused("--out", folder.resolve("a.mp4"), "--kind", "dance"))
                .contains("turntable, trajectory, training, evaluation");
        assertThat(refused("--out", folder.resolve("a.mp4"), "--width", 100)).contains("from 480 to 1920 pixels");
    }

    private static String refused(Object... more) {
        Object[] args = new Object[2 + more.length];
        args[0] = "animate";
        args[1] = surface;
        System.arraycopy(more, 0, args, 2, more.length);
        CommandRun run = CommandRun.of(args);
        assertThat(run.code()).isEqualTo(2);
        return run.err();
    }

    @Test
    void whatIsStoppedLeavesNoFile() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        Path out = folder.resolve("stopped.mp4");
        CommandRun run = CommandRun.onConsole(cancel, false, new StringWriter(), "animate", surface, "--out", out);
        assertThat(run.code()).isEqualTo(130);
        assertThat(Files.exists(out)).isFalse();
    }
}
