package io.orograph.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object on one line: numbers, texts, booleans, lists, arrays of numbers and maps. A number that is not finite
 * becomes null: JSON has no other word for it. Written by Jackson's generator alone, because loading its data binding
 * takes longer than many a loss.
 */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> entries = new LinkedHashMap<>();

    JsonLine put(String name, Object value) {
        entries.put(name, value);
        return this;
    }

    /** Adds an entry unless there is one of that name. */
    JsonLine putIfAbsent(String name, Object value) {
        entries.putIfAbsent(name, value);
        return this;
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(generator, entries);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be written to", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof double[] numbers) {
            generator.writeStartArray();
            for (double number : numbers) {
                write(generator, number);
            }
            generator.writeEndArray();
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            generator.writeNull();
        } else {
            // The generator itself knows the wrappers of numbers and booleans, texts and null.
            generator.writeObject(value);
        }
    }
}
