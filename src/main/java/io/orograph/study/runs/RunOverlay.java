package io.orograph.study.runs;

import io.orograph.plot.LinesPlot;
import io.orograph.plot.SeriesColors;
import io.orograph.study.SharpnessPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The curves of several runs over each other, each in its colour and, from the ninth on, broken. */
public final class RunOverlay {

    private RunOverlay() {}

    /**
     * A run and its place in the list, which its colour follows from.
     *
     * @param number from 0
     */
    public record Numbered(Run run, int number) {}

    /** Returns the colour of a run by its place in the list, 0xAARRGGBB. */
    public static int argb(int number) {
        return SeriesColors.argb(number);
    }

    /** Returns the plot; one without curves where there is nothing to draw. */
    public static LinesPlot of(List<Numbered> runs, RunQuantity quantity, RunAxis axis) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        for (Numbered each : runs) {
            RunCurves of = each.run().curves();
            double[] x = quantity.places(of, axis);
            double[] y = quantity.values(of);
            boolean second = SeriesColors.isRepeated(each.number());
            add(curves, new LinesPlot.Curve(each.run().name(), x, y, false, second, argb(each.number())));
            if (quantity == RunQuantity.SHARPNESS) {
                double[] line = of.sharpness().stream()
                        .mapToDouble(SharpnessPoint::line)
                        .toArray();
                add(curves, new LinesPlot.Curve("", x, line, false, true, argb(each.number())));
            }
        }
        return new LinesPlot("Runs", "", axis.axis(), quantity.title(), curves);
    }

    /** Adds the points that have a place and a value; a curve without any is left out. */
    private static void add(List<LinesPlot.Curve> curves, LinesPlot.Curve curve) {
        double[] x = curve.x();
        int[] placed =
                IntStream.range(0, x.length).filter(i -> Double.isFinite(x[i])).toArray();
        double[] y = curve.y();
        double[] values = IntStream.of(placed).mapToDouble(i -> y[i]).toArray();
        if (Arrays.stream(values).anyMatch(Double::isFinite)) {
            double[] places = IntStream.of(placed).mapToDouble(i -> x[i]).toArray();
            curves.add(new LinesPlot.Curve(curve.name(), places, values, false, curve.dashed(), curve.argb()));
        }
    }
}
