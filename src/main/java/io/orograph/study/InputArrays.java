package io.orograph.study;

import io.orograph.data.Inputs;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which array of a file each input of a network with several was given, as entries of a result's file. */
final class InputArrays {

    private InputArrays() {}

    /** Returns by the names of the inputs the array, its shape and type, how it is given and its digest; none for a single input. */
    static Map<String, Object> of(Inputs inputs) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (inputs.count() > 1) {
            inputs.all().forEach(input -> entries.put(input.name(), entry(input)));
        }
        return entries;
    }

    private static Map<String, Object> entry(Inputs.Input input) {
        Map<String, Object> entry = new LinkedHashMap<>();
        Tensor values = input.values();
        entry.put("array", input.array());
        entry.put("shape", Arrays.stream(values.shape()).boxed().toList());
        entry.put("type", values.type().name().toLowerCase(Locale.ROOT));
        entry.put("given", input.form().label());
        entry.put("sha256", digest(values));
        return entry;
    }

    /** Returns the SHA-256 of the elements in row-major order, little-endian, as NumPy's {@code tobytes} has them. */
    private static String digest(Tensor values) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        ElementType type = values.type();
        ByteBuffer element = ByteBuffer.allocate(type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.size(); i++) {
            element.clear();
            switch (type) {
                case FLOAT -> element.putFloat((float) values.get(i));
                case DOUBLE -> element.putDouble(values.get(i));
                case INT64 -> element.putLong(values.getLong(i));
                case INT32 -> element.putInt((int) values.getLong(i));
                case UINT8, BOOL -> element.put((byte) values.getLong(i));
            }
            digest.update(element.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
