package io.orograph.data;

import java.util.regex.Pattern;

/** Numbers as they are written in tables. */
final class Decimal {

    /** Narrower than {@link Double#parseDouble}, which also takes {@code 1f}, {@code 0x1p3} and {@code NaN}. */
    private static final Pattern SYNTAX = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Decimal() {}

    /** Returns the number; infinite if it is too large for a double; NaN if the text is no number. */
    static double parse(String text) {
        return SYNTAX.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
