package io.orograph.figure.film;

import io.orograph.file.AtomicFile;
import io.orograph.plot.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Films as animated GIF: one palette for all frames, of each frame only the rectangle that differs from the one before, and
 * delays in hundredths of a second that add up to the film's length. It repeats for ever.
 */
public final class GifFile {

    private static final String IMAGE = "javax_imageio_gif_image_1.0";
    private static final String STREAM = "javax_imageio_gif_stream_1.0";

    /** Frames that the palette is made from. */
    private static final int SAMPLES = 9;

    private static final int HUNDREDTHS = 100;

    private final Film film;
    private final Palette palette;
    private final IndexColorModel colors;
    private byte[] before;

    private GifFile(Film film) {
        this.film = film;
        this.palette = palette(film);
        int[] rgb = palette.colors();
        this.colors = new IndexColorModel(8, rgb.length, rgb, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static Palette palette(Film film) {
        List<Picture> pictures = new ArrayList<>();
        int frames = film.format().frames();
        int samples = Math.min(SAMPLES, frames);
        for (int i = 0; i < samples; i++) {
            pictures.add(film.sample((int) ((long) i * (frames - 1) / Math.max(1, samples - 1))));
        }
        return Palette.of(pictures);
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @throws java.util.concurrent.CancellationException if a frame does; then there is no file
     */
    public static void write(Path file, Film film) throws IOException {
        AtomicFile.requireWritable(file);
        GifFile gif = new GifFile(film);
        AtomicFile.write(file, gif::write);
    }

    private void write(OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(streamMetadata(writer));
            for (int number = 0; number < film.format().frames(); number++) {
                writer.writeToSequence(frame(writer, number), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private IIOMetadata streamMetadata(ImageWriter writer) throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultStreamMetadata(null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(STREAM);
        IIOMetadataNode screen = child(root, "LogicalScreenDescriptor");
        screen.setAttribute("logicalScreenWidth", Integer.toString(film.format().width()));
        screen.setAttribute(
                "logicalScreenHeight", Integer.toString(film.format().height()));
        screen.setAttribute("colorResolution", "8");
        screen.setAttribute("pixelAspectRatio", "0");
        IIOMetadataNode table = child(root, "GlobalColorTable");
        table.setAttribute("sizeOfGlobalColorTable", "256");
        table.setAttribute("backgroundColorIndex", "0");
        table.setAttribute("sortFlag", "FALSE");
        while (table.getFirstChild() != null) {
            table.removeChild(table.getFirstChild());
        }
        int[] rgb = palette.colors();
        for (int i = 0; i < 256; i++) {
            int color = i < rgb.length ? rgb[i] : 0;
            IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", Integer.toString(i));
            entry.setAttribute("red", Integer.toString(color >> 16 & 0xff));
            entry.setAttribute("green", Integer.toString(color >> 8 & 0xff));
            entry.setAttribute("blue", Integer.toString(color & 0xff));
            table.appendChild(entry);
        }
        metadata.setFromTree(STREAM, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode child = new IIOMetadataNode(name);
        root.appendChild(child);
        return child;
    }

    private IIOImage frame(ImageWriter writer, int number) throws IOException {
        Picture picture = film.frame(number);
        byte[] indices = palette.indices(picture);
        Rectangle part = before == null
                ? new Rectangle(0, 0, picture.width(), picture.height())
                : Rectangle.ofDifference(before, indices, picture.width());
        before = indices;
        BufferedImage image = new BufferedImage(part.width(), part.height(), BufferedImage.TYPE_BYTE_INDEXED, colors);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < part.height(); row++) {
            System.arraycopy(
                    indices, (part.y() + row) * picture.width() + part.x(), pixels, row * part.width(), part.width());
        }
        return new IIOImage(image, null, metadata(writer, image, part, number));
    }

    private IIOMetadata metadata(ImageWriter writer, BufferedImage image, Rectangle part, int number)
            throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(IMAGE);
        IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(part.x()));
        place.setAttribute("imageTopPosition", Integer.toString(part.y()));
        for (int i = root.getLength() - 1; i >= 0; i--) {
            if (root.item(i).getNodeName().equals("LocalColorTable")) {
                root.removeChild(root.item(i));
            }
        }
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Long.toString(begins(number + 1) - begins(number)));
        if (number == 0) {
            IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
            repeat.setAttribute("applicationID", "NETSCAPE");
            repeat.setAttribute("authenticationCode", "2.0");
            repeat.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(repeat);
        }
        metadata.setFromTree(IMAGE, root);
        return metadata;
    }

    /** Returns when a frame begins, in hundredths of a second. */
    private long begins(int number) {
        return Math.round((double) HUNDREDTHS * number / film.format().rate());
    }

    /** A part of a frame. */
    private record Rectangle(int x, int y, int width, int height) {

        /** Returns the smallest part that holds all pixels that differ; one pixel where none does. */
        static Rectangle ofDifference(byte[] before, byte[] now, int width) {
            int left = width;
            int right = -1;
            int top = -1;
            int bottom = -1;
            for (int i = 0; i < now.length; i++) {
                if (before[i] != now[i]) {
                    left = Math.min(left, i % width);
                    right = Math.max(right, i % width);
                    top = top < 0 ? i / width : top;
                    bottom = i / width;
                }
            }
            return right < 0 ? new Rectangle(0, 0, 1, 1) : new Rectangle(left, top, right - left + 1, bottom - top + 1);
        }
    }
}
