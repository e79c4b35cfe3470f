package io.orograph.arrays;

/** The two 16-bit floating formats, widened to 32 bits without loss. */
public final class Half {

    private static final int SMALLEST_NORMAL_EXPONENT = -14;
    private static final int FRACTION_BITS = 10;

    private Half() {}

    /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
    public static float fromBinary16(int bits) {
        int exponent = bits >>> FRACTION_BITS & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, SMALLEST_NORMAL_EXPONENT - FRACTION_BITS);
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 15 - FRACTION_BITS);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    /** bfloat16: the upper half of a binary32. */
    public static float fromBfloat16(int bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
