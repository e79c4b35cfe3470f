package io.orograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object on one line. A number that is not finite becomes null: JSON has no other word for it. */
final class JsonLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> entries = new LinkedHashMap<>();

    JsonLine put(String name, Object value) {
        boolean number = value instanceof Double d && !Double.isFinite(d);
        entries.put(name, number ? null : value);
        return this;
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written as JSON", e);
        }
    }
}
