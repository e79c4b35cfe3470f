package io.orograph.arrays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads safetensors: the length of a JSON header in 8 bytes, the header with type, shape and place of each array, then
 * the bytes of the arrays.
 */
public final class SafetensorsArrays implements NamedArrays {

    private static final int LENGTH_BYTES = 8;

    /** The format's own limit is 100 MB; a model with thousands of arrays has some 100 kB. */
    private static final int LONGEST_HEADER = 1 << 24;

    private static final String AGAIN = "; save or copy it again";

    private record Entry(StoredType format, long[] shape, long from, int count) {

        Array array(String name) {
            return new Array(name, format.label(), shape);
        }
    }

    private final Path file;
    private final FileRanges slices;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Object> notes = new LinkedHashMap<>();

    private SafetensorsArrays(Path file, FileRanges slices) throws IOException {
        this.file = file;
        this.slices = slices;
        long length = slices.read(0, LENGTH_BYTES).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > slices.size() - LENGTH_BYTES) {
            throw damaged("claims a header of " + length + " bytes, but the file has " + slices.size());
        }
        JsonNode header = parse(slices.read(LENGTH_BYTES, length));
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(note -> notes.put(
                                note.getKey(), Excerpt.of(note.getValue().asText())));
            } else {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue(), LENGTH_BYTES + length));
            }
        }
    }

    /** Returns whether a file begins as safetensors do. */
    static boolean recognises(byte[] head) {
        return head.length > LENGTH_BYTES + 1
                && head[6] == 0
                && head[7] == 0
                && head[8] == '{'
                && "\"} \n".indexOf(head[9]) >= 0;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged or of another kind
     * @throws IOException if it cannot be read
     */
    public static SafetensorsArrays open(Path file) throws IOException {
        RegularFile.requireReadable(file);
        FileRanges slices = new FileRanges(file);
        try {
            return new SafetensorsArrays(file, slices);
        } catch (IOException | RuntimeException e) {
            slices.close();
            throw e;
        }
    }

    private JsonNode parse(ByteBuffer header) throws IOException {
        byte[] json = new byte[header.remaining()];
        header.get(json);
        try {
            JsonNode root = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build()
                    .readTree(json);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(file, "is damaged: its header is no valid JSON" + AGAIN, e);
        }
        throw damaged("has a header that is no JSON object");
    }

    private Entry entry(String name, JsonNode node, long data) throws IOException {
        String type = node.path("dtype").asText();
        StoredType format = StoredType.ofSafetensors(type)
                .orElseThrow(() -> new UnsupportedFileException(
                        file, "cannot be used: its array " + Excerpt.of(name) + " has the type " + Excerpt.of(type)));
        JsonNode offsets = node.path("data_offsets");
        long from = whole(name, offsets.path(0));
        long to = whole(name, offsets.path(1));
        long[] shape = new long[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(name, node.path("shape").path(i));
        }
        int count;
        try {
            count = Shape.size(shape);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(
                    file, "is damaged in its array " + Excerpt.of(name) + ": " + e.getMessage() + AGAIN, e);
        }
        long bytes = (long) count * format.bytes();
        if (to - from != bytes || to > slices.size() - data) {
            throw damaged("places its array " + Excerpt.of(name) + " of " + bytes + " bytes at bytes " + from + " to "
                    + to + " of " + (slices.size() - data));
        }
        return new Entry(format, shape, data + from, count);
    }

    private long whole(String name, JsonNode number) throws DamagedFileException {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
            throw damaged("gives its array " + Excerpt.of(name) + " a shape or place that is no whole number");
        }
        return number.asLong();
    }

    private DamagedFileException damaged(String what) {
        return new DamagedFileException(file, "is damaged: it " + what + AGAIN);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        List<Array> arrays = new ArrayList<>();
        entries.forEach((name, entry) -> arrays.add(entry.array(name)));
        return arrays;
    }

    @Override
    public Optional<Array> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.array(name));
    }

    @Override
    public Map<String, Object> notes() {
        return Collections.unmodifiableMap(notes);
    }

    @Override
    public double[] read(String name) throws IOException {
        required(name);
        return read(name, 0, entries.get(name).count());
    }

    @Override
    public double[] read(String name, int from, int to) throws IOException {
        required(name);
        Entry entry = entries.get(name);
        long bytes = entry.format().bytes();
        return entry.format().all(slices.read(entry.from() + from * bytes, (to - from) * bytes), to - from);
    }

    @Override
    public void close() throws IOException {
        slices.close();
    }
}
