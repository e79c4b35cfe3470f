package io.orograph.ui.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of one window, locked for as long as that lives: the system lets go of the lock of a process that was killed. */
final class SessionFolder implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final String LOCK = "lock";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final Path path;
    private final FileChannel channel;

    private SessionFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes and locks a new one, which nobody else can read. */
    static SessionFolder create(Path root) throws IOException {
        Files.createDirectories(root);
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
        String name = NAME.format(LocalDateTime.now(ZoneId.systemDefault()));
        for (int i = 0; ; i++) {
            Path path = root.resolve(name + "-" + ProcessHandle.current().pid() + "-" + i);
            if (Files.notExists(path)) {
                Files.createDirectory(path);
                Optional<SessionFolder> made = lock(path);
                if (made.isPresent()) {
                    return made.get();
                }
            }
        }
    }

    /** Returns those of windows that are gone, locked, the oldest first. */
    static List<SessionFolder> abandoned(Path root) throws IOException {
        List<SessionFolder> abandoned = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return abandoned;
        }
        try (Stream<Path> paths = Files.list(root)) {
            for (Path path : paths.filter(Files::isDirectory).sorted().toList()) {
                lock(path).ifPresent(abandoned::add);
            }
        }
        return abandoned;
    }

    private static Optional<SessionFolder> lock(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new SessionFolder(path, channel));
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            // By another window of this process. Closing any channel of a file lets go of its lock on some systems.
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /** Returns how many bytes its files take. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** Deletes it with all that is in it; a second time does nothing. */
    synchronized void delete() throws IOException {
        close();
        for (int left = ATTEMPTS; Files.exists(path); left--) {
            try {
                deleteAll();
            } catch (DirectoryNotEmptyException e) {
                // A file that was being written came to its place meanwhile.
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Lets go of it; what is in it stays. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
