package io.orograph.ui.main;

import io.orograph.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person dropped or named, with folders looked into. Where something is known of one file, the others of which
 * nothing is known are not taken for models.
 *
 * @param files to be told apart by what they hold
 * @param unknown files of which nothing is known
 */
record DroppedPaths(List<Path> files, List<Path> unknown) {

    /** More files than anyone opens at once; of a folder with more the first are looked at. */
    private static final int MOST = 200;

    static DroppedPaths of(List<Path> paths, Formats formats) {
        List<Path> known = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> inside = inside(path, formats);
                // A folder of folders may be data: pictures, a folder for each class.
                known.addAll(inside.isEmpty() ? List.of(path) : inside);
            } else {
                (formats.recognizes(path) ? known : unknown).add(path);
            }
        }
        // Of what is all that there is, its reader says what it is.
        return known.isEmpty() ? new DroppedPaths(List.copyOf(unknown), List.of()) : new DroppedPaths(known, unknown);
    }

    private static List<Path> inside(Path folder, Formats formats) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST)
                    .filter(formats::recognizes)
                    .toList();
        } catch (IOException e) {
            // Whoever opens it says what is wrong with it.
            return List.of();
        }
    }

    /** Tells whether a path is a folder with folders in it. */
    static boolean isFolderOfFolders(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return false;
        }
    }
}
