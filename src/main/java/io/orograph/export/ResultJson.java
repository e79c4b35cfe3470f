package io.orograph.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.file.AtomicFile;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A result as one JSON object (RFC 8259, UTF-8): {@code readouts}, the numbers that are read off it, by name; {@code
 * arrays}, each with {@code shape} and {@code values} in C order; {@code texts}; and {@code provenance}. Reading a number
 * gives the same double; NaN and infinities, which JSON has no numbers for, are the texts "NaN", "Infinity" and
 * "-Infinity".
 */
public final class ResultJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultJson() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable result, Map<String, Object> readouts) throws IOException {
        NamedValues values = result.values();
        AtomicFile.write(file, out -> {
            // Its end is not the stream's.
            JsonGenerator json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeObjectField("readouts", readouts);
            json.writeObjectFieldStart("arrays");
            for (Map.Entry<String, Tensor> array : values.arrays().entrySet()) {
                json.writeFieldName(array.getKey());
                write(json, array.getValue());
            }
            json.writeEndObject();
            json.writeObjectField("texts", values.texts());
            json.writeObjectField("provenance", result.provenance().entries());
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        });
    }

    private static void write(JsonGenerator json, Tensor array) throws IOException {
        json.writeStartObject();
        json.writeObjectField("shape", array.shape());
        json.writeArrayFieldStart("values");
        for (int i = 0; i < array.size(); i++) {
            switch (array.type()) {
                case FLOAT -> json.writeNumber((float) array.get(i));
                case DOUBLE -> json.writeNumber(array.get(i));
                case BOOL -> json.writeBoolean(array.get(i) != 0);
                case INT64, INT32, UINT8 -> json.writeNumber(array.getLong(i));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
