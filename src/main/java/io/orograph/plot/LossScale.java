package io.orograph.plot;

import io.orograph.landscape.CoarseFill;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Contours;
import io.orograph.landscape.Landscape;
import io.orograph.math.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scale by which a loss becomes a share 0 to 1 of height and colour: linear, or by ln L. For display only; the
 * landscape keeps its values. Losses below {@code low} get 0, above {@code high} 1.
 *
 * @param low the loss with share 0; NaN, with {@code high}, if there is nothing to show
 * @param high the loss with share 1
 * @param logarithmic whether the share goes by ln L; both limits are then positive
 */
public record LossScale(double low, double high, boolean logarithmic) {

    /** About so many contours: fewer show no shape, more are a grey blur. */
    private static final int CONTOUR_LEVELS = 10;

    /** A floor no higher than this share of the range looks flat. */
    private static final double FLOOR_SHARE = 0.05;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is infinite, only one is NaN, low &gt; high, or a limit of a
     *     logarithmic scale is not positive
     */
    public LossScale {
        boolean empty = Double.isNaN(low) && Double.isNaN(high);
        if (!empty && !(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    "a scale must go from a smaller to a larger number, not from " + low + " to " + high);
        }
        if (logarithmic && !empty && low <= 0) {
            throw new IllegalArgumentException("a logarithmic scale needs positive limits, not " + low);
        }
    }

    public static LossScale linear(double low, double high) {
        return new LossScale(low, high, false);
    }

    public static LossScale log(double low, double high) {
        return new LossScale(low, high, true);
    }

    /**
     * Makes a scale from the smallest to the largest finite loss of a landscape; positive losses alone if logarithmic. Numbers
     * whose logarithm says nothing, such as accuracies, have a linear one.
     */
    public static LossScale of(Landscape landscape, boolean logarithmic) {
        return of(
                CoarseFill.display(landscape),
                logarithmic && Quantity.of(landscape).hasLogarithm());
    }

    /** Makes the same of the cells in a part of the plane alone; of all where none of these can be shown. */
    public static LossScale within(Viewport seen, Landscape landscape, boolean logarithmic) {
        LossScale all = of(landscape, logarithmic);
        LossScale part = of(seen.values(landscape.grid(), CoarseFill.display(landscape)), all.logarithmic());
        return part.isEmpty() ? all : part;
    }

    /** Makes a scale from the smallest to the largest finite value; positive values alone if logarithmic. */
    public static LossScale of(double[] losses, boolean logarithmic) {
        double[] shown = shown(losses, logarithmic);
        if (shown.length == 0) {
            return new LossScale(Double.NaN, Double.NaN, logarithmic);
        }
        return new LossScale(shown[0], shown[shown.length - 1], logarithmic);
    }

    /**
     * Returns the scale for a figure that nobody chose one for: linear, or logarithmic where a linear one would show a
     * spike over a featureless floor, which is when half of the losses lie in the lowest twentieth of the range. Losses
     * of 0 and below, which have no logarithm, keep it linear.
     */
    public static LossScale automatic(Landscape landscape) {
        double[] shown = CoarseFill.display(landscape);
        return Quantity.of(landscape).hasLogarithm() ? automatic(shown) : of(shown, false);
    }

    /** Returns the scale that {@link #automatic(Landscape)} is for such losses. */
    public static LossScale automatic(double[] values) {
        double[] losses = shown(values, false);
        if (losses.length == 0 || losses[0] <= 0) {
            return of(values, false);
        }
        double range = losses[losses.length - 1] - losses[0];
        double median = losses[losses.length / 2];
        return of(values, median - losses[0] < FLOOR_SHARE * range);
    }

    /**
     * Returns the same scale with its upper limit at a percentile (0 to 100, linear between ranks) of the losses that
     * it can show, so that a few steep corners do not flatten the rest.
     */
    public LossScale clippedAtPercentile(Landscape landscape, double percentile) {
        double[] shown = shown(CoarseFill.display(landscape), logarithmic);
        if (shown.length == 0) {
            return this;
        }
        return clippedAt(Quantiles.of(shown, Math.max(0, Math.min(100, percentile)) / 100));
    }

    /** Returns the same scale with its upper limit lowered to a loss; unchanged if that is not between the limits. */
    public LossScale clippedAt(double top) {
        return top > low && top < high ? new LossScale(low, top, logarithmic) : this;
    }

    /** Returns the finite and, for a logarithmic scale, positive values in ascending order. */
    private static double[] shown(double[] losses, boolean logarithmic) {
        return Arrays.stream(losses)
                .filter(loss -> Double.isFinite(loss) && (!logarithmic || loss > 0))
                .sorted()
                .toArray();
    }

    /** Tells whether there is no loss to show at all. */
    public boolean isEmpty() {
        return Double.isNaN(low);
    }

    /**
     * Returns the share of a loss, 0 to 1. NaN for what has no place on the scale: NaN, infinities and, on a
     * logarithmic scale, losses of 0 and below. 0.5 if the limits coincide.
     */
    public double share(double loss) {
        if (isEmpty() || !Double.isFinite(loss) || (logarithmic && loss <= 0)) {
            return Double.NaN;
        }
        if (low == high) {
            return 0.5;
        }
        double share = logarithmic
                ? (Math.log(loss) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (loss - low) / (high - low);
        return Math.max(0, Math.min(1, share));
    }

    /** Returns the shares of many losses. */
    public double[] shares(double[] losses) {
        return Arrays.stream(losses).map(this::share).toArray();
    }

    /** Returns the loss at a share: the inverse of {@link #share} between the limits. */
    public double loss(double share) {
        if (logarithmic) {
            return Math.exp(Math.log(low) * (1 - share) + Math.log(high) * share);
        }
        return low * (1 - share) + high * share;
    }

    /** Returns about as many ticks between the limits as are wanted. */
    public List<Tick> ticks(int wanted) {
        return logarithmic ? Ticks.log(low, high, wanted) : Ticks.linear(low, high, wanted);
    }

    /** Returns the losses of contours, strictly between the limits: the places of ticks, so that the labels are short. */
    public double[] levels() {
        return ticks(CONTOUR_LEVELS).stream()
                .mapToDouble(Tick::value)
                .filter(level -> level > low && level < high)
                .toArray();
    }

    /**
     * Returns the lines of equal loss at the {@linkplain #levels levels}, the same in every view and figure. Between cells the
     * scale's own coordinate is linear, L or ln L; where a cell beside has no place on the scale or is not evaluated, lines
     * end.
     */
    public List<Contour> contours(Landscape landscape) {
        if (isEmpty()) {
            return List.of();
        }
        double[] losses = landscape.losses();
        if (!logarithmic) {
            return Contours.trace(landscape.grid(), losses, levels());
        }
        double[] logarithms = Arrays.stream(losses)
                .map(loss -> loss > 0 ? Math.log(loss) : Double.NaN)
                .toArray();
        List<Contour> contours = new ArrayList<>();
        for (double level : levels()) {
            for (Contour line : Contours.trace(landscape.grid(), logarithms, Math.log(level))) {
                contours.add(new Contour(level, line.alpha(), line.beta(), line.closed()));
            }
        }
        return contours;
    }

    /** Returns a level's number, with the decimals that tell it from its neighbours. */
    public String levelLabel(double level) {
        return ticks(CONTOUR_LEVELS).stream()
                .filter(tick -> tick.value() == level)
                .map(Tick::label)
                .findFirst()
                .orElseThrow();
    }
}
