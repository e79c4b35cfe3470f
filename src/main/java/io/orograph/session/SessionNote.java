package io.orograph.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The text of a session, {@code session.json}: all but the numbers. */
record SessionNote(
        String format,
        int version,
        Session.Saved saved,
        Subject subject,
        WeightsNote weights,
        Map<String, Map<String, Object>> settings,
        String notes,
        List<ResultNote> results) {

    /** The name of the entry. */
    static final String ENTRY = "session.json";

    static final String FORMAT = "orograph-session";

    /** The version that is written; it and those before are read. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** θ₀ where it is not that of the model: its name, and its source as a provenance has it. */
    record WeightsNote(String name, Map<String, Object> source) {}

    /**
     * A result.
     *
     * @param name of the folder of its arrays
     */
    record ResultNote(String name, String kind, String title, boolean shown, String cells) {}

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a session holds a setting that JSON cannot say", e);
        }
    }

    static SessionNote read(byte[] text, Path file) throws IOException {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.path("format").asText().equals(FORMAT)) {
                throw new DamagedFileException(
                        file, "is no session: its " + ENTRY + " does not say that it is one; choose another file");
            }
            int version = root.path("version").asInt();
            if (version < 1 || version > VERSION) {
                throw new UnsupportedFileException(
                        file,
                        "is a session of version " + version + ", and this program reads version " + VERSION
                                + "; open it with the program that saved it, or a newer one");
            }
            return JSON.treeToValue(root, SessionNote.class).checked(file);
        } catch (JsonProcessingException | CharConversionException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private SessionNote checked(Path file) throws IOException {
        boolean sound = (subject == null || subject.isWhole())
                && (results == null || results.stream().noneMatch(Objects::isNull))
                && (settings == null || settings.values().stream().noneMatch(Objects::isNull))
                && saved != null
                && saved.program() != null
                && saved.time() != null;
        if (!sound) {
            throw damaged(file, null);
        }
        return new SessionNote(
                format,
                version,
                saved,
                subject,
                weights,
                settings == null ? Map.of() : settings,
                notes == null ? "" : notes,
                results == null ? List.of() : results);
    }

    private static DamagedFileException damaged(Path file, Exception cause) {
        return new DamagedFileException(
                file, "is damaged: its " + ENTRY + " is not what this program writes; save or copy it again", cause);
    }

    static <T> T convert(Object settings, Class<T> type) {
        return JSON.convertValue(settings, type);
    }

    static Map<String, Object> entries(Object settings) {
        return JSON.convertValue(settings, new TypeReference<>() {});
    }
}
