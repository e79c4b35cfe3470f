package io.orograph.network;

import org.nd4j.linalg.api.buffer.DataType;

/** The floating type that a plan computes in. */
public enum Precision {
    /** Single precision, 32 bits: the speed of the hardware. */
    SINGLE(DataType.FLOAT),
    /** 64 bits: for small networks and for curvature. */
    DOUBLE(DataType.DOUBLE);

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    /** Returns the precision's type in ND4J. */
    public DataType type() {
        return type;
    }
}
