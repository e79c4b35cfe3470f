package io.orograph.figure;

import io.orograph.plot.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** TIFF files (TIFF 6.0, packed by LZW) with a resolution and with texts about themselves in the field of their description. */
public final class TiffFile {

    private static final long INCH = 2;

    private TiffFile() {}

    /**
     * Writes a picture to a stream, which stays open.
     *
     * @param texts what the file says about itself, by keyword; a line each
     * @param dpi pixels an inch on paper
     * @throws IOException if it cannot be written
     */
    public static void write(OutputStream out, Picture picture, Map<String, String> texts, int dpi) throws IOException {
        BufferedImage image = PngFile.image(picture);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam packing = writer.getDefaultWriteParam();
            packing.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            packing.setCompressionType("LZW");
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), packing);
            TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
            long[][] resolution = {{dpi, 1}};
            directory.addTIFFField(field(BaselineTIFFTagSet.TAG_X_RESOLUTION, TIFFTag.TIFF_RATIONAL, 1, resolution));
            directory.addTIFFField(field(BaselineTIFFTagSet.TAG_Y_RESOLUTION, TIFFTag.TIFF_RATIONAL, 1, resolution));
            directory.addTIFFField(
                    field(BaselineTIFFTagSet.TAG_RESOLUTION_UNIT, TIFFTag.TIFF_SHORT, 1, new char[] {(char) INCH}));
            String description = texts.entrySet().stream()
                    .map(text -> text.getKey() + ": " + text.getValue())
                    .collect(Collectors.joining("\n"));
            // The field holds bytes; readers of today take them for UTF-8.
            String bytes = new String(description.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            directory.addTIFFField(
                    field(BaselineTIFFTagSet.TAG_IMAGE_DESCRIPTION, TIFFTag.TIFF_ASCII, 1, new String[] {bytes}));
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, directory.getAsMetadata()), packing);
        } finally {
            writer.dispose();
        }
    }

    private static TIFFField field(int tag, int type, int count, Object value) {
        return new TIFFField(BaselineTIFFTagSet.getInstance().getTag(tag), type, count, value);
    }
}
