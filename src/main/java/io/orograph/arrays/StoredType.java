package io.orograph.arrays;

import io.orograph.network.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types that a file of arrays may store, and what they are read as: each keeps its numbers exactly. */
public enum StoredType {
    FLOAT64("float64", 8, ElementType.DOUBLE, "f8", "F64", "DoubleStorage"),
    FLOAT32("float32", 4, ElementType.FLOAT, "f4", "F32", "FloatStorage"),
    FLOAT16("float16", 2, ElementType.FLOAT, "f2", "F16", "HalfStorage"),
    BFLOAT16("bfloat16", 2, ElementType.FLOAT, "", "BF16", "BFloat16Storage"),
    INT8("int8", 1, ElementType.INT32, "i1", "I8", "CharStorage"),
    UINT8("uint8", 1, ElementType.UINT8, "u1", "U8", "ByteStorage"),
    INT16("int16", 2, ElementType.INT32, "i2", "I16", "ShortStorage"),
    UINT16("uint16", 2, ElementType.INT32, "u2", "U16", ""),
    INT32("int32", 4, ElementType.INT32, "i4", "I32", "IntStorage"),
    UINT32("uint32", 4, ElementType.INT64, "u4", "U32", ""),
    INT64("int64", 8, ElementType.INT64, "i8", "I64", "LongStorage"),
    /** Read as INT64: only what fits there. */
    UINT64("uint64", 8, ElementType.INT64, "u8", "", ""),
    BOOL("bool", 1, ElementType.BOOL, "b1", "BOOL", "BoolStorage");

    private final String label;
    private final int bytes;
    private final ElementType readAs;
    private final String numpyCode;
    private final String safetensorsName;
    private final String torchStorage;

    StoredType(
            String label,
            int bytes,
            ElementType readAs,
            String numpyCode,
            String safetensorsName,
            String torchStorage) {
        this.label = label;
        this.bytes = bytes;
        this.readAs = readAs;
        this.numpyCode = numpyCode;
        this.safetensorsName = safetensorsName;
        this.torchStorage = torchStorage;
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
        return Arrays.stream(values()).filter(t -> t.numpyCode.equals(code)).findFirst();
    }

    /** Returns the type of a name in the header of safetensors, such as {@code F32}. */
    static Optional<StoredType> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(t -> !name.isEmpty() && t.safetensorsName.equals(name))
                .findFirst();
    }

    /** Returns the type of a class of PyTorch's storages, such as {@code FloatStorage}. */
    static Optional<StoredType> ofTorchStorage(String name) {
        return Arrays.stream(values())
                .filter(t -> !name.isEmpty() && t.torchStorage.equals(name))
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
