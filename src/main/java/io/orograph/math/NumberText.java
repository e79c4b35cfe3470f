package io.orograph.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a person reads them: with a true minus sign (U+2212), and as m×10ⁿ where a plain decimal would be long. */
public final class NumberText {

    private static final String MINUS = "\u2212";
    private static final String PLUS_MINUS = " ± ";
    /** Of a value with an error. */
    private static final int MOST_DIGITS = 12;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Numbers from here on are written with a power of ten: 12345 is still plain, 123456 is not. */
    private static final double LARGE = 1e5;

    /** Numbers below are written with a power of ten: 0.001 is still plain. */
    private static final double SMALL = 1e-3;

    private NumberText() {}

    /**
     * A number to so many significant digits, without trailing zeros: 0.0123, −4.5, 1.2×10⁻⁷, 10⁶, ∞, NaN.
     */
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : MINUS + "∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        if (!needsPower(rounded.doubleValue())) {
            return plain(rounded);
        }
        return power(rounded, Math.max(0, rounded.precision() - 1));
    }

    /**
     * A value with its error: the error to two significant digits, the value to the same decimal, and one power of ten
     * for both where one is needed: 0.00200 ± 0.00023, (4.2 ± 1.5)×10⁻⁴.
     *
     * @param error NaN for none, which leaves the value alone
     * @param digits of the value where its error does not say how many: if that is 0, infinite, or so small that the
     *     value would have more than {@value #MOST_DIGITS}
     */
    public static String measured(double value, double error, int digits) {
        if (Double.isNaN(error)) {
            return number(value, digits);
        }
        if (!Double.isFinite(value) || !(error > 0) || Double.isInfinite(error)) {
            return apart(value, error, digits);
        }
        BigDecimal uncertain = new BigDecimal(error).round(new MathContext(2, RoundingMode.HALF_EVEN));
        int decimals = 2 - (uncertain.precision() - uncertain.scale());
        uncertain = uncertain.setScale(decimals, RoundingMode.HALF_EVEN);
        BigDecimal known = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        if (known.precision() > MOST_DIGITS) {
            return apart(value, error, digits);
        }
        BigDecimal larger = known.abs().max(uncertain);
        if (!needsPower(larger.doubleValue())) {
            return plain(known) + PLUS_MINUS + plain(uncertain);
        }
        int exponent = larger.precision() - larger.scale() - 1;
        return "(" + plain(known.scaleByPowerOfTen(-exponent)) + PLUS_MINUS
                + plain(uncertain.scaleByPowerOfTen(-exponent)) + ")×10" + superscript(exponent);
    }

    private static String apart(double value, double error, int digits) {
        // More than these digits say no more than that it is exact: of rounding, for one.
        int shown = Double.isFinite(value) && error > 0 && error < Math.abs(value) ? MOST_DIGITS : digits;
        return number(value, shown) + PLUS_MINUS + number(error, 2);
    }

    /** Tells whether a number is written with a power of ten. */
    public static boolean needsPower(double value) {
        double size = Math.abs(value);
        return size != 0 && (size >= LARGE || size < SMALL);
    }

    /** Returns all digits of a number, with a true minus sign. */
    public static String plain(BigDecimal value) {
        String digits = value.abs().toPlainString();
        return value.signum() < 0 ? MINUS + digits : digits;
    }

    /** Returns a number as m×10ⁿ, m with so many decimals. */
    public static String power(BigDecimal value, int decimals) {
        int exponent = value.precision() - value.scale() - 1;
        BigDecimal mantissa = value.scaleByPowerOfTen(-exponent).setScale(decimals, RoundingMode.HALF_EVEN);
        boolean one = mantissa.abs().compareTo(BigDecimal.ONE) == 0;
        String front = one ? (value.signum() < 0 ? MINUS : "") : plain(mantissa) + "×";
        return front + "10" + superscript(exponent);
    }

    /** Returns an exponent as it stands raised. */
    public static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
