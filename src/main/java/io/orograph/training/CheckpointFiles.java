package io.orograph.training;

import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.checkpoint.NaturalOrder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of checkpoints that a person names, in the order of the training.
 *
 * @param files in their order
 * @param notice a sentence where that is not the order in which they were named
 */
public record CheckpointFiles(List<Path> files, Optional<String> notice) {

    private static final List<String> ENDINGS = Formats.all().endings(Role.WEIGHTS);

    private static final Pattern SHARD = Pattern.compile(".*-\\d+-of-\\d+\\.[a-z]+");

    private static final Pattern FIRST = words("init|initial|start|begin|untrained");
    private static final Pattern LAST = words("best|last|final|latest|end");

    public CheckpointFiles {
        files = List.copyOf(files);
    }

    private static Pattern words(String words) {
        return Pattern.compile("(?i)(?<![a-z])(" + words + ")(?![a-z])");
    }

    /**
     * Returns the checkpoints that files and folders name: of a folder, the files in it whose names end as checkpoints'
     * do, or those in its folders, in natural order (epoch_2 before epoch_10). Files that are named one by one stay in
     * their order, but for that in which a shell lists them (epoch_10 before epoch_2).
     *
     * @throws FileSystemException if a place is empty or missing; the message is a sentence
     */
    public static CheckpointFiles of(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        boolean onlyFiles = true;
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new NoSuchFileException(null, null, place + " does not exist; check the path");
            }
            if (Files.isDirectory(place)) {
                files.addAll(inFolder(place));
                onlyFiles = false;
            } else {
                files.add(place);
            }
        }
        List<Path> ordered = files.stream().sorted(order(Path.of(""))).toList();
        if (onlyFiles && !files.equals(ordered) && areAsAShellListsThem(files)) {
            return new CheckpointFiles(
                    ordered,
                    Optional.of("The files were named in the order of the alphabet; they are taken in that of their"
                            + " numbers, from " + FileName.of(ordered.get(0)) + " to "
                            + FileName.of(ordered.get(ordered.size() - 1)) + "."));
        }
        return new CheckpointFiles(files, Optional.empty());
    }

    private static boolean areAsAShellListsThem(List<Path> files) {
        for (int i = 1; i < files.size(); i++) {
            Path before = files.get(i - 1);
            if (!Objects.equals(before.getParent(), files.get(i).getParent())
                    || FileName.of(before).compareTo(FileName.of(files.get(i))) >= 0) {
                return false;
            }
        }
        return files.size() > 2;
    }

    private static Comparator<Path> order(Path folder) {
        return Comparator.<Path>comparingInt(file -> rank(FileName.of(file)))
                .thenComparing(file -> relative(folder, file), new NaturalOrder());
    }

    private static String relative(Path folder, Path file) {
        return folder.toString().isEmpty()
                ? file.toString()
                : folder.relativize(file).toString();
    }

    /** Names that say no number but a place stand there. */
    private static int rank(String name) {
        if (FIRST.matcher(name).find()) {
            return -1;
        }
        return isNamedByPlace(name) ? 1 : 0;
    }

    /** Returns whether a name says that this is the best or the last: as a rule a copy of a numbered one. */
    static boolean isNamedByPlace(String name) {
        return LAST.matcher(name).find();
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        List<Path> direct = checkpointsIn(folder);
        List<Path> nested = new ArrayList<>();
        for (Path inner : list(folder, Files::isDirectory)) {
            nested.addAll(checkpointsIn(inner));
        }
        boolean series = direct.stream()
                        .filter(file -> FileName.of(file).matches(".*\\d.*"))
                        .count()
                > 1;
        List<Path> found = new ArrayList<>(series ? List.of() : nested);
        // What lies beside the folders of the steps is the end.
        found.addAll(direct);
        if (found.isEmpty()) {
            throw new FileSystemException(
                    null, null, folder + " holds no checkpoints (" + String.join(", ", ENDINGS) + ")");
        }
        return found;
    }

    private static List<Path> checkpointsIn(Path folder) throws IOException {
        List<Path> files = list(folder, file -> Files.isRegularFile(file) && FileName.endsIn(file, ENDINGS));
        boolean indexed = files.stream().anyMatch(file -> FileName.of(file).endsWith(".json"));
        // The index of a checkpoint in shards stands for them.
        return files.stream()
                .filter(file -> !indexed || !SHARD.matcher(FileName.of(file)).matches())
                .toList();
    }

    private static List<Path> list(Path folder, java.util.function.Predicate<Path> wanted) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(wanted)
                    .filter(file -> !FileName.of(file).startsWith("."))
                    .sorted(order(folder))
                    .toList();
        }
    }

    /** Returns names that tell files apart: those of the files, or with their folders' where these are not enough. */
    static List<String> names(List<Path> files) {
        List<String> names = files.stream().map(FileName::of).toList();
        if (names.stream().distinct().count() == names.size()) {
            return names;
        }
        List<String> folders = files.stream()
                .map(file -> file.toAbsolutePath().normalize().getParent())
                .map(parent -> parent == null ? "" : FileName.of(parent))
                .toList();
        if (folders.stream().distinct().count() == names.size()) {
            return folders;
        }
        List<String> both = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            both.add(folders.get(i) + "/" + names.get(i));
        }
        return both;
    }
}
