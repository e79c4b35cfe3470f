package io.orograph.data;

import io.orograph.network.ElementType;

/** The number types that a data file may store, and what they are read as: each keeps its numbers exactly. */
enum StoredType {
    FLOAT16("float16", 2, ElementType.FLOAT),
    FLOAT32("float32", 4, ElementType.FLOAT),
    FLOAT64("float64", 8, ElementType.DOUBLE),
    INT8("int8", 1, ElementType.INT32),
    UINT8("uint8", 1, ElementType.UINT8),
    INT16("int16", 2, ElementType.INT32),
    UINT16("uint16", 2, ElementType.INT32),
    INT32("int32", 4, ElementType.INT32),
    UINT32("uint32", 4, ElementType.INT64),
    INT64("int64", 8, ElementType.INT64),
    /** Read as INT64: only what fits there. */
    UINT64("uint64", 8, ElementType.INT64),
    BOOL("bool", 1, ElementType.BOOL);

    private final String label;
    private final int bytes;
    private final ElementType readAs;

    StoredType(String label, int bytes, ElementType readAs) {
        this.label = label;
        this.bytes = bytes;
        this.readAs = readAs;
    }

    /** NumPy's name of it. */
    String label() {
        return label;
    }

    /** Bytes that one element takes in the file. */
    int bytes() {
        return bytes;
    }

    ElementType readAs() {
        return readAs;
    }

    /** The type of a NumPy code such as {@code f8}; null if it is none of these. */
    static StoredType ofNumpy(String code) {
        return switch (code) {
            case "f2" -> FLOAT16;
            case "f4" -> FLOAT32;
            case "f8" -> FLOAT64;
            case "i1" -> INT8;
            case "u1" -> UINT8;
            case "i2" -> INT16;
            case "u2" -> UINT16;
            case "i4" -> INT32;
            case "u4" -> UINT32;
            case "i8" -> INT64;
            case "u8" -> UINT64;
            case "b1" -> BOOL;
            default -> null;
        };
    }
}
