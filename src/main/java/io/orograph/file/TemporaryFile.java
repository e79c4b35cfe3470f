package io.orograph.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The temporary files beside those that are written. Each is locked while it is written, and a lock ends with the
 * program that holds it: so one that a killed program left behind can be told from one that is being written.
 */
final class TemporaryFile {

    private static final String PREFIX = ".orograph-";
    private static final String SUFFIX = ".tmp";

    /** Far longer than it takes from the making of a file to its lock. */
    private static final Duration SURELY_LOCKED = Duration.ofMinutes(1);

    /** Folders that were looked through: a long record writes thousands of files into one. */
    private static final Set<Path> CLEANED = ConcurrentHashMap.newKeySet();

    private TemporaryFile() {}

    /** Returns a name in a folder that nothing has. */
    static Path in(Path folder) {
        return folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    }

    /** Marks a file as one that is being written, until it is closed; not where the system has no locks. */
    static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            // Without a lock it may only be deleted by another program a minute after its last byte was written.
            return;
        }
    }

    /** Deletes what killed programs left in a folder, the first time that this one writes there. */
    static void cleanOnce(Path folder) {
        if (CLEANED.add(folder)) {
            clean(folder);
        }
    }

    /** Deletes what killed programs left in a folder. What cannot be deleted does no harm. */
    static void clean(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : found) {
                deleteIfStale(file);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // A folder that cannot be listed can be written into all the same.
            return;
        }
    }

    private static void deleteIfStale(Path file) {
        try {
            Instant latest = Instant.now().minus(SURELY_LOCKED);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.getLastModifiedTime(file).toInstant().isAfter(latest)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    Files.delete(file);
                }
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Somebody else's, gone meanwhile, or being written.
            return;
        }
    }
}
