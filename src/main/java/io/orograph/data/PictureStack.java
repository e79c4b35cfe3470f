package io.orograph.data;

import io.orograph.data.image.Picture;
import io.orograph.file.CancellableReading;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Puts pictures of one size, or brought to it, one upon the other: bytes [n, height, width, channels]. */
final class PictureStack {

    /** Pictures, wherever they are. */
    interface Pictures {

        int count();

        /**
         * Decodes a picture.
         *
         * @throws io.orograph.file.UnreadableFileException if it cannot be decoded
         * @throws IOException if it cannot be read
         */
        Picture picture(int index) throws IOException;

        /** Returns the file that is named where a picture is refused, and how the picture is called in it. */
        Place place(int index);
    }

    /**
     * Where a picture is.
     *
     * @param name a clause before what is said of it, as {@code "in dogs "} or {@code "has in row 3 a picture that "}; empty
     *     for none
     */
    record Place(Path file, String name) {}

    private final Path store;
    private final DataSource source;
    private final Pictures pictures;
    private int width;
    private int height;

    private PictureStack(Path store, DataSource source, Pictures pictures) {
        this.store = store;
        this.source = source;
        this.pictures = pictures;
    }

    /**
     * Reads pictures.
     *
     * @param store the file or folder that holds them
     * @param source says the size that they are brought to, and which channels the network takes
     * @throws io.orograph.file.UnreadableFileException if one cannot be decoded, or their sizes differ
     * @throws IOException if one cannot be read
     */
    static Tensor read(Path store, DataSource source, Pictures pictures) throws IOException {
        return new PictureStack(store, source, pictures).read();
    }

    private Tensor read() throws IOException {
        findSize();
        int channels = channels();
        int count = pictures.count();
        long each = (long) width * height * channels;
        if (each * count > Integer.MAX_VALUE - 8) {
            throw new UnsupportedFileException(
                    store,
                    "holds " + count + " pictures of " + width + "×" + height
                            + " pixels, more than can be used at once; choose a smaller --size, or fewer pictures");
        }
        byte[] bytes = new byte[(int) each * count];
        for (int i = 0; i < count; i++) {
            CancellableReading.check();
            fitted(i).write(bytes, (int) each * i, channels);
        }
        return Tensor.ofBytes(bytes, count, height, width, channels);
    }

    /** Returns the channels that the network's input has room for: 1 if it has an axis for one and none for three. */
    private int channels() {
        List<Long> shape = source.inputShape();
        boolean three = shape.contains(3L);
        boolean one = shape.size() == 4 && (shape.get(1) == 1 || shape.get(3) == 1);
        boolean flat = source.inputsASample() > 0 && source.inputsASample() == (long) width * height;
        return !three && (one || flat) ? 1 : 3;
    }

    private void findSize() throws IOException {
        List<Integer> size = source.preparation().size();
        if (size.isEmpty()) {
            Picture first = pictures.picture(0);
            width = first.width();
            height = first.height();
            List<Integer> wanted = source.pictureSize();
            if (!wanted.isEmpty() && !wanted.equals(List.of(height, width))) {
                throw otherSize(0, first, wanted);
            }
        } else {
            height = size.get(0);
            width = size.get(1);
        }
    }

    private Picture fitted(int index) throws IOException {
        Picture picture = pictures.picture(index);
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        if (source.preparation().size().isEmpty()) {
            List<Integer> wanted = source.pictureSize();
            if (!wanted.isEmpty()) {
                throw otherSize(index, picture, wanted);
            }
            throw new UnsupportedFileException(
                    pictures.place(index).file(),
                    said(index, picture, "the first picture has " + width + "×" + height)
                            + "; bring all to one size (Picture size, --size), as "
                            + Preparation.list(List.of(height, width)));
        }
        return picture.resized(width, height);
    }

    private OtherSizeException otherSize(int index, Picture picture, List<Integer> wanted) {
        return new OtherSizeException(
                pictures.place(index).file(),
                said(index, picture, "the network takes " + wanted.get(1) + "×" + wanted.get(0)),
                wanted);
    }

    private String said(int index, Picture picture, String other) {
        return pictures.place(index).name() + "has " + picture.width() + "×" + picture.height() + " pixels where "
                + other;
    }
}
