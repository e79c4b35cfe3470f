package io.orograph.data.image;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture as rows of pixels of three bytes: red, green, blue. */
public final class Picture {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");

    /** Pixels; a photograph has some ten million. */
    private static final long LARGEST = 1L << 26;

    /** Pixels that a byte can stand for: 8,256 of a black and white PNG, whose compression makes 1,032 bytes of one. */
    private static final long MOST_PER_BYTE = 10_000;

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] pixels;

    private Picture(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Returns whether a file is a picture by its name. */
    public static boolean isNamed(Path file) {
        return FileName.endsIn(file, ENDINGS);
    }

    /**
     * Reads a picture. What is transparent in it keeps its colour.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, too large, or of a kind that is not decoded
     * @throws IOException if it cannot be read
     */
    public static Picture read(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            return read(in, Files.size(file), file, "");
        }
    }

    /**
     * Decodes a picture that another file holds; see {@link #read}.
     *
     * @param name how the picture is called in a sentence that begins with the file's name: {@code "holds in row 3 a picture
     *     that "}
     */
    public static Picture decode(byte[] bytes, Path file, String name) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            return read(in, bytes.length, file, name);
        }
    }

    /** Returns whether bytes begin as a picture does. */
    public static boolean isEncoded(byte... bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
        return head.startsWith("\u0089PNG")
                || head.startsWith("\u00ff\u00d8\u00ff")
                || head.startsWith("GIF8")
                || head.startsWith("BM");
    }

    private static Picture read(ImageInputStream in, long bytes, Path file, String name) throws IOException {
        Iterator<ImageReader> readers = in == null ? List.<ImageReader>of().iterator() : ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new UnsupportedFileException(
                    file, name + "is no picture that can be decoded; save it as PNG or JPEG");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(in);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > LARGEST) {
                throw new UnsupportedFileException(
                        file,
                        name + "is a picture of " + reader.getWidth(0) + "×" + reader.getHeight(0)
                                + " pixels, more than can be used; save it smaller");
            }
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PER_BYTE * bytes) {
                throw new DamagedFileException(
                        file,
                        name + "is damaged: it claims " + reader.getWidth(0) + "×" + reader.getHeight(0)
                                + " pixels, more than its " + bytes + " bytes can hold; save or copy it again");
            }
            return of(reader.read(0));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | javax.imageio.IIOException e) {
            throw new DamagedFileException(file, name + "is damaged: it cannot be decoded; save or copy it again", e);
        } finally {
            reader.dispose();
        }
    }

    private static Picture of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height * CHANNELS];
        // The grey of a grey picture as it is stored: its colours as Java converts them are brighter.
        boolean grey = image.getRaster().getNumBands() == 1
                && image.getColorModel().getPixelSize() == Byte.SIZE
                && !(image.getColorModel() instanceof java.awt.image.IndexColorModel);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = grey ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
                int at = (y * width + x) * CHANNELS;
                pixels[at] = (byte) (rgb >> 16);
                pixels[at + 1] = (byte) (rgb >> 8);
                pixels[at + 2] = (byte) rgb;
            }
        }
        return new Picture(width, height, pixels);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /**
     * Returns the picture in another size, each pixel interpolated between its four nearest (bilinear, corners not
     * aligned, as the frameworks do without antialiasing).
     */
    public Picture resized(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        byte[] result = new byte[toWidth * toHeight * CHANNELS];
        for (int y = 0; y < toHeight; y++) {
            double fromY = inside((y + 0.5) * height / toHeight - 0.5, height);
            for (int x = 0; x < toWidth; x++) {
                double fromX = inside((x + 0.5) * width / toWidth - 0.5, width);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    result[(y * toWidth + x) * CHANNELS + channel] = (byte) Math.round(between(fromX, fromY, channel));
                }
            }
        }
        return new Picture(toWidth, toHeight, result);
    }

    private static double inside(double place, int size) {
        return Math.min(Math.max(place, 0), size - 1);
    }

    private double between(double x, double y, int channel) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = at(left, top, channel) * (1 - (x - left)) + at(right, top, channel) * (x - left);
        double lower = at(left, bottom, channel) * (1 - (x - left)) + at(right, bottom, channel) * (x - left);
        return upper * (1 - (y - top)) + lower * (y - top);
    }

    private int at(int x, int y, int channel) {
        return pixels[(y * width + x) * CHANNELS + channel] & 0xFF;
    }

    /**
     * Writes the pixels, row by row.
     *
     * @param channels 3 for red, green and blue; 1 for grey, weighted as television does (ITU-R 601)
     */
    public void write(byte[] to, int from, int channels) {
        for (int pixel = 0; pixel < width * height; pixel++) {
            int red = pixels[pixel * CHANNELS] & 0xFF;
            int green = pixels[pixel * CHANNELS + 1] & 0xFF;
            int blue = pixels[pixel * CHANNELS + 2] & 0xFF;
            if (channels == 1) {
                to[from + pixel] = (byte) ((red * 299 + green * 587 + blue * 114) / 1000);
            } else {
                to[from + pixel * CHANNELS] = (byte) red;
                to[from + pixel * CHANNELS + 1] = (byte) green;
                to[from + pixel * CHANNELS + 2] = (byte) blue;
            }
        }
    }
}
