package io.orograph.export.mesh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The arrays of a binary glTF: one behind the other in its buffer, each with a view and an accessor of its own. */
final class GlbBuffers {

    private static final int FLOAT = 5126;
    private static final int UNSIGNED_INT = 5125;
    private static final int ARRAY = 34962;
    private static final int ELEMENTS = 34963;
    private static final List<String> TYPES = List.of("SCALAR", "VEC2", "VEC3", "VEC4");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Map<String, Object>> views = new ArrayList<>();
    private final List<Map<String, Object>> accessors = new ArrayList<>();

    /** Adds vectors as float32, and returns the number of their accessor. */
    int add(double[][] vectors) {
        int width = vectors[0].length;
        ByteBuffer buffer = buffer(vectors.length * width);
        Arrays.stream(vectors).flatMapToDouble(Arrays::stream).forEach(value -> buffer.putFloat(number(value)));
        return add(buffer, ARRAY, FLOAT, vectors.length, TYPES.get(width - 1));
    }

    /** Returns a number as float32, which has to be finite there. */
    private static float number(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    /** Adds places: glTF wants their limits said, which are those of the rounded numbers. */
    int addPlaces(double[][] places) {
        int accessor = add(places);
        accessors.get(accessor).put("min", limits(places, true));
        accessors.get(accessor).put("max", limits(places, false));
        return accessor;
    }

    private static List<Double> limits(double[][] places, boolean least) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> {
                    var values = Arrays.stream(places).mapToDouble(place -> (float) place[axis]);
                    return (least ? values.min() : values.max()).orElseThrow();
                })
                .toList();
    }

    /** Adds numbers of vertices. */
    int addCorners(int[] corners) {
        ByteBuffer buffer = buffer(corners.length);
        Arrays.stream(corners).forEach(buffer::putInt);
        return add(buffer, ELEMENTS, UNSIGNED_INT, corners.length, "SCALAR");
    }

    private static ByteBuffer buffer(int numbers) {
        return ByteBuffer.allocate(Math.multiplyExact(numbers, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int add(ByteBuffer buffer, int target, int component, int count, String type) {
        views.add(Map.of("buffer", 0, "byteOffset", bytes.size(), "byteLength", buffer.capacity(), "target", target));
        byte[] content = new byte[buffer.capacity()];
        buffer.rewind().get(content);
        bytes.writeBytes(content);
        Map<String, Object> accessor = new LinkedHashMap<>();
        accessor.put("bufferView", views.size() - 1);
        accessor.put("componentType", component);
        accessor.put("count", count);
        accessor.put("type", type);
        accessors.add(accessor);
        return accessors.size() - 1;
    }

    List<Map<String, Object>> views() {
        return views;
    }

    List<Map<String, Object>> accessors() {
        return accessors;
    }

    /** Returns the buffer. All numbers in it take four bytes, so that nothing needs to be padded. */
    byte[] bytes() {
        return bytes.toByteArray();
    }
}
