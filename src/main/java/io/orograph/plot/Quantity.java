package io.orograph.plot;

import io.orograph.choice.Named;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** The numbers of a landscape that are shown as its heights and colours. */
public enum Quantity implements Named {
    /** The loss itself. */
    LOSS("loss", "Loss"),
    /** The share of samples that are classified rightly. */
    ACCURACY("accuracy", "Accuracy"),
    /** The standard error of the loss over the samples. */
    ERROR("error", "Standard error"),
    /** How far the loss is above that at α = β = 0. */
    DIFFERENCE("difference", "Difference to θ₀");

    private final String label;
    private final String title;

    Quantity(String label, String title) {
        this.label = label;
        this.title = title;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns what a landscape shows: its loss where nothing else is said. */
    public static Quantity of(Landscape landscape) {
        return Named.find(Quantity.class, landscape.provenance().text(Key.SHOWN))
                .orElse(LOSS);
    }

    /** Tells whether its logarithm says something: it is positive and a ratio of two of it has a meaning. */
    boolean hasLogarithm() {
        return this == LOSS || this == ERROR;
    }

    /** Tells whether a landscape has such numbers: no accuracy where there are no classes, no difference where θ₀ is no cell. */
    public boolean isIn(Landscape landscape) {
        return switch (this) {
            case LOSS -> true;
            case ACCURACY -> landscape.hasAccuracy();
            case ERROR -> Arrays.stream(landscape.standardErrors()).anyMatch(Double::isFinite);
            case DIFFERENCE -> Double.isFinite(landscape.centerLoss());
        };
    }

    /**
     * Returns a landscape whose losses are these numbers, to be drawn: NaN where there are none. Accuracies and what is evaluated
     * stay; standard errors are those of the numbers as far as they are known.
     */
    public Landscape in(Landscape landscape) {
        if (this == LOSS) {
            return landscape;
        }
        Optional<Landscape> first = landscape.firstLook();
        Landscape shown = drawn(landscape, landscape.centerLoss());
        return first.isPresent() ? shown.over(drawn(first.get(), first.get().centerLoss())) : shown;
    }

    private Landscape drawn(Landscape landscape, double center) {
        double[] unknown = new double[landscape.grid().cells()];
        Arrays.fill(unknown, Double.NaN);
        double[] numbers = switch (this) {
            case LOSS -> landscape.losses();
            case ACCURACY -> landscape.hasAccuracy() ? landscape.accuracies() : unknown;
            case ERROR -> landscape.standardErrors();
            case DIFFERENCE -> each(landscape.losses(), loss -> loss - center);
        };
        double[] errors = switch (this) {
            case LOSS -> landscape.standardErrors();
            case DIFFERENCE -> landscape.hasDifferenceErrors() ? landscape.differenceErrors() : unknown;
            case ACCURACY, ERROR -> unknown;
        };
        return new Landscape(
                landscape.section(),
                landscape.grid(),
                new Landscape.Cells(
                        numbers,
                        errors,
                        null,
                        landscape.hasAccuracy() ? landscape.accuracies() : null,
                        evaluated(landscape)),
                landscape.provenance().with(Key.SHOWN, label));
    }

    private static BitSet evaluated(Landscape landscape) {
        BitSet evaluated = landscape.pending();
        evaluated.flip(0, landscape.grid().cells());
        return evaluated;
    }

    private static double[] each(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    /** Returns what an axis of it is called: {@code loss (cross-entropy)}, {@code L − L(θ₀)}. */
    String axis(Landscape landscape) {
        return switch (this) {
            case LOSS -> withName("loss", landscape);
            case ACCURACY -> "accuracy";
            case ERROR -> withName("standard error of the loss", landscape);
            case DIFFERENCE -> "L − L(" + landscape.section().origin() + ")";
        };
    }

    private static String withName(String what, Landscape landscape) {
        String loss = landscape.provenance().text(Key.LOSS);
        return loss.isEmpty() ? what : what + " (" + loss + ")";
    }

    /** Returns the name for a place without room: {@code loss}, {@code std. error}. */
    public String shortName() {
        return switch (this) {
            case LOSS, ACCURACY -> label;
            case ERROR -> "error";
            case DIFFERENCE -> "L − L₀";
        };
    }
}
