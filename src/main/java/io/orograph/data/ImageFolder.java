package io.orograph.data;

import io.orograph.data.image.Picture;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads a folder of pictures with a folder for each class, as image data sets are laid out: inputs [n, height, width,
 * channels] as bytes, targets the classes in the order of their names. All pictures are of one size, or brought to it.
 */
final class ImageFolder {

    private static final List<String> PARTS = List.of("test", "val", "valid", "validation", "train", "training");

    private final Path folder;
    private final DataSource source;
    private final List<Path> pictures = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int width;
    private int height;

    private ImageFolder(Path folder, DataSource source) {
        this.folder = folder;
        this.source = source;
    }

    /**
     * Reads the pictures.
     *
     * @throws io.orograph.file.UnreadableFileException if there are none, or one cannot be decoded
     * @throws IOException if one cannot be read
     */
    static DataFormat.Samples read(DataSource source) throws IOException {
        List<Path> inside = list(source.path(), Files::isDirectory);
        Set<String> parts = Set.copyOf(PARTS);
        boolean split = !inside.isEmpty()
                && inside.stream()
                        .allMatch(path -> parts.contains(FileName.of(path).toLowerCase(Locale.ROOT)));
        Path folder = source.path();
        if (split) {
            folder = inside.stream()
                    .min((a, b) -> Integer.compare(part(a), part(b)))
                    .orElseThrow();
        }
        ImageFolder reader = new ImageFolder(folder, source);
        if (split) {
            reader.notices.add("Of the folders in " + FileName.of(source.path()) + ", " + FileName.of(folder)
                    + " is taken; name another with --data.");
        }
        reader.find();
        return reader.samples();
    }

    private static int part(Path path) {
        return PARTS.indexOf(FileName.of(path).toLowerCase(Locale.ROOT));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(wanted)
                    .filter(path -> !FileName.of(path).startsWith("."))
                    .sorted((a, b) -> FileName.of(a).compareTo(FileName.of(b)))
                    .toList();
        }
    }

    private void find() throws IOException {
        for (Path inner : list(folder, Files::isDirectory)) {
            try (Stream<Path> files = Files.walk(inner)) {
                files.filter(file -> Files.isRegularFile(file) && Picture.isNamed(file))
                        .sorted()
                        .forEach(file -> {
                            pictures.add(file);
                            classes.add(FileName.of(inner));
                        });
            }
        }
        if (pictures.isEmpty()) {
            boolean flat = !list(folder, Picture::isNamed).isEmpty();
            throw new UnsupportedFileException(
                    folder,
                    flat
                            ? "is a folder of pictures that does not say their classes; put them into a folder for each"
                                    + " class"
                            : "is a folder without pictures; choose a data file, or a folder that holds a folder of PNG or"
                                    + " JPEG files for each class");
        }
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
            Picture first = Picture.read(pictures.get(0));
            width = first.width();
            height = first.height();
        } else {
            height = size.get(0);
            width = size.get(1);
        }
    }

    private DataFormat.Samples samples() throws IOException {
        findSize();
        int channels = channels();
        long each = (long) width * height * channels;
        if (each * pictures.size() > Integer.MAX_VALUE - 8) {
            throw new UnsupportedFileException(
                    folder,
                    "holds " + pictures.size() + " pictures of " + width + "×" + height
                            + " pixels, more than can be used at once; choose a smaller --size, or fewer pictures");
        }
        byte[] bytes = new byte[(int) each * pictures.size()];
        for (int i = 0; i < pictures.size(); i++) {
            fitted(pictures.get(i)).write(bytes, (int) each * i, channels);
        }
        ClassNumbering numbering = ClassNumbering.of(folder, classes, source.classes());
        notices.add(numbering.notice());
        return new DataFormat.Samples(
                source.path(),
                Tensor.ofBytes(bytes, pictures.size(), height, width, channels),
                source.path(),
                numbering.numbers(classes),
                numbering.names(),
                notices);
    }

    private Picture fitted(Path file) throws IOException {
        Picture picture = Picture.read(file);
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        if (source.preparation().size().isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "has " + picture.width() + "×" + picture.height() + " pixels where the first picture has " + width
                            + "×" + height + "; bring all to one size with --size, as "
                            + Shape.text(height, width).replaceAll("[\\[\\] ]", ""));
        }
        return picture.resized(width, height);
    }
}
