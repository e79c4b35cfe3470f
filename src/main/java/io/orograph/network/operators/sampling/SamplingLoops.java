package io.orograph.network.operators.sampling;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.sampling.SampledAxis.Method;
import io.orograph.network.operators.sampling.SampledAxis.Taps;
import java.util.Arrays;

/** Mixes the pixels around each place: the product of what each axis gives. */
final class SamplingLoops implements LoopOperator.Loops {

    /**
     * How many there are of what.
     *
     * @param pixels of an image, for each channel
     * @param places of a sample
     * @param shared whether all samples have the same places
     */
    record Sizes(int batch, int channels, int pixels, int places, boolean shared) {

        private int place(int sample, int place) {
            return shared ? place : sample * places + place;
        }
    }

    private final SampledAxis[] axes;
    private final int tapsPerAxis;
    private final Sizes sizes;
    private final Taps[] taps;

    /** For each combination of taps the pixel, or {@link SampledAxis#NONE}, and its weight and slopes by each axis. */
    private final int[] pixels;

    private final double[] weights;
    private final double[][] slopes;

    SamplingLoops(SampledAxis[] axes, Method method, Sizes sizes) {
        this.axes = axes;
        this.sizes = sizes;
        tapsPerAxis = method.taps();
        taps = Arrays.stream(axes).map(axis -> Taps.of(method)).toArray(Taps[]::new);
        int combinations = Arrays.stream(axes).mapToInt(axis -> tapsPerAxis).reduce(1, Math::multiplyExact);
        pixels = new int[combinations];
        weights = new double[combinations];
        slopes = new double[axes.length][combinations];
    }

    /** Computes pixels, weights and slopes of a place, whose coordinates have the last axis first. */
    private void prepare(FlatArray grid, int place) {
        for (int axis = 0; axis < axes.length; axis++) {
            axes[axis].tap(grid.get((place + 1) * axes.length - 1 - axis), taps[axis]);
        }
        for (int i = 0; i < pixels.length; i++) {
            combine(i);
        }
    }

    private void combine(int combination) {
        int rest = combination;
        int pixel = 0;
        int step = 1;
        double weight = 1;
        for (double[] slope : slopes) {
            slope[combination] = 1;
        }
        for (int axis = axes.length - 1; axis >= 0; axis--) {
            int tap = rest % tapsPerAxis;
            rest /= tapsPerAxis;
            int at = taps[axis].pixels()[tap];
            pixel = pixel == SampledAxis.NONE || at == SampledAxis.NONE ? SampledAxis.NONE : pixel + at * step;
            step *= axes[axis].size();
            weight *= taps[axis].weights()[tap];
            for (int moved = 0; moved < axes.length; moved++) {
                slopes[moved][combination] *=
                        moved == axis ? taps[axis].slopes()[tap] : taps[axis].weights()[tap];
            }
        }
        pixels[combination] = pixel;
        weights[combination] = weight;
    }

    private static double mix(FlatArray x, int image, int[] pixels, double[] weights) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            sum += pixels[i] == SampledAxis.NONE ? 0 : weights[i] * x.get(image + pixels[i]);
        }
        return sum;
    }

    @Override
    public void forward(FlatArray[] in, FlatArray[] out) {
        for (int sample = 0; sample < sizes.batch(); sample++) {
            for (int place = 0; place < sizes.places(); place++) {
                prepare(in[1], sizes.place(sample, place));
                for (int channel = 0; channel < sizes.channels(); channel++) {
                    int map = sample * sizes.channels() + channel;
                    out[0].set(map * sizes.places() + place, mix(in[0], map * sizes.pixels(), pixels, weights));
                }
            }
        }
    }

    @Override
    public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
        double[] toImages = wanted[0] == null ? null : new double[in[0].size()];
        double[] toPlaces = wanted[1] == null ? null : new double[in[1].size()];
        for (int sample = 0; sample < sizes.batch(); sample++) {
            for (int place = 0; place < sizes.places(); place++) {
                prepare(in[1], sizes.place(sample, place));
                if (toImages != null) {
                    addToImages(sample, place, gradients[0], toImages);
                }
                if (toPlaces != null) {
                    addToPlaces(sample, place, in[0], gradients[0], toPlaces);
                }
            }
        }
        if (toImages != null) {
            wanted[0].setAll(toImages);
        }
        if (toPlaces != null) {
            wanted[1].setAll(toPlaces);
        }
    }

    private void addToImages(int sample, int place, FlatArray gradient, double[] sums) {
        for (int channel = 0; channel < sizes.channels(); channel++) {
            int map = sample * sizes.channels() + channel;
            double g = gradient.get(map * sizes.places() + place);
            for (int i = 0; i < pixels.length; i++) {
                if (pixels[i] != SampledAxis.NONE) {
                    sums[map * sizes.pixels() + pixels[i]] += weights[i] * g;
                }
            }
        }
    }

    private void addToPlaces(int sample, int place, FlatArray x, FlatArray gradient, double[] sums) {
        for (int axis = 0; axis < axes.length; axis++) {
            double sum = 0;
            for (int channel = 0; channel < sizes.channels(); channel++) {
                int map = sample * sizes.channels() + channel;
                double g = gradient.get(map * sizes.places() + place);
                sum += g * mix(x, map * sizes.pixels(), pixels, slopes[axis]);
            }
            sums[(sizes.place(sample, place) + 1) * axes.length - 1 - axis] += sum;
        }
    }
}
