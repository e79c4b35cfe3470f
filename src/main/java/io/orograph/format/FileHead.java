package io.orograph.format;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a file shows of itself before it is opened: its first bytes, and the names of its entries if it is an archive. */
public final class FileHead {

    private static final int BYTES = 4096;
    private static final String UTF_16_LITTLE_ENDIAN = "\u00ff\u00fe";
    private static final String UTF_16_BIG_ENDIAN = "\u00fe\u00ff";

    private final Path path;
    private final byte[] bytes;
    private Optional<List<String>> entries;

    private FileHead(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Reads the head of a file.
     *
     * @throws DamagedFileException if it is empty
     * @throws IOException if there is no file, or it cannot be read; the message is a sentence
     */
    public static FileHead of(Path file) throws IOException {
        RegularFile.requireReadable(file);
        try (InputStream in = Files.newInputStream(file)) {
            return new FileHead(file, in.readNBytes(BYTES));
        }
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns the first bytes, some thousands at most. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns whether the file begins with these bytes, one a character. */
    public boolean startsWith(String signature) {
        return has(0, signature);
    }

    /** Returns whether the file has these bytes at a place, one a character. */
    public boolean has(int offset, String signature) {
        byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
        int end = offset + wanted.length;
        return bytes.length >= end && Arrays.equals(bytes, offset, end, wanted, 0, wanted.length);
    }

    /** Returns whether the file begins as text does: without control characters but those of white space. */
    public boolean isText() {
        byte[] seen = bytes;
        if (startsWith(UTF_16_LITTLE_ENDIAN) || startsWith(UTF_16_BIG_ENDIAN)) {
            seen = text().getBytes(StandardCharsets.UTF_8);
        }
        for (byte value : seen) {
            boolean white = value == '\n' || value == '\r' || value == '\t' || value == '\f';
            if (value >= 0 && value < ' ' && !white) {
                return false;
            }
        }
        return true;
    }

    /** Returns the beginning as text in UTF-8, or where a byte order mark says so, in UTF-16. */
    public String text() {
        if (startsWith(UTF_16_LITTLE_ENDIAN)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(UTF_16_BIG_ENDIAN)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Returns whether the file begins as a Python pickle of protocol 2 to 5 does: the opcode 0x80, the version, then an
     * opcode that begins a frame, a number or a container.
     */
    public boolean isPickle() {
        return bytes.length > 2
                && bytes[0] == (byte) 0x80
                && bytes[1] >= 2
                && bytes[1] <= 5
                && "\u0095\u008a}](cKX\u008c".indexOf(bytes[2] & 0xFF) >= 0;
    }

    /** Returns whether the file begins as a zip archive does; it may be damaged. */
    public boolean isZip() {
        return startsWith("PK\u0003\u0004") || startsWith("PK\u0005\u0006");
    }

    /** Returns whether the file begins as a zip archive does, but cannot be opened as one. */
    public boolean isDamagedZip() throws IOException {
        return isZip() && entries().isEmpty();
    }

    /** Returns whether the file is a sound zip archive one of whose entries has such a name. */
    public boolean hasEntry(Predicate<String> name) throws IOException {
        return entries().stream().flatMap(List::stream).anyMatch(name);
    }

    /** Returns whether the file is a sound zip archive that holds NumPy arrays of all these names. */
    public boolean hasArrays(List<String> names) throws IOException {
        return entries()
                .filter(entries -> entries.containsAll(
                        names.stream().map(name -> name + ".npy").toList()))
                .isPresent();
    }

    /**
     * Returns the names of the entries of a zip archive, in its order; empty if it is none, or damaged.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<List<String>> entries() throws IOException {
        if (entries == null) {
            entries = isZip() ? listed() : Optional.empty();
        }
        return entries;
    }

    private Optional<List<String>> listed() throws IOException {
        try (ZipFile zip = ZipArchive.open(path)) {
            return Optional.of(zip.stream().map(ZipEntry::getName).toList());
        } catch (DamagedFileException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the file's name ends in one of these, in upper or lower case. */
    public boolean isNamed(List<String> endings) {
        return FileName.endsIn(path, endings);
    }
}
