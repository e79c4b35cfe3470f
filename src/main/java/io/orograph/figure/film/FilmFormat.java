package io.orograph.figure.film;

/**
 * The size and the length of a film.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param rate frames a second
 */
public record FilmFormat(int width, int height, double seconds, int rate) {

    public static final int SMALLEST_WIDTH = 480;
    public static final int LARGEST_WIDTH = 1920;
    public static final int HIGHEST_RATE = 60;
    public static final double LONGEST = 120;

    /** 8 seconds at 25 frames a second, 800 pixels wide. */
    public static final FilmFormat DEFAULT = of(800, 8, 25);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if it is too small, too large, too long or has no frame
     */
    public FilmFormat {
        if (width < SMALLEST_WIDTH || width > LARGEST_WIDTH || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("a film has an even width from " + SMALLEST_WIDTH + " to "
                    + LARGEST_WIDTH + " pixels, not " + width + "×" + height);
        }
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException("a film has 1 to " + HIGHEST_RATE + " frames a second, not " + rate);
        }
        if (!(seconds * rate >= 1 && seconds <= LONGEST)) {
            throw new IllegalArgumentException(
                    "a film lasts from one frame to " + LONGEST + " seconds, not " + seconds);
        }
    }

    /** Returns one of a width, three quarters as high; both are made even. */
    public static FilmFormat of(int width, double seconds, int rate) {
        int even = width / 2 * 2;
        return new FilmFormat(even, even * 3 / 8 * 2, seconds, rate);
    }

    /** Returns how many frames it has. */
    public int frames() {
        return (int) Math.round(seconds * rate);
    }
}
