package io.orograph.arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int MOST_AXES = 64;

    /** A file may say as much of itself as it likes; this much is shown. */
    private static final int MOST_NOTES = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        byte[] header = new byte[(int) length];
        slices.read(LENGTH_BYTES, length).get(header);
        try (JsonParser json = JSON.createParser(header)) {
            parse(json, LENGTH_BYTES + length);
        } catch (JsonProcessingException | CharConversionException e) {
            throw new DamagedFileException(file, "is damaged: its header is no valid JSON" + AGAIN, e);
        }
    }

    /** Goes through the header without a tree of it, which can take thirty times as much memory. */
    private void parse(JsonParser json, long data) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw damaged("has a header that is no JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("__metadata__")) {
                readNotes(json);
            } else {
                entries.put(name, entry(name, json, data));
            }
        }
    }

    private void readNotes(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            String value = json.nextToken().isStructStart() ? "" : json.getText();
            json.skipChildren();
            if (notes.size() < MOST_NOTES) {
                notes.put(name, Excerpt.of(value));
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

    private Entry entry(String name, JsonParser json, long data) throws IOException {
        String type = "";
        long[] shape = {};
        long[] places = {};
        boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
        while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> type = json.getValueAsString("");
                case "shape" -> shape = wholes(name, json);
                case "data_offsets" -> places = wholes(name, json);
                default -> json.skipChildren();
            }
        }
        if (!isObject) {
            json.skipChildren();
        }
        Optional<StoredType> format = StoredType.ofSafetensors(type);
        if (format.isEmpty()) {
            throw new UnsupportedFileException(
                    file, "cannot be used: its array " + Excerpt.of(name) + " has the type " + Excerpt.of(type));
        }
        if (places.length < 2) {
            throw noWhole(name);
        }
        return entry(name, format.get(), shape, places, data);
    }

    private Entry entry(String name, StoredType format, long[] shape, long[] places, long data) throws IOException {
        long from = places[0];
        long to = places[1];
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

    private long[] wholes(String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw noWhole(name);
        }
        long[] numbers = new long[MOST_AXES];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && json.getLongValue() >= 0;
            if (!whole || count == MOST_AXES) {
                throw noWhole(name);
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private DamagedFileException noWhole(String name) {
        return damaged("gives its array " + Excerpt.of(name) + " a shape or place that is no whole number");
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
