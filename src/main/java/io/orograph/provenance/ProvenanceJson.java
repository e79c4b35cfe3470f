package io.orograph.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;

/** The provenance of a result as one JSON object (RFC 8259) on one line, its entries in their order. */
public final class ProvenanceJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private ProvenanceJson() {}

    /** Writes a provenance as JSON; NaN and infinities, which JSON has no numbers for, become texts. */
    public static String write(Provenance provenance) {
        return json(provenance.entries());
    }

    /**
     * Reads a provenance.
     *
     * @return an equal provenance, but that whole numbers come back as Long, others as Double
     * @throws IOException if the text is no JSON object
     */
    public static Provenance read(String json) throws IOException {
        LinkedHashMap<String, Object> entries = MAPPER.readValue(json, new TypeReference<>() {});
        if (entries == null) {
            throw new IOException("the provenance is null instead of a JSON object");
        }
        return new Provenance(entries);
    }

    /** Returns one value as JSON on one line. */
    public static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a provenance holds a value that JSON cannot say", e);
        }
    }
}
