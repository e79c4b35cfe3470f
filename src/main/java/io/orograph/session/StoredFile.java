package io.orograph.session;

import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.study.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that a session was made from: where it was, and by what it is known again.
 *
 * @param path where it was, absolute
 * @param relative where it was from the folder of the session; empty where that cannot be said
 * @param sha256 its digest
 */
public record StoredFile(String path, String relative, String sha256) {

    public StoredFile {
        path = path == null ? "" : path;
        relative = relative == null ? "" : relative;
        sha256 = sha256 == null ? "" : sha256;
    }

    /** Returns a file by its digest. */
    public static StoredFile of(Path file, String sha256) {
        return new StoredFile(DataPair.path(file), "", sha256);
    }

    /** Returns the same as it is written into a session. */
    StoredFile seenFrom(Path session) {
        Path folder = folder(session);
        Path file = Path.of(path);
        boolean sameRoot = folder.getRoot().equals(file.getRoot());
        String way = sameRoot ? folder.relativize(file).toString().replace('\\', '/') : "";
        return new StoredFile(path, way, sha256);
    }

    private static Path folder(Path session) {
        return session.toAbsolutePath().normalize().getParent();
    }

    /** Whether a file is the one that a session was made from. */
    public enum State {
        /** It is there and has not changed. */
        SAME,
        /** There is a file in its place, and it is another one. */
        CHANGED,
        /** There is no file in its place. */
        MISSING
    }

    /**
     * The file that was found.
     *
     * @param path where it is, or where it was
     */
    public record Found(Path path, State state) {}

    /**
     * Looks for the file where it was, beside the session as it was then, and among the samples of the program.
     *
     * @param session the file of the session
     */
    public Found find(Path session) {
        List<Path> places = new ArrayList<>();
        place("", path).ifPresent(places::add);
        place(folder(session).toString(), relative).ifPresent(places::add);
        Optional<Path> changed = places.stream().filter(Files::exists).findFirst();
        Samples.folder()
                .flatMap(samples -> place(samples.toString(), fileName()))
                .ifPresent(places::add);
        for (Path place : places) {
            if (isAt(place)) {
                return new Found(place, State.SAME);
            }
        }
        return changed.map(there -> new Found(there, State.CHANGED))
                .orElseGet(() -> new Found(places.isEmpty() ? Path.of("") : places.get(0), State.MISSING));
    }

    /** Tells whether a file is this one, by its digest. */
    public boolean isAt(Path file) {
        try {
            return Files.exists(file) && Sha256.of(file).equals(sha256);
        } catch (IOException e) {
            // What cannot be read is not known to be the same; who opens it says why.
            return false;
        }
    }

    /** Returns the name of the file. */
    public String fileName() {
        return place("", path).map(FileName::of).orElse("");
    }

    private static Optional<Path> place(String folder, String name) {
        try {
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(folder).resolve(name).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
