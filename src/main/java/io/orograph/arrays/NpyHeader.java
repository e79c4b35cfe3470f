package io.orograph.arrays;

import io.orograph.file.Excerpt;
import io.orograph.network.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an NPY array, of format version 1, 2 or 3.
 *
 * @param code the element type without its byte order: {@code f8}, {@code U120}
 * @param order the byte order
 * @param fortranOrder whether the first axis runs fastest
 * @param shape without negative axes
 * @param bytes that the header takes, magic number included
 */
record NpyHeader(String code, ByteOrder order, boolean fortranOrder, long[] shape, int bytes) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy's own limit is 10 kB; only structured types with very many fields come near it. */
    private static final int LONGEST = 1 << 20;

    /** The code of an element type whose description is a list of fields. */
    private static final String STRUCTURED = "structured";

    private static final int MOST_AXES = 64;
    private static final Pattern DESCR = Pattern.compile("([<>|=]?)([a-zA-Z]\\d*)(\\[.*\\])?");

    /**
     * Reads a header and leaves the stream at the first element.
     *
     * @param available bytes in the stream
     */
    static NpyHeader read(InputStream in, long available, Origin origin) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !startsWithMagic(start)) {
            throw origin.damaged("it does not begin like a NumPy array; save or copy it again");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw origin.unsupported("has the NPY format version " + version + "; versions 1 to 3 can be read");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] lengthField = in.readNBytes(lengthBytes);
        long length = 0;
        for (int i = lengthField.length - 1; i >= 0; i--) {
            length = length << 8 | lengthField[i] & 0xFF;
        }
        int before = start.length + lengthBytes;
        if (lengthField.length < lengthBytes || length > available - before || length > LONGEST) {
            throw origin.damaged("its header is said to be " + length + " bytes long, but the whole array has "
                    + available + "; save or copy it again");
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = new String(in.readNBytes((int) length), charset);
        return parse(text, before + (int) length, origin);
    }

    private static boolean startsWithMagic(byte[] start) {
        return java.util.Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length);
    }

    private static NpyHeader parse(String text, int bytes, Origin origin) throws IOException {
        Object literal;
        try {
            literal = PythonLiteral.parse(text);
        } catch (IllegalArgumentException e) {
            throw origin.damaged(e.getMessage() + "; save or copy it again", e);
        }
        if (!(literal instanceof Map<?, ?> entries)
                || !(entries.get("fortran_order") instanceof Boolean fortranOrder)
                || !(entries.get("shape") instanceof List<?> axes)
                || entries.get("descr") == null) {
            throw origin.damaged("its header lacks descr, fortran_order or shape; save or copy it again");
        }
        if (!(entries.get("descr") instanceof String descr)) {
            return new NpyHeader(STRUCTURED, ByteOrder.LITTLE_ENDIAN, fortranOrder, shape(axes, origin), bytes);
        }
        Matcher matcher = DESCR.matcher(descr);
        if (!matcher.matches()) {
            throw origin.damaged("its header has the unknown type '" + Excerpt.of(descr) + "'; save it again");
        }
        boolean big = matcher.group(1).equals(">");
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(matcher.group(2), order, fortranOrder, shape(axes, origin), bytes);
    }

    private static long[] shape(List<?> axes, Origin origin) throws IOException {
        long[] shape = new long[axes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!(axes.get(i) instanceof Long axis) || axis < 0 || shape.length > MOST_AXES) {
                throw origin.damaged("its header has the impossible shape " + Excerpt.of(axes.toString())
                        + "; save or copy it again");
            }
            shape[i] = axis;
        }
        return shape;
    }

    /** The number type. */
    StoredType type(Origin origin) throws IOException {
        Optional<StoredType> type = StoredType.ofNumpy(code);
        if (type.isEmpty()) {
            throw origin.unsupported(
                    switch (code.charAt(0)) {
                        case 's' -> "has a structured type (fields with names); save each field as an array";
                        case 'O' ->
                            "holds Python objects, which can run code when opened; save numbers"
                                    + " (in NumPy: array.astype('float32'))";
                        case 'c' -> "holds complex numbers; save real ones";
                        case 'S', 'U', 'a' -> "holds text; save class names as whole numbers from 0";
                        default ->
                            "has the type '" + Excerpt.of(code) + "'; save it as float32, float64, int64 or uint8";
                    });
        }
        return type.get();
    }

    /** Returns what the array is, from its header alone. */
    NamedArrays.Array array(String name) {
        String type = StoredType.ofNumpy(code).map(StoredType::label).orElse(Excerpt.of(code));
        return new NamedArrays.Array(name, type, shape);
    }

    /** Returns how the array is described in a list: {@code float32 [1797, 64]}. */
    String describe() {
        return array("").type() + " " + Shape.text(shape);
    }
}
