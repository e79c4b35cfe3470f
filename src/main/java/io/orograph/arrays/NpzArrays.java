package io.orograph.arrays;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.ZipArchive;
import io.orograph.network.Tensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads NumPy's NPZ format: a zip archive, stored or deflated, whose entries are arrays in the NPY format. Arrays are
 * read when they are asked for; other entries are left alone, and nothing is ever unpacked to the disk.
 *
 * <p>Before an array is allocated, its entry is inflated once without being kept, to see that its length and CRC-32
 * are what the archive says. So an archive cannot ask for more memory than it really inflates to.
 */
public final class NpzArrays implements TypedArrays {

    private static final String SUFFIX = ".npy";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> arrays = new LinkedHashMap<>();
    private final Map<String, NpyHeader> headers = new HashMap<>();

    private NpzArrays(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String entryName = entry.getName();
            if (!entryName.endsWith(SUFFIX)) {
                continue;
            }
            String name = entryName.substring(0, entryName.length() - SUFFIX.length());
            if (arrays.put(name, entry) != null) {
                throw new DamagedFileException(
                        file, "is damaged: it holds two arrays called " + Excerpt.of(name) + "; save it again");
            }
        }
    }

    /**
     * Opens an archive and lists what is in it.
     *
     * @throws io.orograph.file.UnreadableFileException if it is no zip archive, is damaged, or holds no arrays
     * @throws IOException if it cannot be read
     */
    public static NpzArrays open(Path file) throws IOException {
        NpzArrays reader = openAny(file);
        try {
            reader.requireArrays();
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Opens an archive that may hold no arrays at all, but other entries.
     *
     * @throws io.orograph.file.UnreadableFileException if it is no zip archive or is damaged
     * @throws IOException if it cannot be read
     */
    public static NpzArrays openAny(Path file) throws IOException {
        RegularFile.requireReadable(file);
        ZipFile zip = ZipArchive.open(file);
        try {
            return new NpzArrays(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Makes a part of another. */
    private NpzArrays(NpzArrays whole, String prefix) {
        this.file = whole.file;
        this.zip = whole.zip;
        whole.arrays.forEach((name, entry) -> {
            if (name.startsWith(prefix)) {
                arrays.put(name.substring(prefix.length()), entry);
            }
        });
    }

    /**
     * Returns the arrays of a folder of the archive, by their names in it; none if there is no such folder. It is closed with
     * the archive.
     */
    public NpzArrays within(String folder) {
        return new NpzArrays(this, folder + "/");
    }

    /** Returns how many bytes all arrays take by what the archive says. */
    public long claimedBytes() {
        return arrays.values().stream()
                .mapToLong(entry -> Math.max(0, entry.getSize()))
                .reduce(0, (sum, bytes) -> sum + bytes < 0 ? Long.MAX_VALUE : sum + bytes);
    }

    /**
     * Reads an entry that is no array.
     *
     * @param name of the entry, with its ending
     * @param longest so many bytes it may have
     * @throws io.orograph.file.UnreadableFileException if there is none of that name, or it is longer or damaged
     */
    public byte[] bytes(String name, int longest) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        Origin origin = new Origin(file, name);
        if (entry == null) {
            throw origin.damaged("it is not there; save it again");
        }
        if (entry.getSize() < 0 || entry.getSize() > longest) {
            throw origin.damaged("it claims " + entry.getSize() + " bytes, and has " + longest + " at most");
        }
        return inflated(entry, origin, in -> {
            verify(entry, origin);
            return in.readNBytes((int) entry.getSize());
        });
    }

    private void requireArrays() throws IOException {
        if (arrays.isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    ZipArchive.withoutArrays(zip.stream().map(ZipEntry::getName).toList()));
        }
    }

    @Override
    public Path file() {
        return file;
    }

    /** Returns the names of the arrays, in the order of the archive. */
    public List<String> names() {
        return new ArrayList<>(arrays.keySet());
    }

    /** Returns whether there is an array of that name. */
    public boolean contains(String name) {
        return arrays.containsKey(name);
    }

    /** Tells whether an array is of text, from its header alone. */
    public boolean isText(String name) throws IOException {
        String code = header(name).code();
        return code.startsWith("U") || code.startsWith("S");
    }

    /** Returns the shape of an array, from its header alone. */
    public long[] shape(String name) throws IOException {
        return header(name).shape().clone();
    }

    @Override
    public List<Array> arrays() throws IOException {
        List<Array> list = new ArrayList<>();
        for (String name : arrays.keySet()) {
            list.add(header(name).array(name));
        }
        return list;
    }

    @Override
    public Optional<Array> find(String name) throws IOException {
        return contains(name) ? Optional.of(header(name).array(name)) : Optional.empty();
    }

    @Override
    public String describe() throws IOException {
        StringBuilder list = new StringBuilder();
        List<String> names = names();
        for (String name : names.subList(0, Math.min(MOST_LISTED, names.size()))) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append(header(name).array(name).text());
        }
        int more = names.size() - MOST_LISTED;
        return more > 0 ? list + " and " + more + " more" : list.toString();
    }

    /**
     * Reads one array.
     *
     * @throws io.orograph.file.UnreadableFileException if there is none of that name, or it is damaged, or holds what
     *     {@link NpyReader} does not read
     */
    @Override
    public Tensor tensor(String name) throws IOException {
        ZipEntry entry = entry(name);
        Origin origin = new Origin(file, name);
        NpyHeader header = header(name);
        ElementReader.checkClaim(header.type(origin), header.shape(), entry.getSize() - header.bytes(), origin);
        return inflated(entry, origin, in -> {
            verify(entry, origin);
            return NpyReader.read(in, entry.getSize(), origin);
        });
    }

    /**
     * Reads one array that is a single text, of NumPy's types S or U.
     *
     * @throws io.orograph.file.UnreadableFileException if there is none of that name, or it is damaged, or no text
     */
    public String readText(String name) throws IOException {
        ZipEntry entry = entry(name);
        Origin origin = new Origin(file, name);
        return inflated(entry, origin, in -> {
            if (entry.getSize() <= NpyReader.LONGEST_TEXT) {
                verify(entry, origin);
            }
            return NpyReader.readText(in, entry.getSize(), origin);
        });
    }

    @Override
    public List<String> texts(String name) throws IOException {
        ZipEntry entry = entry(name);
        Origin origin = new Origin(file, name);
        return inflated(entry, origin, in -> {
            if (entry.getSize() <= NpyReader.LONGEST_TEXTS) {
                verify(entry, origin);
            }
            return NpyReader.readTexts(in, entry.getSize(), origin);
        });
    }

    private NpyHeader header(String name) throws IOException {
        NpyHeader known = headers.get(name);
        if (known != null) {
            return known;
        }
        ZipEntry entry = entry(name);
        Origin origin = new Origin(file, name);
        NpyHeader header = inflated(entry, origin, in -> NpyHeader.read(in, entry.getSize(), origin));
        headers.put(name, header);
        return header;
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = arrays.get(name);
        if (entry == null) {
            throw new UnsupportedFileException(
                    file, "holds no array called " + Excerpt.of(name) + "; it holds " + describe());
        }
        return entry;
    }

    private interface Use<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T inflated(ZipEntry entry, Origin origin, Use<T> use) throws IOException {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), BUFFER_BYTES)) {
            return use.of(in);
        } catch (ZipException | EOFException e) {
            throw origin.damaged("it cannot be unpacked; save or copy it again", e);
        }
    }

    private void verify(ZipEntry entry, Origin origin) throws IOException {
        CRC32 crc = new CRC32();
        long claimed = entry.getSize();
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            for (int n = in.read(buffer); n >= 0 && length <= claimed; n = in.read(buffer)) {
                length += n;
            }
        }
        if (length != claimed || crc.getValue() != entry.getCrc()) {
            throw origin.damaged("its length or checksum is not what the archive says; save or copy it again");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
