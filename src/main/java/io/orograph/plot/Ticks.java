package io.orograph.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round places for ticks, and numbers as they are printed in figures: with a true minus sign (U+2212), and as
 * m×10ⁿ where a plain decimal would be long.
 */
public final class Ticks {

    private static final String MINUS = "\u2212";
    private static final String PLUS_MINUS = " ± ";
    /** Of a value with an error. */
    private static final int MOST_DIGITS = 12;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Steps of 5, 2, 1 and 2.5, in tenths, the preferred first: 2.5 costs a decimal. */
    private static final int[] STEPS = {50, 20, 10, 25};

    private static final int[] LOG_MANTISSAS = {1, 2, 5};

    /** Numbers from here on are written with a power of ten: 12345 is still plain, 123456 is not. */
    private static final double LARGE = 1e5;

    /** Numbers below are written with a power of ten: 0.001 is still plain. */
    private static final double SMALL = 1e-3;

    private Ticks() {}

    /**
     * Ticks at multiples of 1, 2, 2.5 or 5 times a power of ten, as near to the wanted count as those steps allow, all
     * inside [low, high] and ascending. Labels have the same number of decimals and, if any, the same power of ten.
     *
     * @return one tick if the range is a single value (to 12 digits); none if a limit is not finite or low &gt; high
     */
    public static List<Tick> linear(double low, double high, int wanted) {
        if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= high)) {
            return List.of();
        }
        double span = high - low;
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (span <= size * 1e-12 || span < Double.MIN_NORMAL || Double.isInfinite(span)) {
            return List.of(new Tick(low, number(low, 6)));
        }
        BigDecimal step = step(low, high, Math.max(2, wanted));
        List<BigDecimal> values = new ArrayList<>();
        for (long i = first(low, step); i <= last(high, step); i++) {
            values.add(step.multiply(BigDecimal.valueOf(i)));
        }
        return labelled(values);
    }

    /**
     * Ticks for a logarithmic axis: decades, every second, third … of them if there are many, with 2 and 5 times the
     * decades if there are few; over less than that, the ticks of {@link #linear}.
     *
     * @return none if a limit is not finite or not positive, or low &gt; high
     */
    public static List<Tick> log(double low, double high, int wanted) {
        if (!(low > 0) || !(low <= high) || Double.isInfinite(high)) {
            return List.of();
        }
        List<BigDecimal> fine = decades(low, high, 1, LOG_MANTISSAS);
        if (fine.size() < 3) {
            return linear(low, high, wanted);
        }
        List<BigDecimal> best = fine;
        for (int stride = 1; best.size() > wanted; stride++) {
            List<BigDecimal> coarser = decades(low, high, stride, new int[] {1});
            if (coarser.size() < 2 || Math.abs(coarser.size() - wanted) > best.size() - wanted) {
                break;
            }
            best = coarser;
        }
        boolean powers = best.stream().anyMatch(value -> needsPower(value.doubleValue()));
        return best.stream()
                .map(value -> new Tick(value.doubleValue(), powers ? power(value, 0) : plain(value)))
                .toList();
    }

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

    private static BigDecimal step(double low, double high, int wanted) {
        int magnitude = (int) Math.floor(Math.log10((high - low) / wanted));
        BigDecimal best = null;
        long bestDistance = Long.MAX_VALUE;
        for (int power = magnitude + 1; power >= magnitude - 1; power--) {
            for (int tenths : STEPS) {
                BigDecimal step =
                        BigDecimal.valueOf(tenths).scaleByPowerOfTen(power - 1).stripTrailingZeros();
                long distance = Math.abs(last(high, step) - first(low, step) + 1 - wanted);
                if (distance <= bestDistance && !(distance == bestDistance && tenths == 25)) {
                    best = step;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    /** The limits are taken a little wider, so that 0.3 is a tick of [0, 0.1 + 0.2] and of [0, 0.3]. */
    private static long first(double low, BigDecimal step) {
        return (long) Math.ceil(low / step.doubleValue() - 1e-9);
    }

    private static long last(double high, BigDecimal step) {
        return (long) Math.floor(high / step.doubleValue() + 1e-9);
    }

    private static List<BigDecimal> decades(double low, double high, int stride, int[] mantissas) {
        List<BigDecimal> values = new ArrayList<>();
        int firstDecade = Math.floorDiv((int) Math.floor(Math.log10(low)), stride) * stride;
        for (int decade = firstDecade; decade <= Math.log10(high) + 1e-9; decade += stride) {
            for (int mantissa : mantissas) {
                BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(decade);
                if (value.doubleValue() >= low * (1 - 1e-9) && value.doubleValue() <= high * (1 + 1e-9)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static List<Tick> labelled(List<BigDecimal> values) {
        double largest = values.stream()
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        int exponent = needsPower(largest) ? (int) Math.floor(Math.log10(largest) + 1e-9) : 0;
        int decimals = 0;
        for (BigDecimal value : values) {
            decimals = Math.max(
                    decimals,
                    value.scaleByPowerOfTen(-exponent).stripTrailingZeros().scale());
        }
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal value : values) {
            String label = "0";
            if (value.signum() != 0 || exponent == 0) {
                BigDecimal mantissa = value.scaleByPowerOfTen(-exponent).setScale(decimals, RoundingMode.HALF_EVEN);
                label = plain(mantissa) + (exponent == 0 ? "" : "×10" + superscript(exponent));
            }
            ticks.add(new Tick(value.doubleValue(), label));
        }
        return ticks;
    }

    private static boolean needsPower(double value) {
        double size = Math.abs(value);
        return size != 0 && (size >= LARGE || size < SMALL);
    }

    private static String plain(BigDecimal value) {
        String digits = value.abs().toPlainString();
        return value.signum() < 0 ? MINUS + digits : digits;
    }

    private static String power(BigDecimal value, int decimals) {
        int exponent = value.precision() - value.scale() - 1;
        BigDecimal mantissa = value.scaleByPowerOfTen(-exponent).setScale(decimals, RoundingMode.HALF_EVEN);
        boolean one = mantissa.abs().compareTo(BigDecimal.ONE) == 0;
        String front = one ? (value.signum() < 0 ? MINUS : "") : plain(mantissa) + "×";
        return front + "10" + superscript(exponent);
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
