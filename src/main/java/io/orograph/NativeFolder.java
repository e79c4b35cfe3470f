package io.orograph;

import io.orograph.network.KernelLoading;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder into which libraries unpack their native code before they load it. Whoever can write there runs code as the
 * person who started the program. Left to themselves, JavaCPP, JNA and JavaFX unpack into folders of the shared temporary
 * one, under names that can be guessed, where the person's own folder cannot be used.
 */
final class NativeFolder {

    private static final String NAME = "orograph";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;

    /** Where everybody may make files and nobody may replace those of others, as in the shared temporary folder. */
    private static final int STICKY = 01000;

    private static final Map<String, String> PROPERTIES = Map.of(
            "org.bytedeco.javacpp.cachedir", "javacpp",
            "jna.tmpdir", "jna",
            "javafx.cachedir", "javafx");

    /** After it the end of the program matters more than files that stay. */
    private static final Duration LONGEST_UNPACKING = Duration.ofSeconds(10);

    private final boolean posix =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private NativeFolder() {}

    /** Has the libraries unpack into the person's own folder, unless a property of the Java machine names another. */
    static void use() throws CannotStartException {
        NativeFolder folders = new NativeFolder();
        Path folder = null;
        for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            String named = System.getProperty(property.getKey());
            if (named == null) {
                folder = folder == null ? folders.own() : folder;
                System.setProperty(
                        property.getKey(),
                        folders.checked(folder.resolve(property.getValue())).toString());
            } else {
                folders.checked(Path.of(named).toAbsolutePath());
            }
        }
    }

    /** The folder among what the person's programs keep; one for this run alone where that cannot be written. */
    private Path own() throws CannotStartException {
        Path caches = caches();
        if (caches != null) {
            Path folder = caches.resolve(NAME);
            try {
                create(folder);
                requireOwn(folder);
                return folder;
            } catch (IOException e) {
                // A home that is missing or read-only is usual for services and in containers.
            }
        }
        return ofThisRun();
    }

    /** Where the system has programs keep what can be made again; null where the person has no home. */
    private static Path caches() {
        String os = System.getProperty("os.name", "");
        String named = System.getenv(os.startsWith("Windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        if (named != null && !named.isEmpty() && Path.of(named).isAbsolute()) {
            return Path.of(named);
        }
        Path home = Path.of(System.getProperty("user.home", ""));
        if (!home.isAbsolute() || !Files.isDirectory(home)) {
            return null;
        }
        return os.startsWith("Mac") ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
    }

    private Path ofThisRun() throws CannotStartException {
        try {
            Path folder = Files.createTempDirectory(NAME + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "native-folder"));
            return checked(folder);
        } catch (IOException e) {
            throw new CannotStartException("No folder can be made for the native libraries, neither among the caches of"
                    + " this user nor among the temporary files (" + e.getMessage()
                    + "); set XDG_CACHE_HOME to a folder of your own");
        }
    }

    /** A command may be over while the kernels are still being unpacked ahead: what is removed then would be made again. */
    private static void remove(Path folder) {
        try {
            KernelLoading.await(LONGEST_UNPACKING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Files in use stay, on Windows; the system clears its temporary folder.
        }
    }

    private void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                    : new FileAttribute<?>[0];
            Files.createDirectories(folder, mode);
        }
    }

    /** Returns the folder, made if need be, once it is known to belong to this user alone. */
    private Path checked(Path folder) throws CannotStartException {
        try {
            create(folder);
            requireOwn(folder);
            return folder;
        } catch (IOException e) {
            throw new CannotStartException("The folder " + folder + ", into which native libraries are to be unpacked,"
                    + " cannot be used (" + e + "); make it yours, or set XDG_CACHE_HOME to a folder of your own");
        }
    }

    private void requireOwn(Path folder) throws IOException, CannotStartException {
        if (!posix) {
            return;
        }
        int mode = mode(folder);
        if (!Files.getAttribute(folder, "unix:uid").equals(user(folder))) {
            throw refused(
                    folder, "belongs to another user (" + Files.getOwner(folder).getName() + ")");
        }
        if ((mode & (OTHERS_WRITE | GROUP_WRITES)) != 0) {
            throw refused(folder, "can be written by other users, who could have put code into it");
        }
        for (Path outer = folder.toRealPath().getParent(); outer != null; outer = outer.getParent()) {
            if ((mode(outer) & OTHERS_WRITE) != 0 && (mode(outer) & STICKY) == 0) {
                throw refused(
                        folder, "lies in " + outer + ", which every user can write, so that they could replace it");
            }
        }
        Files.setPosixFilePermissions(folder, PRIVATE);
    }

    private static CannotStartException refused(Path folder, String what) {
        return new CannotStartException("The folder " + folder + ", into which native libraries are to be unpacked, "
                + what + "; remove it, or set XDG_CACHE_HOME to a folder of your own");
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode");
    }

    /** The number of the user who runs this process, as the owner of a file that it makes. */
    private static Object user(Path folder) throws IOException, CannotStartException {
        Path probe = folder.resolve("probe-" + UUID.randomUUID());
        try {
            Files.createFile(probe, PosixFilePermissions.asFileAttribute(PRIVATE));
            return Files.getAttribute(probe, "unix:uid");
        } catch (AccessDeniedException e) {
            throw refused(
                    folder, "belongs to another user (" + Files.getOwner(folder).getName() + ") or cannot be written");
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
