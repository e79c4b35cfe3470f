package io.orograph.plot;

import io.orograph.math.NumberText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round places for ticks, with their labels as {@link NumberText} writes numbers. */
public final class Ticks {

    /** Steps of 5, 2, 1 and 2.5, in tenths, the preferred first: 2.5 costs a decimal. */
    private static final int[] STEPS = {50, 20, 10, 25};

    private static final int[] LOG_MANTISSAS = {1, 2, 5};

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
        boolean powers = best.stream().anyMatch(value -> NumberText.needsPower(value.doubleValue()));
        return best.stream()
                .map(value ->
                        new Tick(value.doubleValue(), powers ? NumberText.power(value, 0) : NumberText.plain(value)))
                .toList();
    }

    /** Returns a number as labels have it, to so many significant digits: see {@link NumberText#number}. */
    public static String number(double value, int digits) {
        return NumberText.number(value, digits);
    }

    /** Returns a value with its error: see {@link NumberText#measured}. */
    public static String measured(double value, double error, int digits) {
        return NumberText.measured(value, error, digits);
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
        int exponent = NumberText.needsPower(largest) ? (int) Math.floor(Math.log10(largest) + 1e-9) : 0;
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
                label = NumberText.plain(mantissa) + (exponent == 0 ? "" : "×10" + NumberText.superscript(exponent));
            }
            ticks.add(new Tick(value.doubleValue(), label));
        }
        return ticks;
    }
}
