package io.orograph.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator computes, as far as a {@link LayerEngine} can do it by kernels of its own: the operator says so for
 * the shapes that it gets.
 */
public sealed interface LayerForm {

    /**
     * Windows over two axes, height and width; one axis is a height of 1.
     *
     * @param kernel places of a window
     * @param strides from window to window
     * @param dilations from place to place of a window; 1 where they are neighbours
     * @param begin padding before the first place
     * @param end padding behind the last place, as far as a window reaches
     * @param out how many windows there are
     */
    record Windows(long[] kernel, long[] strides, long[] dilations, long[] begin, long[] end, long[] out) {

        public Windows {
            kernel = kernel.clone();
            strides = strides.clone();
            dilations = dilations.clone();
            begin = begin.clone();
            end = end.clone();
            out = out.clone();
        }

        /**
         * A place of an image under a window.
         *
         * @param tap counted in the window, row by row
         * @param place counted in the image, row by row
         */
        public record Met(long tap, long place) {}

        /** Returns how many taps a window has. */
        public long taps() {
            return kernel[0] * kernel[1];
        }

        /** Returns how many windows there are. */
        public long count() {
            return out[0] * out[1];
        }

        /**
         * Returns the places of an image that a window meets: all of them where nothing of it is padding.
         *
         * @param window counted row by row
         */
        public List<Met> met(long window, long height, long width) {
            List<Met> met = new ArrayList<>();
            for (long tap = 0; tap < taps(); tap++) {
                long row = place(0, window / out[1], tap / kernel[1]);
                long column = place(1, window % out[1], tap % kernel[1]);
                if (row >= 0 && row < height && column >= 0 && column < width) {
                    met.add(new Met(tap, row * width + column));
                }
            }
            return met;
        }

        private long place(int axis, long window, long tap) {
            return window * strides[axis] + tap * dilations[axis] - begin[axis];
        }
    }

    /** Convolution of input 0 with the weights of input 1, [O, C/groups, …], and the bias of input 2 where there is one. */
    record Convolution(Windows windows, long groups) implements LayerForm {}

    /**
     * The product of input 0, [rows, K] whatever axes the rows have, with a matrix, input 1, and the bias of input 2 where there is
     * one, a number for each column.
     *
     * @param isTransposed whether the matrix is [O, K]; else it is [K, O]
     */
    record Dense(boolean isTransposed) implements LayerForm {}

    /** One number for each window of a channel. */
    record Pool(Windows windows, Pool.Kind kind) implements LayerForm {

        /** Which number that is. */
        public enum Kind {
            LARGEST,
            /** The mean of those that are no padding. */
            MEAN,
            /** The mean of all, padding being zeros. */
            MEAN_WITH_PADDING
        }
    }

    /**
     * Scale and shift of each channel, inputs 1 and 2, behind a normalisation by its mean and variance, inputs 3 and 4.
     *
     * @param epsilon is added to the variance
     */
    record Normalization(double epsilon) implements LayerForm {}

    /** eˣ/Σeˣ along the last axis. */
    record Softmax() implements LayerForm {}

    /**
     * (x − mean)/√(variance + ε) with mean and variance over the last axis, times input 1 and plus input 2 where there is one,
     * a number for each place of that axis.
     *
     * @param epsilon is added to the variance
     */
    record RowNormalization(double epsilon) implements LayerForm {}

    /**
     * The sum of an array and of a row that is added to each of its rows.
     *
     * @param array the input that is the array; the other one is the row
     */
    record RowSum(int array) implements LayerForm {}

    /**
     * Each number of the output from the numbers at its place in the inputs, which are of one shape or else none of this
     * form: whatever order they lie in, the operator itself can do it.
     *
     * @param keepsZero whether the output is 0 where all inputs are
     * @param cap the largest number of a rectifier; infinite if it has none
     */
    record Pointwise(Pointwise.Kind kind, boolean keepsZero, double cap) implements LayerForm {

        /** Which function it is, where kernels know it. */
        public enum Kind {
            /** min(max(x, 0), cap). */
            RECTIFIER,
            /** The sum of two inputs. */
            SUM,
            /** x². */
            SQUARE,
            /** x·Φ(x) with the normal distribution's Φ. */
            GELU,
            OTHER
        }
    }
}
