package io.orograph.ui.training;

import io.orograph.plot.LinesPlot;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.SharpnessWords;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.WrappedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.VBox;

/** The sharpness along a training, its line, in words where it is beside it or why there is no line, and the gradient's noise. */
final class SharpnessCurve extends VBox {

    private final CurvePlot plot;
    private final CurvePlot noise;
    private final WrappedText words;

    /**
     * Makes one that is not seen yet.
     *
     * @param across the title of the horizontal axis
     */
    SharpnessCurve(String id, String across, ObservableValue<Boolean> dark) {
        super(4);
        this.plot = new CurvePlot(id, new CurvePlot.Words("Sharpness of a training", across, "sharpness"), dark);
        this.noise =
                new CurvePlot(id + "-noise", new CurvePlot.Words("Noise of the gradient", across, "tr Σ/‖∇L‖²"), dark);
        this.words = new WrappedText(id + "-words");
        getChildren().setAll(plot, words, noise);
        show(List.of());
    }

    /** Shows measurements over their steps, and says what the last one is. */
    void show(List<SharpnessPoint> points) {
        show(points, SharpnessPoint::step, points.isEmpty() ? null : points.get(points.size() - 1));
    }

    /**
     * Shows measurements.
     *
     * @param place of each on the axis
     * @param said the one that is put in words; null for none
     */
    void show(List<SharpnessPoint> points, ToDoubleFunction<SharpnessPoint> place, SharpnessPoint said) {
        Shown.set(this, !points.isEmpty());
        double[] x = points.stream().mapToDouble(place).toArray();
        List<LinesPlot.Curve> curves = new ArrayList<>();
        double[] largest = values(points, SharpnessPoint::largestEigenvalue);
        double[] sharpness = values(points, SharpnessPoint::sharpness);
        if (Arrays.equals(largest, sharpness)) {
            curves.add(new LinesPlot.Curve("λmax", x, largest, false));
        } else {
            curves.add(new LinesPlot.Curve("sharpness", x, sharpness, false));
        }
        double[] line = values(points, SharpnessPoint::line);
        if (Arrays.stream(line).anyMatch(Double::isFinite)) {
            curves.add(new LinesPlot.Curve("its line", x, line, true).broken());
        }
        plot.show(curves);
        double[] scale = values(points, SharpnessPoint::noiseScale);
        Shown.set(noise, Arrays.stream(scale).anyMatch(Double::isFinite));
        noise.show(List.of(new LinesPlot.Curve("noise scale", x, scale, true)));
        words.setText(said == null ? "" : "Step " + said.step() + ": " + SharpnessWords.of(said));
    }

    private static double[] values(List<SharpnessPoint> points, ToDoubleFunction<SharpnessPoint> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    /** Shows a line across the plot; NaN for none. */
    void showCursor(double x) {
        plot.showCursor(x);
        noise.showCursor(x);
    }
}
