package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.plot.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

    @TempDir
    Path folder;

    private static Picture noise(int width, int height, int alpha) {
        int[] argb = new Random(3).ints((long) width * height).toArray();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = argb[i] & 0xffffff | (alpha < 0 ? argb[i] & 0xff000000 : alpha << 24);
        }
        return new Picture(width, height, argb);
    }

    @Test
    void textsComeBackAsTheyWere() throws IOException {
        Map<String, String> texts = Map.of(
                "Title", "Loss landscape",
                "Software", "Orograph 0.1.0",
                "Author", "Zoë Müller",
                "Description", "α −1 … 1 · β 山 🏔",
                "orograph", "{\"model\": \"a \\\"b\\\" <c> &amp; 'd'\",\n  \"θ\": [1, 2]}" + " long".repeat(20_000));
        Path file = folder.resolve("figure.png");
        PngFile.write(file, noise(20, 10, 255), texts, 300);
        assertThat(PngFile.text(file)).isEqualTo(texts);
    }

    @Test
    void pixelsComeBackToTheBit() throws IOException {
        for (int alpha : new int[] {255, -1}) {
            Picture picture = noise(31, 17, alpha);
            Path file = folder.resolve("pixels.png");
            PngFile.write(file, picture, Map.of(), 72);
            assertThat(ImageIO.read(file.toFile()).getRGB(0, 0, 31, 17, null, 0, 31))
                    .isEqualTo(picture.argb());
        }
    }

    /** Read by hand from the bytes: the chunks, their checksums, and what they hold. */
    @Test
    void theChunksAreThoseOfTheStandard() throws IOException {
        Path file = folder.resolve("chunks.png");
        PngFile.write(file, noise(4, 4, 255), Map.of("Title", "Plain", "Description", "θ₀"), 300);
        Map<String, byte[]> chunks = chunks(Files.readAllBytes(file));
        assertThat(chunks.get("tEXt")).isEqualTo("Title\0Plain".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(chunks.get("iTXt")).isEqualTo("Description\0\0\0\0\0θ₀".getBytes(StandardCharsets.UTF_8));
        ByteBuffer resolution = ByteBuffer.wrap(chunks.get("pHYs"));
        // 300 / 0.0254 = 11811.02 pixels a metre, both ways; unit 1 is the metre.
        assertThat(resolution.getInt()).isEqualTo(11811);
        assertThat(resolution.getInt()).isEqualTo(11811);
        assertThat(resolution.get()).isEqualTo((byte) 1);
        // Opaque pictures have colour type 2, without an alpha channel.
        assertThat(chunks.get("IHDR")[9]).isEqualTo((byte) 2);
    }

    private static Map<String, byte[]> chunks(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertThat(buffer.getLong()).isEqualTo(0x89504e470d0a1a0aL);
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        while (buffer.hasRemaining()) {
            byte[] data = new byte[buffer.getInt()];
            byte[] type = new byte[4];
            buffer.get(type).get(data);
            CRC32 checksum = new CRC32();
            checksum.update(type);
            checksum.update(data);
            assertThat(buffer.getInt()).isEqualTo((int) checksum.getValue());
            chunks.put(new String(type, StandardCharsets.US_ASCII), data);
        }
        assertThat(chunks).containsKeys("IHDR", "IDAT", "IEND");
        return chunks;
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFileAlone() throws IOException {
        Path file = folder.resolve("kept.png");
        Files.writeString(file, "old");
        for (String keyword : new String[] {"", " x", "x".repeat(80), "θ", "a\nb"}) {
            assertThatThrownBy(() -> PngFile.write(file, noise(2, 2, 255), Map.of(keyword, "text"), 300))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("keyword");
        }
        assertThatThrownBy(() -> PngFile.write(file, noise(2, 2, 255), Map.of(), 0))
                .hasMessageContaining("dpi");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryContaining("glob:**kept.png");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsNoPngIsNotRead() throws IOException {
        Path file = folder.resolve("no.png");
        Files.writeString(file, "certainly not");
        assertThatThrownBy(() -> PngFile.text(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PngFile.text(folder.resolve("absent.png"))).isInstanceOf(IOException.class);
    }

    @Test
    void picturesHaveAsManyPixelsAsTheySay() {
        assertThatThrownBy(() -> new Picture(2, 2, new int[3])).hasMessageContaining("3 pixels for 2×2");
        assertThatThrownBy(() -> new Picture(0, 2, new int[0])).hasMessageContaining("0×2");
    }
}
