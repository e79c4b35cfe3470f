package io.orograph.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The check before long work that its result has room on the disk. */
public final class DiskRoom {

    private static final double KILO = 1000;

    private DiskRoom() {}

    /**
     * Makes sure that a disk has room, as far as the system tells.
     *
     * @param place a file or folder to write, which need not exist
     * @param bytes about how many it takes
     * @throws FileSystemException if it has not; the message is a sentence
     */
    public static void require(Path place, long bytes) throws IOException {
        Path folder = place.toAbsolutePath();
        if (Files.exists(folder) && !Files.isRegularFile(folder) && !Files.isDirectory(folder)) {
            return;
        }
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        FileStore disk = Files.getFileStore(folder);
        // Some file systems do not know.
        if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < bytes) {
            throw new FileSystemException(
                    null,
                    null,
                    FileName.of(place) + " takes about " + text(bytes) + ", and the disk of the folder " + folder
                            + " has room for " + text(disk.getUsableSpace())
                            + "; make room on it, or choose another folder");
        }
    }

    private static String text(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / KILO;
        int unit = 0;
        while (value >= KILO && unit < units.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
