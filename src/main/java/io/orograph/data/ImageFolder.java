package io.orograph.data;

import io.orograph.data.image.Picture;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a folder of pictures with a folder for each class, or with a table that names them and their classes, as image data
 * sets are laid out: inputs [n, height, width, channels] as bytes, targets the classes in the order of their names. All
 * pictures are of one size, or brought to it.
 */
final class ImageFolder {

    private static final List<String> PARTS = List.of("test", "val", "valid", "validation", "train", "training");

    private static final Set<String> CLUTTER = Set.of("__macosx", "thumbs.db", "desktop.ini");

    private static final List<String> TABLES = List.of(".csv", ".tsv");

    private final Path folder;
    private final DataSource source;
    private final List<Path> pictures = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

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
        return reader.samples();
    }

    private static int part(Path path) {
        return PARTS.indexOf(FileName.of(path).toLowerCase(Locale.ROOT));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(wanted)
                    .filter(path -> !isHidden(path))
                    .sorted((a, b) -> FileName.of(a).compareTo(FileName.of(b)))
                    .toList();
        }
    }

    /** Tells whether a file or folder is what systems leave behind, not a person. */
    private static boolean isHidden(Path path) {
        String name = FileName.of(path);
        return name.startsWith(".") || CLUTTER.contains(name.toLowerCase(Locale.ROOT));
    }

    private DataFormat.Samples samples() throws IOException {
        Optional<PictureTable> table = table();
        if (table.isPresent()) {
            return samples(table.get());
        }
        find();
        ClassNumbering numbering = ClassNumbering.of(folder, classes, source.classes());
        notices.add(numbering.notice());
        return new DataFormat.Samples(
                source.path(),
                PictureStack.read(folder, source, new PictureFiles(folder, pictures)),
                source.path(),
                numbering.numbers(classes),
                numbering.names(),
                notices);
    }

    private void find() throws IOException {
        List<Path> others = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (Path inner : list(folder, Files::isDirectory)) {
            List<Path> files = filesBelow(inner);
            List<Path> found = files.stream().filter(Picture::isNamed).toList();
            found.forEach(picture -> {
                pictures.add(picture);
                classes.add(FileName.of(inner));
            });
            files.stream().filter(file -> !Picture.isNamed(file)).forEach(others::add);
            if (found.isEmpty()) {
                empty.add(FileName.of(inner));
            }
        }
        sayWhatIsLeftOut(others, empty);
        if (pictures.isEmpty()) {
            boolean flat = !list(folder, Picture::isNamed).isEmpty();
            throw new UnsupportedFileException(
                    folder,
                    flat
                            ? "is a folder of pictures that does not say their classes; put them into a folder for each"
                                    + " class, or a table (CSV) beside them whose rows name a picture and its class"
                            : "is a folder without pictures; choose a data file, or a folder that holds a folder of PNG or"
                                    + " JPEG files for each class");
        }
    }

    private void sayWhatIsLeftOut(List<Path> others, List<String> empty) {
        if (!others.isEmpty()) {
            Path first = others.get(0);
            notices.add((others.size() == 1
                            ? "One file was left out, which is no picture that is read: "
                            : others.size() + " files were left out, which are no pictures that are read, the first ")
                    + FileName.of(first.getParent()) + "/" + FileName.of(first) + ".");
        }
        if (!empty.isEmpty()) {
            notices.add((empty.size() == 1 ? "A folder without pictures counts" : "Folders without pictures count")
                    + " as no class: " + Excerpt.of(String.join(", ", empty)) + ".");
        }
    }

    private static List<Path> picturesBelow(Path folder) throws IOException {
        return filesBelow(folder).stream().filter(Picture::isNamed).toList();
    }

    /** Returns the files in a folder and those in it, without what is hidden. */
    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> StreamSupport.stream(folder.relativize(file).spliterator(), false)
                            .noneMatch(ImageFolder::isHidden))
                    .sorted()
                    .toList();
        }
    }

    private int classFolders() throws IOException {
        int count = 0;
        for (Path inner : list(folder, Files::isDirectory)) {
            count += picturesBelow(inner).isEmpty() ? 0 : 1;
        }
        return count;
    }

    /**
     * Returns the table that names the pictures: a person's, or the only one in the folder that names any. Folders of
     * classes need none.
     */
    private Optional<PictureTable> table() throws IOException {
        List<Path> tables = new ArrayList<>();
        if (source.targetsPath().isPresent()) {
            tables.add(source.targetsPath().get());
        } else if (classFolders() < 2) {
            for (Path place : new LinkedHashSet<>(List.of(folder, source.path()))) {
                tables.addAll(list(place, file -> FileName.endsIn(file, TABLES) && Files.isRegularFile(file)));
            }
        }
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Path> names = PictureTable.names(folder, picturesBelow(folder));
        List<PictureTable> found = new ArrayList<>();
        for (Path table : tables) {
            PictureTable.read(table, names, source).ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw new UnsupportedFileException(
                    folder, "holds several tables that name its pictures; name one of them with --targets");
        }
        if (found.isEmpty() && source.targetsPath().isPresent()) {
            throw new UnsupportedFileException(
                    source.targetsPath().get(),
                    "names no picture of the folder " + FileName.of(folder)
                            + "; one of its columns has to hold the names of their files");
        }
        return found.stream().findFirst();
    }

    private DataFormat.Samples samples(PictureTable table) throws IOException {
        notices.addAll(table.notices());
        Tensor inputs = PictureStack.read(folder, source, new PictureFiles(folder, table.files()));
        List<String> names = table.targets().classes();
        Path targetsFile = source.targetsPath().orElse(source.path());
        if (names.isEmpty()) {
            Tensor numbers =
                    TargetColumn.tensor(table.targets().numbers(), table.files().size());
            return new DataFormat.Samples(source.path(), inputs, targetsFile, numbers, List.of(), notices);
        }
        ClassNumbering numbering = ClassNumbering.of(targetsFile, names, source.classes());
        notices.add(numbering.notice());
        return new DataFormat.Samples(
                source.path(), inputs, targetsFile, numbering.numbers(names), numbering.names(), notices);
    }
}
