package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.heatmap.SyntheticLandscapes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is drawn in place of the loss, and the scales of parts. */
class QuantityTest {

    private final Landscape bowl = SyntheticLandscapes.bowl(1, 21);

    @Test
    void theLossIsTheLandscapeItself() {
        assertThat(Quantity.LOSS.in(bowl)).isSameAs(bowl);
        assertThat(Quantity.of(bowl)).isEqualTo(Quantity.LOSS);
    }

    @Test
    void othersAreDrawnFromTheCellsToTheBit() {
        assertThat(Quantity.ACCURACY.in(bowl).losses()).containsExactly(bowl.accuracies());
        assertThat(Quantity.ERROR.in(bowl).losses()).containsExactly(bowl.standardErrors());
        double[] difference = Quantity.DIFFERENCE.in(bowl).losses();
        for (int cell = 0; cell < difference.length; cell++) {
            assertThat(difference[cell]).isEqualTo(bowl.loss(cell) - bowl.centerLoss());
        }
        assertThat(difference[bowl.grid().center()]).isZero();
        for (Quantity quantity : Quantity.values()) {
            Landscape drawn = quantity.in(bowl);
            assertThat(Quantity.of(drawn)).isEqualTo(quantity);
            assertThat(drawn.accuracies()).containsExactly(bowl.accuracies());
            assertThat(drawn.isComplete()).isTrue();
            assertThat(quantity.isIn(bowl)).isTrue();
        }
    }

    @Test
    void whatIsNotEvaluatedStaysSo() {
        Landscape part = SyntheticLandscapes.of(bowl.grid(), SyntheticLandscapes::bowl, cell -> cell % 3 != 0);
        Landscape drawn = Quantity.ACCURACY.in(part);
        assertThat(drawn.pending()).isEqualTo(part.pending());
        assertThat(drawn.evaluatedCells()).isEqualTo(part.evaluatedCells());
    }

    @Test
    void onlyWhatHasALogarithmIsDrawnByIt() {
        assertThat(LossScale.of(bowl, true).logarithmic()).isTrue();
        assertThat(LossScale.of(Quantity.ERROR.in(bowl), true).logarithmic()).isTrue();
        assertThat(LossScale.of(Quantity.ACCURACY.in(bowl), true).logarithmic()).isFalse();
        assertThat(LossScale.of(Quantity.DIFFERENCE.in(bowl), true).logarithmic())
                .isFalse();
    }

    @Test
    void itsNameIsOnTheScaleAndInTheCaption() {
        LandscapeData data = new LandscapeData(Quantity.ACCURACY.in(bowl), null);
        assertThat(data.lossTitle()).isEqualTo("accuracy");
        assertThat(data.caption()).contains("heights and colours: accuracy");
        assertThat(data.title()).isEqualTo("Accuracy");
        assertThat(new LandscapeData(bowl, null).lossTitle()).isEqualTo("loss (cross-entropy)");
        assertThat(new LandscapeData(Quantity.DIFFERENCE.in(bowl), null).lossTitle())
                .isEqualTo("L − L(θ₀)");
    }

    /** Heights keep their numbers and their scale; colours, bar and heatmap are of the others, and all are named. */
    @Test
    void heightsAndColoursCanBeOfTwoQuantities() {
        LandscapeData accuracy = new LandscapeData(Quantity.ACCURACY.in(bowl), null);
        LandscapeData plain = new LandscapeData(bowl, null);
        LandscapeData both = new LandscapeData(bowl, null, accuracy);
        assertThat(both.isOfOneQuantity()).isFalse();
        assertThat(both.caption()).contains("heights: loss, colours: accuracy");
        assertThat(both.title()).isEqualTo("Loss landscape, coloured by accuracy");
        Patches one = surface(plain);
        Patches two = surface(both);
        assertThat(two.x()).isEqualTo(one.x());
        assertThat(two.y()).isEqualTo(one.y());
        assertThat(two.argb()).isNotEqualTo(one.argb());
        // From above nothing is shaded, and a colour is that of the accuracy at the middle of its square.
        HeightField field = new HeightField(21, 21, accuracy.heights(), 0);
        assertThat(two.argb()[0]).isEqualTo(one(both, field));
        RecordingPen drawn = new RecordingPen();
        new LandscapePlot(both, PlaneLook.of(ColorMap.standard()), FigureVariant.BOTH, BoxView.STANDARD)
                .draw(drawn, new Rect(0, 0, 900, 420), PlotStyle.screen(Theme.LIGHT));
        assertThat(drawn.labels()).extracting(Label::text).contains("loss (cross-entropy)", "accuracy");
    }

    private static int one(LandscapeData both, HeightField field) {
        int fineness = (int) Math.sqrt(ColorField.MOST_PATCHES / 400.0);
        SurfaceProjection flat = new SurfaceProjection(
                BoxProjection.of(ABOVE, both.landscape().grid()), field, ColorMap.standard(), fineness, 0);
        return flat.argb()[0];
    }

    private static final BoxView ABOVE = new BoxView(-90, 90, 1);

    private static LandscapePlot plot(LandscapeData data, FigureVariant variant) {
        return new LandscapePlot(data, PlaneLook.of(ColorMap.standard()), variant, ABOVE);
    }

    private static Patches surface(LandscapeData data) {
        RecordingPen pen = new RecordingPen();
        plot(data, FigureVariant.SURFACE).draw(pen, new Rect(0, 0, 600, 400), PlotStyle.screen(Theme.LIGHT));
        return pen.drawn().stream()
                .filter(RecordingPen.Surface.class::isInstance)
                .map(what -> ((RecordingPen.Surface) what).patches())
                .findFirst()
                .orElseThrow();
    }

    /** Where the colours have nothing to show there is a hole, in the surface as on the map. */
    @Test
    void whereThereIsNoColourThereIsNoSurface() {
        double[] numbers = bowl.accuracies();
        numbers[0] = Double.NaN;
        Landscape holed = SyntheticLandscapes.of(
                bowl.grid(),
                (a, b) -> numbers[
                        bowl.grid()
                                .index(
                                        bowl.grid().alpha().nearest(a),
                                        bowl.grid().beta().nearest(b))],
                cell -> true);
        LandscapeData both = new LandscapeData(bowl, null, new LandscapeData(holed, null));
        assertThat(both.heights()[0]).isNaN();
        assertThat(both.heights()[1]).isNotNaN();
        Landscape other = SyntheticLandscapes.bowl(2, 21);
        LandscapeData elsewhere = new LandscapeData(other, null);
        assertThatThrownBy(() -> new LandscapeData(bowl, null, elsewhere)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartHasTheScaleOfItsCells() {
        // Cells at ±0.2 and within, and none beside.
        Viewport seen = new Viewport(-0.2, 0.2, -0.1, 0.1);
        LossScale scale = LossScale.within(seen, bowl, false);
        assertThat(scale.low()).isEqualTo(bowl.centerLoss());
        double corner = SyntheticLandscapes.bowl(0.2, 0.1);
        assertThat(scale.high()).isCloseTo(corner, within(1e-12));
        // Between cells, those around are seen too.
        LossScale wider = LossScale.within(new Viewport(-0.21, 0.2, -0.1, 0.1), bowl, false);
        assertThat(wider.high()).isCloseTo(SyntheticLandscapes.bowl(0.3, 0.1), within(1e-12));
        assertThat(LossScale.within(Viewport.whole(bowl.grid()), bowl, false)).isEqualTo(LossScale.of(bowl, false));
    }

    @Test
    void slicesOfDifferentReachHaveScalesOfTheirOwn() {
        Grid grid = new Grid(new Axis(-1, 1, 21), new Axis(-1, 1, 21));
        Landscape valley = SyntheticLandscapes.of(grid, (a, b) -> 1 + 100 * a * a + b * b, cell -> true);
        SlicesPlot plot = new SlicesPlot(valley, SlicesPlot.Point.ORIGIN, LossScale.of(valley, false), null, false);
        Slice steep = plot.slice(Slice.Direction.ALPHA);
        Slice flat = plot.slice(Slice.Direction.BETA);
        assertThat(plot.scaleOf(steep)).isEqualTo(plot.scale());
        assertThat(plot.scaleOf(flat).low()).isEqualTo(1);
        assertThat(plot.scaleOf(flat).high()).isEqualTo(2);
        assertThat(plot.title(flat)).isEqualTo("Loss along β through θ₀, on a scale of its own");
        SlicesPlot alike = new SlicesPlot(bowl, SlicesPlot.Point.ORIGIN, LossScale.of(bowl, false), null, false);
        assertThat(Arrays.stream(Slice.Direction.values()).map(direction -> alike.scaleOf(alike.slice(direction))))
                .containsOnly(alike.scale());
    }
}
