package io.orograph.figure.film;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A part of the colours of pictures, with the number of pixels of each (Heckbert 1982). */
final class ColorBox {

    private final List<Map.Entry<Integer, Integer>> colors;
    private final int widest;
    private final double spread;
    private final double[] mean = new double[3];

    ColorBox(List<Map.Entry<Integer, Integer>> colors) {
        this.colors = colors;
        double pixels = 0;
        double[] squares = new double[3];
        for (Map.Entry<Integer, Integer> color : colors) {
            pixels += color.getValue();
            for (int i = 0; i < 3; i++) {
                double value = component(color.getKey(), i);
                mean[i] += color.getValue() * value;
                squares[i] += color.getValue() * value * value;
            }
        }
        int most = 0;
        double[] spreads = new double[3];
        for (int i = 0; i < 3; i++) {
            mean[i] /= pixels;
            spreads[i] = squares[i] - pixels * mean[i] * mean[i];
            most = spreads[i] > spreads[most] ? i : most;
        }
        this.widest = most;
        this.spread = colors.size() < 2 ? 0 : Math.max(0, spreads[most]);
    }

    private static int component(int rgb, int index) {
        return rgb >> 16 - 8 * index & 0xff;
    }

    /** Returns the sum of squared distances of the pixels from their mean along the component that they differ most in. */
    double spread() {
        return spread;
    }

    /** Returns the mean colour. */
    int mean() {
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
            rgb = rgb << 8 | (int) Math.round(mean[i]);
        }
        return rgb;
    }

    /** Returns the colours below and above the mean. */
    List<ColorBox> halves() {
        List<Map.Entry<Integer, Integer>> sorted = new ArrayList<>(colors);
        sorted.sort(Comparator.comparingInt((Map.Entry<Integer, Integer> color) -> component(color.getKey(), widest))
                .thenComparing(Map.Entry.comparingByKey()));
        int cut = 1;
        while (cut < sorted.size() - 1 && component(sorted.get(cut).getKey(), widest) < mean[widest]) {
            cut++;
        }
        return List.of(new ColorBox(sorted.subList(0, cut)), new ColorBox(sorted.subList(cut, sorted.size())));
    }
}
