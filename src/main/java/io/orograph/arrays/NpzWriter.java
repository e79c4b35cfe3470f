package io.orograph.arrays;

import io.orograph.file.AtomicFile;
import io.orograph.network.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes NumPy's NPZ format, deflated: {@code numpy.load} opens it without pickle. The same arrays give the same
 * bytes: the entries carry the earliest date that a zip archive knows.
 */
public final class NpzWriter {

    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int BUFFER_BYTES = 1 << 16;

    private final ZipOutputStream zip;

    private NpzWriter(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** The arrays of an archive. */
    @FunctionalInterface
    public interface Arrays {
        /** Adds them, in the order in which they are to be listed. */
        void addTo(NpzWriter npz) throws IOException;
    }

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Arrays arrays) throws IOException {
        write(file, Deflater.DEFAULT_COMPRESSION, arrays);
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param level of compression, as {@link Deflater} has them
     */
    public static void write(Path file, int level, Arrays arrays) throws IOException {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(level);
            arrays.addTo(new NpzWriter(zip));
            zip.finish();
        });
    }

    /**
     * @param name by which {@code numpy.load} gives the array; may hold slashes
     * @throws java.util.zip.ZipException if there is an array of that name already
     */
    public void add(String name, Tensor array) throws IOException {
        begin(name);
        OutputStream buffered = new BufferedOutputStream(zip, BUFFER_BYTES);
        NpyWriter.write(buffered, array);
        buffered.flush();
        zip.closeEntry();
    }

    /**
     * Adds a text as an array without axes: {@code numpy.load(file)[name].item()} is the text.
     *
     * @throws java.util.zip.ZipException if there is an array of that name already
     */
    public void addText(String name, String text) throws IOException {
        begin(name);
        NpyWriter.writeText(zip, text);
        zip.closeEntry();
    }

    /**
     * Adds an entry that is no array, which {@code numpy.load} gives as bytes.
     *
     * @param name of the entry, with its ending
     * @throws java.util.zip.ZipException if there is an entry of that name already
     */
    public void addBytes(String name, byte[] content) throws IOException {
        beginEntry(name);
        zip.write(content);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        beginEntry(name + ".npy");
    }

    private void beginEntry(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_DATE);
        zip.putNextEntry(entry);
    }
}
