package io.orograph.network.operators.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * eˣ in single precision, to two units in the last place, by loops that the compiler makes vector instructions of; ND4J's
 * kernel takes eight times as long. With k the whole number next to x/ln 2, eˣ = 2ᵏ·eʳ where |r| ≤ ½·ln 2, and eʳ is
 * Taylor's polynomial of degree 7. Adding 1.5·2²³ rounds to a whole number, which then stands in the last bits of the sum:
 * from these the powers of two are made, two of them, so that results close to the limits need no care.
 */
final class FloatExponential {

    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts, the first with so few digits that its product with k is exact. */
    private static final float LN2_HIGH = 355 / 512f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** 1.5·2²³. */
    private static final float ROUNDING = 12582912f;

    private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);

    /** Beyond these the result is 0 or infinite. */
    private static final float LOWEST = -104;

    private static final float HIGHEST = 89;

    private static final int EXPONENT_OF_ONE = 127;
    private static final int EXPONENT_SHIFT = 23;

    /** Arrays for one chunk, of each thread. */
    private static final ThreadLocal<FloatExponential> CHUNKS = ThreadLocal.withInitial(FloatExponential::new);

    private final float[] numbers = new float[FlatArray.CHUNK];
    private final float[] wholes = new float[FlatArray.CHUNK];
    private final float[] others = new float[FlatArray.CHUNK];
    private final int[] bits = new int[FlatArray.CHUNK];
    private final int[] otherBits = new int[FlatArray.CHUNK];
    private final FloatBuffer asFloats;
    private final IntBuffer asBits;

    private FloatExponential() {
        ByteBuffer memory =
                ByteBuffer.allocateDirect(FlatArray.CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());
        asFloats = memory.asFloatBuffer();
        asBits = memory.asIntBuffer();
    }

    /** Writes eˣ for at most {@link FlatArray#CHUNK} numbers; y may be x. */
    static void run(float[] x, float[] y, int length) {
        CHUNKS.get().write(x, y, length);
    }

    private void write(float[] x, float[] y, int length) {
        reduce(x, length);
        asFloats.put(0, wholes, 0, length);
        asBits.get(0, bits, 0, length);
        powersOfTwo(length);
        asBits.put(0, bits, 0, length);
        asFloats.get(0, wholes, 0, length);
        asBits.put(0, otherBits, 0, length);
        asFloats.get(0, others, 0, length);
        scale(y, length);
    }

    private void scale(float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = numbers[i] * wholes[i] * others[i];
        }
    }

    /** Writes eʳ to {@code numbers}, and k to the last bits of {@code wholes}. */
    private void reduce(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            float held = Math.max(LOWEST, Math.min(HIGHEST, x[i]));
            float rounded = held * LOG2_E + ROUNDING;
            wholes[i] = rounded;
            float k = rounded - ROUNDING;
            float r = held - k * LN2_HIGH - k * LN2_LOW;
            float sum = 1 / 5040f;
            sum = sum * r + 1 / 720f;
            sum = sum * r + 1 / 120f;
            sum = sum * r + 1 / 24f;
            sum = sum * r + 1 / 6f;
            sum = sum * r + 1 / 2f;
            numbers[i] = sum * r * r + r + 1;
        }
    }

    private void powersOfTwo(int length) {
        for (int i = 0; i < length; i++) {
            int k = bits[i] - ROUNDING_BITS;
            int half = k >> 1;
            bits[i] = (half + EXPONENT_OF_ONE) << EXPONENT_SHIFT;
            otherBits[i] = (k - half + EXPONENT_OF_ONE) << EXPONENT_SHIFT;
        }
    }
}
