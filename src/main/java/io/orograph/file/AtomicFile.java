package io.orograph.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, forced to the disk, then moved into
 * place. When anything fails, the temporary file is deleted and whatever had the name before is untouched. What replaces
 * a file may be read and written by whom that could be; temporary files that a killed program left beside it are deleted.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the content.
         *
         * @param out buffered; the content leaves it open
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, or replaces it. A symbolic link stays and its target is replaced; a pipe or device
     * ({@code /dev/stdout}) is written to as it is.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = writableTarget(file);
        Path folder = target.getParent();
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                writeInPlace(target, content);
            } else {
                replace(target, folder, content);
            }
        } catch (IOException e) {
            throw new WriteFailure(file, folder, e).explained();
        }
    }

    /** The content of a file that only something can write that wants the name of a file. */
    @FunctionalInterface
    public interface NamedContent {

        /**
         * Writes the content.
         *
         * @param temporary an empty file
         */
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Writes a file, or replaces it, as {@link #write} does, with what was first written into a file of this user's own in
     * the folder of temporary files.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void writeByName(Path file, NamedContent content) throws IOException {
        requireWritable(file);
        Path temporary = Files.createTempFile("orograph-", ".tmp");
        try {
            content.writeTo(temporary);
            write(file, out -> Files.copy(temporary, out));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Finds out before long work whether its result could be written, as far as that can be known without writing.
     *
     * @throws FileSystemException if it could not; the message names the file
     * @throws IOException if it cannot be found out
     */
    public static void requireWritable(Path file) throws IOException {
        writableTarget(file);
    }

    private static Path writableTarget(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        String name = FileName.of(file);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(null, null, name + " is a folder; give the name of a file to write");
        }
        if (Files.exists(target)) {
            if (!Files.isWritable(target)) {
                throw new AccessDeniedException(
                        null, null, name + " is read-only; give another name, or make it writable");
            }
            if (!Files.isRegularFile(target)) {
                return target;
            }
        }
        Path folder = target.getParent();
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    null, null, name + " cannot be written: the folder " + folder + " does not exist; create it first");
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(
                    null,
                    null,
                    name + " cannot be written: the folder " + folder + " is read-only; choose another folder");
        }
        return target;
    }

    private static void replace(Path target, Path folder, Content content) throws IOException {
        TemporaryFile.cleanOnce(folder);
        // Not Files.createTempFile: its files may be read by their owner only, and the result is to obey the umask.
        Path temporary = TemporaryFile.in(folder);
        try {
            writeForced(temporary, content, permissions(target));
            move(temporary, target);
            forceName(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns who may do what with a file that is to be replaced; empty if it is not there or the system has no such. */
    private static Optional<Set<PosixFilePermission>> permissions(Path target) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        return view == null || !Files.exists(target)
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    private static void writeInPlace(Path device, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(device))) {
            content.writeTo(out);
        }
    }

    /**
     * Writes a file under its temporary name.
     *
     * @param permissions those of the file that it replaces; the new one has no wider ones at any time
     */
    private static void writeForced(Path temporary, Content content, Optional<Set<PosixFilePermission>> permissions)
            throws IOException {
        FileAttribute<?>[] from =
                permissions.stream().map(PosixFilePermissions::asFileAttribute).toArray(FileAttribute<?>[]::new);
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, from)) {
            TemporaryFile.lock(channel);
            if (permissions.isPresent()) {
                // The umask has taken away what it takes from new files.
                Files.setPosixFilePermissions(temporary, permissions.get());
            }
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** Has the disk know the new name too, where a folder can be opened for that. */
    private static void forceName(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The content is there; the name follows when the system writes it.
            return;
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
