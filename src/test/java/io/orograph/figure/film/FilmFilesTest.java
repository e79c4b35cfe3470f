package io.orograph.figure.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.plot.Picture;
import io.orograph.task.CancelToken;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.io.NIOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the files is what the frames are, for as long as they are to be seen. */
final class FilmFilesTest {

    @TempDir
    private Path folder;

    /** A gradient with a square that goes over it, on a ground of one colour. */
    private record Moving(FilmFormat format) implements Film {

        @Override
        public String title() {
            return "moving";
        }

        @Override
        public Picture frame(int number) {
            int[] argb = new int[format.width() * format.height()];
            for (int i = 0; i < argb.length; i++) {
                int x = i % format.width();
                int y = i / format.width();
                int color =
                        y < 100 ? 0xfffefdfc : 0xff000000 | x * 255 / format.width() << 16 | (y * 200 / 400) << 8 | 90;
                boolean inside = x >= 10 + 12 * number && x < 60 + 12 * number && y >= 200 && y < 250;
                argb[i] = inside ? 0xffff2010 : color;
            }
            return new Picture(format.width(), format.height(), argb);
        }
    }

    private final Moving film = new Moving(FilmFormat.of(480, 0.2, 30));

    @Test
    void aGifShowsTheFramesForTheirTime() throws IOException {
        Path file = folder.resolve("a.gif");
        GifFile.write(file, film);
        List<Integer> delays = new ArrayList<>();
        BufferedImage screen = new BufferedImage(480, 360, BufferedImage.TYPE_INT_RGB);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(6);
            for (int number = 0; number < 6; number++) {
                IIOMetadataNode root =
                        (IIOMetadataNode) reader.getImageMetadata(number).getAsTree("javax_imageio_gif_image_1.0");
                assertThat(root.getElementsByTagName("LocalColorTable").getLength())
                        .isZero();
                IIOMetadataNode place = (IIOMetadataNode)
                        root.getElementsByTagName("ImageDescriptor").item(0);
                IIOMetadataNode control = (IIOMetadataNode)
                        root.getElementsByTagName("GraphicControlExtension").item(0);
                delays.add(Integer.valueOf(control.getAttribute("delayTime")));
                Graphics2D graphics = screen.createGraphics();
                graphics.drawImage(
                        reader.read(number),
                        Integer.parseInt(place.getAttribute("imageLeftPosition")),
                        Integer.parseInt(place.getAttribute("imageTopPosition")),
                        null);
                graphics.dispose();
                int[] wanted = film.frame(number).argb();
                int[] found = screen.getRGB(0, 0, 480, 360, null, 0, 480);
                assertThat(found[5]).as("the ground keeps its colour").isEqualTo(0xfffefdfc);
                // A pattern of 12 steps, and colours that lie about as far apart; in the mean it is far less.
                assertThat(difference(wanted, found)).isLessThan(6);
            }
            if (reader.getStreamMetadata() == null) {
                throw new AssertionError("no stream metadata");
            }
        } finally {
            reader.dispose();
        }
        assertThat(delays).containsExactly(3, 4, 3, 3, 4, 3);
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("GIF89a")
                .contains("NETSCAPE2.0");
    }

    private static double difference(int[] wanted, int[] found) {
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((wanted[i] >> shift & 0xff) - (found[i] >> shift & 0xff));
            }
        }
        return sum / wanted.length / 3;
    }

    /** By the library's decoder, which shares no code with its encoder; ffmpeg and Chromium play it too. */
    @Test
    void anMp4HoldsTheFrames() throws IOException, JCodecException {
        Path file = folder.resolve("a.mp4");
        Mp4File.write(file, film);
        assertThat(new String(Files.readAllBytes(file), 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("ftyp");
        FrameGrab grab = FrameGrab.createFrameGrab(NIOUtils.readableChannel(file.toFile()));
        for (int number = 0; number < 6; number++) {
            org.jcodec.common.model.Picture picture = grab.getNativeFrame();
            assertThat(picture).as("frame " + number).isNotNull();
            byte[] luma = picture.getPlaneData(0);
            int[] wanted = film.frame(number).argb();
            double sum = 0;
            for (int y = 0; y < 360; y++) {
                for (int x = 0; x < 480; x++) {
                    int rgb = wanted[y * 480 + x];
                    double expected = 16
                            + 219
                                    / 255.0
                                    * (0.2126 * (rgb >> 16 & 0xff)
                                            + 0.7152 * (rgb >> 8 & 0xff)
                                            + 0.0722 * (rgb & 0xff));
                    sum += Math.abs(expected - (luma[y * picture.getWidth() + x] + 128));
                }
            }
            assertThat(sum / wanted.length).as("frame " + number).isLessThan(2);
        }
        assertThat(grab.getNativeFrame()).isNull();
        assertThat(grab.getVideoTrack().getMeta().getTotalDuration()).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void whatIsCancelledLeavesNoFile() throws IOException {
        for (String name : List.of("b.gif", "b.mp4")) {
            CancelToken cancel = new CancelToken();
            List<Long> told = new ArrayList<>();
            Film watched = film.watched(
                    (done, total) -> {
                        told.add(done);
                        assertThat(total).isEqualTo(6);
                        if (done == 2) {
                            cancel.cancel();
                        }
                    },
                    cancel);
            Path file = folder.resolve(name);
            assertThatThrownBy(() -> {
                        if (name.endsWith("gif")) {
                            GifFile.write(file, watched);
                        } else {
                            Mp4File.write(file, watched);
                        }
                    })
                    .isInstanceOf(CancellationException.class);
            assertThat(told).containsExactly(0L, 1L, 2L);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFilmHasASizeThatCanBeWritten() {
        assertThat(FilmFormat.of(801, 1, 25)).isEqualTo(new FilmFormat(800, 600, 1, 25));
        assertThat(FilmFormat.of(482, 1, 25).height() % 2).isZero();
        assertThat(FilmFormat.of(480, 2.5, 30).frames()).isEqualTo(75);
        assertThatThrownBy(() -> FilmFormat.of(200, 1, 25)).hasMessageContaining("from 480 to 1920");
        assertThatThrownBy(() -> FilmFormat.of(480, 0.01, 25)).hasMessageContaining("lasts from one frame");
        assertThatThrownBy(() -> FilmFormat.of(480, 1, 200)).hasMessageContaining("1 to 60 frames");
    }
}
