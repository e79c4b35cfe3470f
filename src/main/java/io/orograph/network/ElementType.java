package io.orograph.network;

/** The type of the elements of a {@link Tensor} or of a network's value. */
public enum ElementType {
    FLOAT(4),
    DOUBLE(8),
    INT64(8),
    INT32(4),
    UINT8(1),
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the number of bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }
}
