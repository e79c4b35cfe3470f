package io.orograph.sharpness;

import io.orograph.choice.Named;
import io.orograph.task.ProgressListener;

/**
 * A number that says how sharp or flat the loss is around a point of weight space, in the space of all weights. One more is
 * a class that implements this and a line in {@link SharpnessMeasures}: command line, window and exports ask nothing else.
 */
public interface SharpnessMeasure extends Named {

    /**
     * The name of a measure, its formula and its source.
     *
     * @param label the name on the command line and in exports
     * @param title what a table calls it, with the settings that matter, beginning in lower case
     * @param formula the definition, as text
     * @param source the paper
     */
    record Definition(String label, String title, String formula, String source) {}

    /** Returns what the measure is called, what it is, and where it comes from. */
    Definition definition();

    @Override
    default String label() {
        return definition().label();
    }

    @Override
    default String title() {
        return definition().title();
    }

    /** Returns the definition, as text. */
    default String formula() {
        return definition().formula();
    }

    /** Returns the formula: there is no shorter way to say what a measure is. */
    @Override
    default String description() {
        return formula();
    }

    /** Returns the paper that it comes from. */
    default String source() {
        return definition().source();
    }

    /**
     * Tells whether it stays the same when the weights of a ReLU layer are multiplied and those of the next one divided by
     * the same factor, which changes nothing in what the network computes (Dinh et al. 2017). One that does not cannot
     * be compared between differently scaled models, and so it is with most.
     */
    default boolean isScaleFree() {
        return false;
    }

    /** Tells whether a larger value says that the loss is sharper; else it says that it is flatter. */
    default boolean isLargerSharper() {
        return true;
    }

    /**
     * Measures.
     *
     * @throws io.orograph.curvature.UndefinedCurvatureException if the loss or its gradient is not finite at the point
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Measurement measure(MeasuredPoint point, ProgressListener progress);

    /**
     * A measured value.
     *
     * @param value infinite or NaN if the loss is so where it was needed
     * @param standardError where it is random and has one; else NaN
     * @param note what else to know, a clause; often empty
     */
    record Measurement(double value, double standardError, String note) {

        static Measurement exact(double value) {
            return new Measurement(value, Double.NaN, "");
        }
    }
}
