package io.orograph.arrays;

import io.orograph.arrays.Pickled.Storage;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PyTorch's format before 1.6: five pickles (a magic number, the version 1001, the machine's sizes and byte order, the
 * value, the keys of the storages), then each storage with its count in 8 bytes before it.
 */
final class LegacyTorchFile implements TorchStorages {

    /** Protocol 2, then the magic number 0x1950a86a20f9469cfc6c in ten bytes, the lowest first. */
    private static final String MAGIC = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

    private static final long VERSION = 1001;
    private static final int COUNT_BYTES = 8;

    private final Path file;
    private final FileRanges slices;
    private final Object root;
    private final Set<String> names;
    private final Map<String, Long> places = new HashMap<>();

    private LegacyTorchFile(Path file, FileRanges slices) throws IOException {
        this.file = file;
        this.slices = slices;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            PickleInput in = new PickleInput(file, stream, slices.size());
            Unpickler unpickler = new Unpickler(file, in);
            unpickler.read();
            Object version = unpickler.read();
            if (!Long.valueOf(VERSION).equals(version)) {
                throw new UnsupportedFileException(
                        file, "has an unknown version of PyTorch's format; load and save it with a newer PyTorch");
            }
            requireLittleEndian(unpickler.read());
            root = unpickler.read();
            names = unpickler.names();
            if (!(unpickler.read() instanceof List<?> keys)) {
                throw new DamagedFileException(file, "is damaged: it does not list its storages; save it again");
            }
            place(keys, unpickler.storages(), in.position());
        }
    }

    static boolean recognises(FileHead head) {
        return head.startsWith(MAGIC);
    }

    static LegacyTorchFile open(Path file) throws IOException {
        FileRanges slices = new FileRanges(file);
        try {
            return new LegacyTorchFile(file, slices);
        } catch (IOException | RuntimeException e) {
            slices.close();
            throw e;
        }
    }

    private void requireLittleEndian(Object machine) throws UnsupportedFileException {
        if (machine instanceof Map<?, ?> sizes && Boolean.FALSE.equals(sizes.get("little_endian"))) {
            throw new UnsupportedFileException(file, "is big-endian; load and save it on a little-endian machine");
        }
    }

    private void place(List<?> keys, Map<String, Storage> storages, long begin) throws IOException {
        long at = begin;
        for (Object key : keys) {
            Storage storage = key instanceof String ? storages.get(key) : null;
            if (storage == null || places.containsKey(storage.key())) {
                throw new DamagedFileException(
                        file, "is damaged: it lists a storage that nothing uses, or twice; save or copy it again");
            }
            long count = slices.read(at, COUNT_BYTES).getLong();
            long bytes = storage.count() * storage.format().bytes();
            if (count != storage.count() || bytes > slices.size() - at - COUNT_BYTES) {
                throw new DamagedFileException(
                        file,
                        "is damaged or cut off: a storage of " + storage.count()
                                + " numbers is not there in whole; save" + " or copy it again");
            }
            places.put(storage.key(), at + COUNT_BYTES);
            at += COUNT_BYTES + bytes;
        }
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
        Long place = places.get(storage.key());
        if (place == null) {
            throw new DamagedFileException(file, "is damaged: a storage of it is missing; save or copy it again");
        }
        return slices.read(place + from, length);
    }

    @Override
    public void close() throws IOException {
        slices.close();
    }
}
