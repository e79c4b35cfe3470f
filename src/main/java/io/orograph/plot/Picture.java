package io.orograph.plot;

import java.util.Arrays;

/**
 * An image as plain numbers, so that the window and the command line can pass it on without java.awt. The array is not
 * copied: whoever makes a picture no longer writes to it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param argb the pixels as 0xAARRGGBB, not premultiplied, row by row from the top
 */
public record Picture(int width, int height, int[] argb) {

    /** The most pixels a picture may have: 2²⁸, sixteen times a figure of 4800×3600. */
    public static final long LARGEST = 1L << 28;

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if a side is not positive, there are too many pixels, or the array has another
     *     length
     */
    public Picture {
        checkSize(width, height);
        if (argb.length != width * height) {
            throw new IllegalArgumentException(argb.length + " pixels for " + width + "×" + height);
        }
    }

    static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > LARGEST) {
            throw new IllegalArgumentException(
                    "a picture cannot have " + width + "×" + height + " pixels; choose a size up to 16384×16384");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture
                && width == picture.width
                && height == picture.height
                && Arrays.equals(argb, picture.argb);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(argb);
    }

    @Override
    public String toString() {
        return width + "×" + height + " pixels";
    }
}
