package io.orograph.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The check before a file is opened. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Makes sure that there is a file to read.
     *
     * @return its size in bytes, always above 0
     * @throws NoSuchFileException if there is nothing of that name
     * @throws AccessDeniedException if it may not be read
     * @throws DamagedFileException if it is empty
     * @throws FileSystemException if it is a folder or a device
     * @throws IOException if its size cannot be found
     */
    public static long requireReadable(Path file) throws IOException {
        CancellableReading.check();
        String name = FileName.of(file);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(null, null, name + " does not exist; check the path");
        }
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? " is a folder" : " is a device or pipe";
            throw new FileSystemException(null, null, name + what + "; choose a file");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(null, null, name + " may not be read; change its permissions or copy it");
        }
        long size = Files.size(file);
        if (size == 0) {
            throw new DamagedFileException(file, "is empty (0 bytes); save or copy it again");
        }
        return size;
    }
}
