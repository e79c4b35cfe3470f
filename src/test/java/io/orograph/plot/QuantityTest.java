package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
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
