package io.orograph.arrays;

import io.orograph.network.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types that a file of arrays may store, and what they are read as: each keeps its numbers exactly. */
public enum StoredType {
    FLOAT64("float64", 8, ElementType.DOUBLE, new Names("f8", "F64", "DoubleStorage")),
    FLOAT32("float32", 4, ElementType.FLOAT, new Names("f4", "F32", "FloatStorage")),
    FLOAT16("float16", 2, ElementType.FLOAT, new Names("f2", "F16", "HalfStorage")),
    BFLOAT16("bfloat16", 2, ElementType.FLOAT, new Names("", "BF16", "BFloat16Storage")),
    INT8("int8", 1, ElementType.INT32, new Names("i1", "I8", "CharStorage")),
    UINT8("uint8", 1, ElementType.UINT8, new Names("u1", "U8", "ByteStorage")),
    INT16("int16", 2, ElementType.INT32, new Names("i2", "I16", "ShortStorage")),
    UINT16("uint16", 2, ElementType.INT32, new Names("u2", "U16", "")),
    INT32("int32", 4, ElementType.INT32, new Names("i4", "I32", "IntStorage")),
    UINT32("uint32", 4, ElementType.INT64, new Names("u4", "U32", "")),
    INT64("int64", 8, ElementType.INT64, new Names("i8", "I64", "LongStorage")),
    /** Read as INT64: only what fits there. */
    UINT64("uint64", 8, ElementType.INT64, new Names("u8", "", "")),
    BOOL("bool", 1, ElementType.BOOL, new Names("b1", "BOOL", "BoolStorage"));

    private final String label;
    private final int bytes;
    private final ElementType readAs;
    private final Names names;

    /**
     * What file formats call a type; empty where one has none such.
     *
     * @param numpy its code, such as {@code f8}
     * @param safetensors its name in the header, such as {@code F64}
     * @param torch the class of its storage, such as {@code DoubleStorage}
     */
    private record Names(String numpy, String safetensors, String torch) {}

    StoredType(String label, int bytes, ElementType readAs, Names names) {
        this.label = label;
        this.bytes = bytes;
        this.readAs = readAs;
        this.names = names;
    }

    /** Returns NumPy's name of the type. */
    public String label() {
        return label;
    }

    /** Returns the number of bytes that one element takes in the file. */
    int bytes() {
        return bytes;
    }

    ElementType readAs() {
        return readAs;
    }

    /** Returns the type of a NumPy code such as {@code f8}; empty if it is none of these. */
    static Optional<StoredType> ofNumpy(String code) {
        return Arrays.stream(values()).filter(t -> t.names.numpy().equals(code)).findFirst();
    }

    /** Returns the type of a name in the header of safetensors, such as {@code F32}. */
    static Optional<StoredType> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(t -> !name.isEmpty() && t.names.safetensors().equals(name))
                .findFirst();
    }

    /** Returns the type of a class of PyTorch's storages, such as {@code FloatStorage}. */
    static Optional<StoredType> ofTorchStorage(String name) {
        return Arrays.stream(values())
                .filter(t -> !name.isEmpty() && t.names.torch().equals(name))
                .findFirst();
    }

    /** Returns the first elements of a buffer, one after the other. */
    double[] all(ByteBuffer elements, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(elements, i);
        }
        return values;
    }

    /** Returns one element of a buffer; a whole number beyond 2⁵³ is rounded. */
    double get(ByteBuffer elements, int index) {
        int at = index * bytes;
        return switch (this) {
            case FLOAT64 -> elements.getDouble(at);
            case FLOAT32 -> elements.getFloat(at);
            case FLOAT16 -> Half.fromBinary16(elements.getShort(at) & 0xFFFF);
            case BFLOAT16 -> Half.fromBfloat16(elements.getShort(at) & 0xFFFF);
            case INT64, UINT64 -> elements.getLong(at);
            case INT32 -> elements.getInt(at);
            case UINT32 -> elements.getInt(at) & 0xFFFF_FFFFL;
            case INT16 -> elements.getShort(at);
            case UINT16 -> elements.getShort(at) & 0xFFFF;
            case INT8 -> elements.get(at);
            case UINT8 -> elements.get(at) & 0xFF;
            case BOOL -> elements.get(at) == 0 ? 0 : 1;
        };
    }
}
