package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points stand where their numbers are, each in the colour of its group. */
final class ScatterPlotTest {

    private static final int RED = 0xffd9483b;
    private static final int BLUE = 0xff4d8dff;

    private static List<RecordingPen.Area> dots(ScatterPlot plot, int argb) {
        RecordingPen pen = new RecordingPen();
        FigureSettings.DEFAULT.page(plot).draw(pen);
        return pen.drawn().stream()
                .filter(RecordingPen.Area.class::isInstance)
                .map(RecordingPen.Area.class::cast)
                .filter(area -> area.color().argb() == argb)
                .toList();
    }

    /** Returns the middle of a dot along an axis: 0 for x, 1 for y. */
    private static double middle(RecordingPen.Area dot, int axis) {
        List<Double> along = new ArrayList<>();
        dot.path().visit((step, points, at) -> {
            if (step != Path.Step.CLOSE) {
                int end = step == Path.Step.CURVE ? at + 4 : at;
                along.add(points[end + axis]);
            }
        });
        return (Collections.min(along) + Collections.max(along)) / 2;
    }

    private static ScatterPlot plot(double[] x, double[] y) {
        return new ScatterPlot(
                "t",
                "",
                "across",
                "up",
                List.of(
                        new ScatterPlot.Group("a", RED, x, y),
                        new ScatterPlot.Group("b", BLUE, new double[] {Double.NaN, 2}, new double[] {1, 20})));
    }

    @Test
    void pointsAreSpreadEvenlyAndThoseWithoutANumberLeftOut() {
        ScatterPlot plot = plot(new double[] {1, 3}, new double[] {10, 30});
        List<RecordingPen.Area> red = dots(plot, RED);
        List<RecordingPen.Area> blue = dots(plot, BLUE);
        // The last of each colour is in the legend, over the points.
        assertThat(red).hasSize(3);
        assertThat(blue).hasSize(2);
        assertThat(middle(red.get(2), 1)).isLessThan(middle(red.get(1), 1));
        for (int axis = 0; axis < 2; axis++) {
            assertThat(middle(blue.get(0), axis))
                    .isCloseTo((middle(red.get(0), axis) + middle(red.get(1), axis)) / 2, within(1e-9));
        }
        assertThat(middle(red.get(1), 0)).isGreaterThan(middle(red.get(0), 0));
        assertThat(middle(red.get(1), 1)).as("upwards").isLessThan(middle(red.get(0), 1));
    }

    /** 2 is the geometric middle of 0.02 and 200. */
    @Test
    void decadesAreALogarithm() {
        ScatterPlot plot = plot(new double[] {0.02, 200}, new double[] {10, 30});
        List<RecordingPen.Area> red = dots(plot, RED);
        assertThat(middle(dots(plot, BLUE).get(0), 0))
                .isCloseTo((middle(red.get(0), 0) + middle(red.get(1), 0)) / 2, within(1e-9));
    }

    @Test
    void nothingIsDrawnOfNothing() {
        ScatterPlot none = new ScatterPlot("t", "", "x", "y", List.of());
        assertThat(none.isEmpty()).isTrue();
        assertThat(dots(none, RED)).isEmpty();
        assertThat(plot(new double[0], new double[0]).isEmpty()).isFalse();
        assertThatThrownBy(() -> new ScatterPlot.Group("a", RED, new double[2], new double[1]))
                .hasMessage("2 places for 1 values");
    }
}
