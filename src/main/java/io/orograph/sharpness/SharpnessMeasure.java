package io.orograph.sharpness;

import io.orograph.choice.Named;
import io.orograph.task.ProgressListener;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
     * Returns under which changes of the weights of a ReLU network that leave its function as it is the value stays as it is
     * (Dinh et al. 2017). One that is invariant to none cannot be compared between differently scaled models.
     */
    Set<Rescaling> invariances();

    /**
     * Tells whether it decides which of two models is sharper. It must be invariant to scaling single units, and bring
     * {@link Replicates}: without its errors a difference says nothing.
     */
    default boolean votes() {
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
     * @param standardError of the draws, where it is random; else NaN
     * @param note what else to know, a clause; often empty
     * @param replicates what the errors of sample and draws are computed from
     * @param valueOfTwice what twice the effort finds, of a value that is searched for; else NaN
     * @param parts what it is the sum of, by the name of a parameter; empty where it is no such sum
     */
    record Measurement(
            double value,
            double standardError,
            String note,
            Replicates replicates,
            double valueOfTwice,
            Map<String, Double> parts) {

        public Measurement {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }

        /** A value that is no sum. */
        public Measurement(
                double value, double standardError, String note, Replicates replicates, double valueOfTwice) {
            this(value, standardError, note, replicates, valueOfTwice, Map.of());
        }

        /** A value without the error of its sample. */
        public Measurement(double value, double standardError, String note) {
            this(value, standardError, note, Replicates.NONE, Double.NaN);
        }

        static Measurement exact(double value) {
            return new Measurement(value, Double.NaN, "");
        }

        /** Returns the standard error that comes from the sample; NaN where it is not known. */
        public double sampleError() {
            return replicates.sampleError();
        }
    }
}
