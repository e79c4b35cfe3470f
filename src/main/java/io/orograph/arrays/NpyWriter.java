package io.orograph.arrays;

import io.orograph.file.AtomicFile;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes arrays in NumPy's NPY format, version 1, little-endian, in C order. Numbers keep their exact values. */
public final class NpyWriter {

    private static final int ALIGNMENT = 64;
    private static final int BUFFER_BYTES = 1 << 16;

    private NpyWriter() {}

    /**
     * Writes or replaces a file, whole or not at all.
     */
    public static void write(Path file, Tensor array) throws IOException {
        AtomicFile.write(file, out -> write(out, array));
    }

    /** Writes an array; leaves the stream open. */
    public static void write(OutputStream out, Tensor array) throws IOException {
        out.write(header(code(array.type()), array.shape()));
        int elementBytes = array.type().bytes();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < array.size(); i++) {
            put(buffer, array, i);
            if (buffer.remaining() < elementBytes || i == array.size() - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }

    /**
     * Writes a text as an array without axes of NumPy's unicode type, so that {@code array.item()} is the text. A
     * surrogate that stands alone becomes U+FFFD.
     */
    public static void writeText(OutputStream out, String text) throws IOException {
        int[] codePoints = text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .toArray();
        String characters = codePoints.length == 0 ? "\0" : new String(codePoints, 0, codePoints.length);
        out.write(header("<U" + Math.max(1, codePoints.length)));
        out.write(characters.getBytes(Charset.forName("UTF-32LE")));
    }

    private static void put(ByteBuffer buffer, Tensor array, int i) {
        switch (array.type()) {
            case FLOAT -> buffer.putFloat((float) array.get(i));
            case DOUBLE -> buffer.putDouble(array.get(i));
            case INT64 -> buffer.putLong(array.getLong(i));
            case INT32 -> buffer.putInt((int) array.getLong(i));
            case UINT8, BOOL -> buffer.put((byte) array.getLong(i));
        }
    }

    private static String code(ElementType type) {
        return switch (type) {
            case FLOAT -> "<f4";
            case DOUBLE -> "<f8";
            case INT64 -> "<i8";
            case INT32 -> "<i4";
            case UINT8 -> "|u1";
            case BOOL -> "|b1";
        };
    }

    private static byte[] header(String code, long... shape) {
        String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String tuple = "(" + axes + (shape.length == 1 ? ",)" : ")");
        String text = "{'descr': '" + code + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int start = NpyHeader.MAGIC.length + 4;
        int padding = Math.floorMod(-(start + text.length() + 1), ALIGNMENT);
        byte[] content = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer header = ByteBuffer.allocate(start + content.length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0);
        return header.putShort((short) content.length).put(content).array();
    }
}
