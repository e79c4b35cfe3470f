package io.orograph.data;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as they are written in tables. */
final class Decimal {

    /** Narrower than {@link Double#parseDouble}, which also takes {@code 1f}, {@code 0x1p3} and {@code NaN}. */
    private static final Pattern SYNTAX = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

    private Decimal() {}

    /** Returns the number; infinite if it is too large for a double; NaN if the text is no number. */
    static double parse(String text) {
        return SYNTAX.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** Returns whether a text is a number with a decimal comma. */
    static boolean hasComma(String text) {
        return WITH_COMMA.matcher(text).matches();
    }

    /** Returns the number as {@link #parse}, where a comma stands for the decimal point if that is how they are written. */
    static double parse(String text, boolean withComma) {
        return parse(withComma && hasComma(text) ? text.replace(',', '.') : text);
    }

    /** Returns the value of an input: of a number, or 1 for true and 0 for false; NaN for anything else. */
    static double ofInput(String text, boolean withComma) {
        double number = parse(text, withComma);
        if (!Double.isNaN(number)) {
            return number;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.NaN;
        };
    }
}
