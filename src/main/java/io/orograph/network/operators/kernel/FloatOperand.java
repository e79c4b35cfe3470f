package io.orograph.network.operators.kernel;

import io.orograph.network.Shape;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An argument of a {@link FloatLoop}, stretched to the shape of the results. What repeats as a whole, such as a bias for each
 * row, and what repeats number by number, such as a mean of each row, is copied as fast as memory allows.
 */
abstract class FloatOperand {

    /** How an array is stretched. */
    private enum Form {
        /** Not at all. */
        SAME,
        /** The whole array again and again. */
        REPEATED,
        /** Each number so many times. */
        SPREAD,
        /** In another way. */
        PICKED
    }

    private final FlatArray.Floats numbers;

    private FloatOperand(FlatArray.Floats numbers) {
        this.numbers = numbers;
    }

    /** Returns an array in single precision as an argument for results of a shape. */
    static FloatOperand of(INDArray input, long[] shape) {
        FlatArray.Floats numbers = (FlatArray.Floats) FlatArray.of(input);
        return switch (form(input.shape(), shape)) {
            case SAME -> new Same(numbers);
            case REPEATED -> new Repeated(numbers);
            case SPREAD -> new Spread(numbers, Shape.size(shape) / Math.max(1, numbers.size()));
            case PICKED -> new Picked(numbers, IndexMap.broadcast(input.shape(), shape));
        };
    }

    /** Tells whether an array of one shape is stretched to another without picking single numbers. */
    static boolean isCopied(long[] shape, long[] full) {
        return form(shape, full) != Form.PICKED;
    }

    private static Form form(long[] shape, long[] full) {
        StringBuilder kinds = new StringBuilder();
        for (int i = 0; i < full.length; i++) {
            int own = i - (full.length - shape.length);
            String kind = own < 0 || shape[own] == 1 ? "stretched " : "kept ";
            if (full[i] > 1 && !kinds.toString().endsWith(kind)) {
                kinds.append(kind);
            }
        }
        return switch (kinds.toString()) {
            case "", "kept " -> Form.SAME;
            case "stretched kept " -> Form.REPEATED;
            case "stretched ", "kept stretched " -> Form.SPREAD;
            default -> Form.PICKED;
        };
    }

    FlatArray.Floats numbers() {
        return numbers;
    }

    /** Looks at the numbers as they are now; to be called before they are read. */
    void prepare() {}

    /** Copies the numbers for the results from {@code begin} on. */
    abstract void read(int begin, float[] to, int length);

    private static final class Same extends FloatOperand {

        Same(FlatArray.Floats numbers) {
            super(numbers);
        }

        @Override
        void read(int begin, float[] to, int length) {
            numbers().read(begin, to, length);
        }
    }

    /** One of which there is a copy of all numbers. */
    private abstract static class Copied extends FloatOperand {

        final float[] all;

        Copied(FlatArray.Floats numbers) {
            super(numbers);
            all = new float[numbers.size()];
        }

        @Override
        final void prepare() {
            numbers().read(0, all, all.length);
        }
    }

    private static final class Repeated extends Copied {

        Repeated(FlatArray.Floats numbers) {
            super(numbers);
        }

        @Override
        void read(int begin, float[] to, int length) {
            int from = begin % all.length;
            for (int done = 0; done < length; from = 0) {
                int count = Math.min(all.length - from, length - done);
                System.arraycopy(all, from, to, done, count);
                done += count;
            }
        }
    }

    private static final class Spread extends Copied {

        private final int times;

        Spread(FlatArray.Floats numbers, int times) {
            super(numbers);
            this.times = times;
        }

        @Override
        void read(int begin, float[] to, int length) {
            int number = begin / times;
            int left = times - begin % times;
            for (int done = 0; done < length; left = times) {
                int end = Math.min(done + left, length);
                Arrays.fill(to, done, end, all[number++]);
                done = end;
            }
        }
    }

    private static final class Picked extends Copied {

        /** For each result the place of the number that belongs to it. */
        private final int[] place;

        Picked(FlatArray.Floats numbers, int[] place) {
            super(numbers);
            this.place = place;
        }

        @Override
        void read(int begin, float[] to, int length) {
            for (int i = 0; i < length; i++) {
                to[i] = all[place[begin + i]];
            }
        }
    }
}
