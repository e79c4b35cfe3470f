package io.orograph.arrays;

import io.orograph.arrays.Pickled.Storage;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.ZipArchive;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * PyTorch's zip archive: {@code <name>/data.pkl}, and each storage as {@code <name>/data/<key>}, not compressed. A
 * compressed entry is refused: PyTorch writes none, and it could claim any size.
 */
final class TorchArchive implements TorchStorages {

    private static final String PICKLE = "/data.pkl";
    private static final int LONGEST_WORD = 16;

    private final Path file;
    private final ZipFile zip;
    private final String folder;
    private final Object root;
    private final Set<String> names;

    private TorchArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        ZipEntry pickle = zip.stream()
                .filter(entry -> entry.getName().endsWith(PICKLE))
                .findFirst()
                .orElseThrow(() -> new UnsupportedFileException(
                        file,
                        "is a zip archive without a PyTorch checkpoint; save model.state_dict() with torch.save"));
        this.folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
        requireLittleEndian();
        try (InputStream in = open(pickle)) {
            Unpickler unpickler = new Unpickler(file, new PickleInput(file, in, pickle.getSize()));
            this.root = unpickler.read();
            this.names = unpickler.names();
        }
    }

    static TorchArchive open(Path file) throws IOException {
        ZipFile zip = ZipArchive.open(file);
        try {
            return new TorchArchive(file, zip);
        } catch (ZipException | EOFException e) {
            zip.close();
            throw new DamagedFileException(
                    file, "is damaged: an entry of the archive is not where it should be; save or copy it again", e);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(folder + "/byteorder");
        if (order == null) {
            return;
        }
        try (InputStream in = open(order)) {
            String word = new String(in.readNBytes(LONGEST_WORD), StandardCharsets.ISO_8859_1);
            if (!word.equals("little")) {
                throw new UnsupportedFileException(
                        file, "has the byte order " + word + "; load and save it on a little-endian machine");
            }
        }
    }

    private InputStream open(ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED
                || entry.getSize() != entry.getCompressedSize()
                || entry.getSize() > Files.size(file)) {
            throw new UnsupportedFileException(
                    file,
                    "has a compressed entry " + Excerpt.of(entry.getName())
                            + ", which PyTorch never writes; save it with torch.save");
        }
        try {
            return new BufferedInputStream(zip.getInputStream(entry));
        } catch (ZipException | EOFException e) {
            throw damaged(entry.getName(), e);
        }
    }

    private DamagedFileException damaged(String entry, IOException cause) {
        return new DamagedFileException(
                file, "is damaged: its entry " + Excerpt.of(entry) + " cannot be read; save or copy it again", cause);
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public ByteBuffer read(Storage storage, long from, long length) throws IOException {
        String name = folder + "/data/" + storage.key();
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || from + length > entry.getSize() || length > Integer.MAX_VALUE - 8) {
            throw new DamagedFileException(
                    file,
                    "is damaged: it needs " + (from + length) + " bytes of its entry " + Excerpt.of(name) + ", which "
                            + (entry == null ? "is missing" : "has " + entry.getSize()) + "; save or copy it again");
        }
        try (InputStream in = open(entry)) {
            in.skipNBytes(from);
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException("the entry ends too soon");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (ZipException | EOFException e) {
            throw damaged(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
