package io.orograph.plot;

/** The colours that tell several curves or paths apart: with any kind of colour vision, on a light and on a dark ground. */
public final class SeriesColors {

    private static final int[] COLORS = {
        0xff4d8dff, 0xffff7a1a, 0xff1fa774, 0xffff4fc3, 0xffc29a00, 0xff9b7bff, 0xff2ab7ca, 0xffd9483b
    };

    private SeriesColors() {}

    /** Returns the colour of a series by its number, from 0, as 0xAARRGGBB; after the eighth they come again. */
    public static int argb(int number) {
        return COLORS[number % COLORS.length];
    }

    /** Tells whether a series has the colour of another before it, and is to be told from that in another way. */
    public static boolean isRepeated(int number) {
        return number % (2 * COLORS.length) >= COLORS.length;
    }
}
