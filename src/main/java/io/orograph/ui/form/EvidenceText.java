package io.orograph.ui.form;

import io.orograph.plot.Ticks;
import java.util.regex.Pattern;

/** Sets the numbers in a piece of evidence as the window does: with a minus sign and with powers of ten. */
public final class EvidenceText {

    /** A negative number, or one with an exponent. */
    private static final Pattern PLAIN = Pattern.compile("-[\\d.]+(?:e[-+]\\d+)?|[\\d.]+e[-+]\\d+");

    private EvidenceText() {}

    /**
     * @param plain with numbers as {@link String#format} writes them in the root locale
     */
    public static String typeset(String plain) {
        return PLAIN.matcher(plain).replaceAll(found -> number(found.group()));
    }

    /** Sets a number with as many digits as it has. */
    private static String number(String plain) {
        String digits = plain.replaceFirst("e.*", "").replaceAll("[-.]", "").replaceFirst("^0+", "");
        return Ticks.number(Double.parseDouble(plain), Math.max(1, digits.length()));
    }
}
