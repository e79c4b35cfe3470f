package io.orograph.figure;

import io.orograph.file.AtomicFile;
import io.orograph.plot.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * PNG files with text inside them (PNG specification, third edition, 11.3.3): texts in Latin-1 as tEXt, others as iTXt
 * in UTF-8, so that a figure carries its provenance with it.
 */
public final class PngFile {

    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final double METRES_PER_INCH = 0.0254;

    private PngFile() {}

    /**
     * Writes a picture, whole or not at all.
     *
     * @param texts by keyword: 1 to 79 characters of printable Latin-1, such as Title, Software, Description
     * @param dpi pixels an inch on paper, for programs that ask
     * @throws IllegalArgumentException if a keyword cannot be one, or dpi is not positive
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Picture picture, Map<String, String> texts, int dpi) throws IOException {
        AtomicFile.write(file, out -> write(out, picture, texts, dpi));
    }

    /** Writes the picture to a stream, which stays open. */
    public static void write(OutputStream out, Picture picture, Map<String, String> texts, int dpi) throws IOException {
        BufferedImage image = image(picture);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            metadata.mergeTree(FORMAT, tree(texts, dpi));
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } catch (IIOInvalidTreeException e) {
            throw new IllegalStateException("the texts do not make PNG metadata: " + texts.keySet(), e);
        } finally {
            writer.dispose();
        }
    }

    /** Returns a picture for a writer. One without transparency is a quarter smaller without the channel for it. */
    static BufferedImage image(Picture picture) {
        boolean opaque = Arrays.stream(picture.argb()).allMatch(color -> color >>> 24 == 255);
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        return image;
    }

    private static IIOMetadataNode tree(Map<String, String> texts, int dpi) {
        if (dpi < 1) {
            throw new IllegalArgumentException("the resolution must be positive, not " + dpi + " dpi");
        }
        IIOMetadataNode latin = new IIOMetadataNode("tEXt");
        IIOMetadataNode international = new IIOMetadataNode("iTXt");
        texts.forEach((keyword, text) -> {
            checkKeyword(keyword);
            if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
                latin.appendChild(latinEntry(keyword, text));
            } else {
                international.appendChild(internationalEntry(keyword, text));
            }
        });
        IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
        String pixelsPerMetre = Long.toString(Math.round(dpi / METRES_PER_INCH));
        resolution.setAttribute("pixelsPerUnitXAxis", pixelsPerMetre);
        resolution.setAttribute("pixelsPerUnitYAxis", pixelsPerMetre);
        resolution.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(resolution);
        for (IIOMetadataNode chunk : new IIOMetadataNode[] {international, latin}) {
            if (chunk.hasChildNodes()) {
                root.appendChild(chunk);
            }
        }
        return root;
    }

    private static void checkKeyword(String keyword) {
        boolean printable = keyword.chars().allMatch(c -> c >= 32 && c <= 126 || c >= 161 && c <= 255);
        if (keyword.isEmpty() || keyword.length() > 79 || !printable || !keyword.equals(keyword.strip())) {
            throw new IllegalArgumentException("\"" + keyword + "\" cannot be a keyword in a PNG file");
        }
    }

    private static IIOMetadataNode latinEntry(String keyword, String text) {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("value", text);
        return entry;
    }

    private static IIOMetadataNode internationalEntry(String keyword, String text) {
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", text);
        return entry;
    }

    /**
     * Returns the texts inside a PNG file, in no particular order.
     *
     * @throws IOException if it cannot be read or is no PNG file
     */
    public static Map<String, String> text(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            if (stream == null) {
                throw new IOException(file.getFileName() + " cannot be read");
            }
            reader.setInput(stream);
            Node root = reader.getImageMetadata(0).getAsTree(FORMAT);
            Map<String, String> texts = new LinkedHashMap<>();
            collect(root, "tEXtEntry", "value", texts);
            collect(root, "iTXtEntry", "text", texts);
            return texts;
        } finally {
            reader.dispose();
        }
    }

    private static void collect(Node root, String entry, String attribute, Map<String, String> texts) {
        NodeList nodes = ((IIOMetadataNode) root).getElementsByTagName(entry);
        for (int i = 0; i < nodes.getLength(); i++) {
            IIOMetadataNode node = (IIOMetadataNode) nodes.item(i);
            texts.put(node.getAttribute("keyword"), node.getAttribute(attribute));
        }
    }
}
