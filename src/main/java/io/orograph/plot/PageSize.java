package io.orograph.plot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a page.
 *
 * @param width in points of 1/72 inch
 * @param height in points
 */
public record PageSize(double width, double height) {

    /** Points in a millimetre. */
    public static final double MM = 72 / 25.4;

    private static final double INCH = 72;
    private static final double SMALLEST = 30 * MM;
    private static final double LARGEST = 2000 * MM;

    private static final Pattern LENGTH = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)\\s*(mm|cm|in|pt)");

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if a side is shorter than 30 mm or longer than 2 m
     */
    public PageSize {
        for (double side : new double[] {width, height}) {
            if (!(side >= SMALLEST && side <= LARGEST)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a figure is from 30 to 2000 mm wide and high, not %.4g × %.4g mm",
                        width / MM,
                        height / MM));
            }
        }
    }

    /**
     * Reads a length with its unit: 85mm, 8.5cm, 3.35in, 240pt.
     *
     * @return the length in points
     * @throws IllegalArgumentException if it is none; the message says what one looks like
     */
    public static double length(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no length; write a number and mm, cm, in or pt, such as 85mm");
        }
        double number = Double.parseDouble(matcher.group(1));
        return number
                * switch (matcher.group(2)) {
                    case "mm" -> MM;
                    case "cm" -> 10 * MM;
                    case "in" -> INCH;
                    default -> 1;
                };
    }

    /** Returns the page as an area. */
    public Rect area() {
        return new Rect(0, 0, width, height);
    }
}
