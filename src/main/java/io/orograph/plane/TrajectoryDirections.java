package io.orograph.plane;

import io.orograph.math.JacobiEigen;
import io.orograph.math.Vectors;
import io.orograph.network.ParameterLayout;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * The two directions along which a trajectory θ₁ … θ_T moves most: the first two principal components of the rows
 * θ_t − θ_T, t = 1 … T, centred (Lorch 2016; Li et al. 2018, section 7.2). Of unit length and orthogonal; the entry of
 * largest magnitude is positive.
 *
 * <p>They come from the T × T Gram matrix of the centred rows, G = UΛUᵀ: dₖ = Σ_t u_tk·row_t/√λₖ. Two passes over the
 * series, in slices of θ for which all T rows together take 128 MiB: hundreds of checkpoints of ten million weights need
 * no more than that, and the two directions. A point where the trajectory stands still counts as often as it is there.
 *
 * @param plane through θ_T along the directions
 * @param explained the share of the rows' variance that each direction holds, λₖ/Σλ: from 0 to 1
 */
public record TrajectoryDirections(Plane plane, double[] explained) {

    /** Numbers held at once: 128 MiB of them. */
    private static final int NUMBERS_AT_ONCE = 1 << 24;

    /** The number of columns that are read at once: of 300 rows they take 600 KiB, which the cache of a core holds. */
    private static final int COLUMNS = 256;

    /** Below this share of the variance a component is rounding: the float32 of most checkpoints resolves 10⁻⁷. */
    private static final double LEAST_SHARE = 1e-14;

    /**
     * Computes the directions of a series of weights.
     *
     * @throws TooFewDirectionsException if the points lie on one line, or are all the same: they span no plane
     * @throws IOException if a checkpoint cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static TrajectoryDirections of(
            WeightSeries series, ParameterLayout layout, ProgressListener progress, CancelToken cancel)
            throws IOException {
        return new Passes(series, layout, progress, cancel, NUMBERS_AT_ONCE).run();
    }

    /** The points of a trajectory span no plane. The message is a clause about them. */
    public static final class TooFewDirectionsException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        TooFewDirectionsException(String clause) {
            super(clause);
        }
    }

    /** The two passes over the series. */
    static final class Passes {

        private final WeightSeries series;
        private final ParameterLayout layout;
        private final ProgressListener progress;
        private final CancelToken cancel;
        private final int slice;
        private final double[] origin;
        private long done;

        /**
         * Makes passes over a series in parts of bounded size.
         *
         * @param numbersAtOnce how many numbers of all rows together are held
         */
        Passes(
                WeightSeries series,
                ParameterLayout layout,
                ProgressListener progress,
                CancelToken cancel,
                int numbersAtOnce) {
            this.series = series;
            this.layout = layout;
            this.progress = progress;
            this.cancel = cancel;
            this.slice = Math.max(1, numbersAtOnce / Math.max(1, series.size()));
            this.origin = new double[layout.size()];
        }

        TrajectoryDirections run() throws IOException {
            int count = series.size();
            double[][] gram = gram();
            JacobiEigen eigen = new JacobiEigen(gram);
            double total = 0;
            for (int i = 0; i < count; i++) {
                total += gram[i][i];
            }
            if (count < 3 || !(eigen.value(1) > LEAST_SHARE * total)) {
                throw new TooFewDirectionsException(
                        count < 3 || !(total > 0)
                                ? "a plane needs at least three different points, not "
                                        + Math.min(count, total > 0 ? count : 1)
                                : "the points lie on one line, so that they span no plane");
            }
            double[] first = new double[origin.length];
            double[] second = new double[origin.length];
            combine(eigen.vector(0), first, eigen.vector(1), second);
            PrincipalPair.finish(first, second);
            double[] explained = {eigen.value(0) / total, eigen.value(1) / total};
            return new TrajectoryDirections(new Plane(layout, origin, first, second), explained);
        }

        private interface SliceWork {
            void run(int from, double[][] rows);
        }

        /** Hands out θ slice by slice, each with all rows θ_t − θ_T, centred. */
        private void overSlices(SliceWork work) throws IOException {
            int slices = (origin.length + slice - 1) / slice;
            for (int from = 0; from < origin.length; from += slice) {
                int to = Math.min(origin.length, from + slice);
                double[][] rows = new double[series.size()][];
                for (int t = 0; t < rows.length; t++) {
                    cancel.check();
                    rows[t] = series.read(t, from, to);
                    progress.progress(++done, 2L * slices * rows.length);
                }
                System.arraycopy(rows[rows.length - 1], 0, origin, from, to - from);
                center(rows);
                work.run(from, rows);
            }
        }

        /** Subtracts the last row before the mean is taken, so that a long way from 0 costs no digits. */
        private static void center(double[][] rows) {
            double[] last = rows[rows.length - 1].clone();
            for (int i = 0; i < last.length; i++) {
                double mean = 0;
                for (double[] row : rows) {
                    row[i] -= last[i];
                    mean += row[i] / rows.length;
                }
                for (double[] row : rows) {
                    row[i] -= mean;
                }
            }
        }

        private double[][] gram() throws IOException {
            double[][] gram = new double[series.size()][series.size()];
            overSlices((from, rows) -> {
                // Row by row the products would wait for memory: a few columns of all rows stay near the processor.
                for (int begin = 0; begin < rows[0].length; begin += COLUMNS) {
                    cancel.check();
                    int columns = begin;
                    int end = Math.min(rows[0].length, begin + COLUMNS);
                    IntStream.range(0, rows.length).parallel().forEach(s -> {
                        for (int t = 0; t <= s; t++) {
                            gram[s][t] += Vectors.dot(rows[s], rows[t], columns, end);
                        }
                    });
                }
            });
            for (int s = 0; s < gram.length; s++) {
                for (int t = 0; t < s; t++) {
                    gram[t][s] = gram[s][t];
                }
            }
            return gram;
        }

        private void combine(double[] u, double[] first, double[] v, double[] second) throws IOException {
            overSlices((from, rows) -> {
                for (int t = 0; t < rows.length; t++) {
                    for (int i = 0; i < rows[t].length; i++) {
                        first[from + i] += u[t] * rows[t][i];
                        second[from + i] += v[t] * rows[t][i];
                    }
                }
            });
        }
    }
}
