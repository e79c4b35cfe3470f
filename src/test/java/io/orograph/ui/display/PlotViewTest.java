package io.orograph.ui.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.PlotNumbers;
import io.orograph.plot.DensityPlot;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.Theme;
import io.orograph.provenance.Provenance;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;

/** Curves and densities in the window are the display list that a file of them is drawn from. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class PlotViewTest {

    private static final double[] X = {0, 1, 2, 3, 4};

    static Stream<Plot> plots() {
        return Stream.of(
                new LinesPlot(
                        "Training",
                        "",
                        "epoch",
                        "loss",
                        List.of(
                                new LinesPlot.Curve("loss", X, new double[] {4, 2, Double.NaN, 0.5, 0.01}, false),
                                new LinesPlot.Curve("test", X, new double[] {4, 3, 2, 1, 0.9}, true).broken(),
                                LinesPlot.Curve.colored(X, new double[] {1, 1, 1, 1, 1}, 0xffffffff))),
                new DensityPlot(X, new double[] {1e-3, 1, 1e-2, 1e-6, 0}, "Density", ""));
    }

    @ParameterizedTest
    @MethodSource("plots")
    void theWindowDrawsWhatAFileHolds(Plot plot) {
        Rect area = new Rect(0, 0, 300, 200);
        PlotStyle style = PlotStyle.screen(Theme.LIGHT);
        RecordingPen window = new RecordingPen();
        PlotSource.Shown shown = Fx.get(() -> {
            PlotView view = new PlotView("nothing", false, new SimpleBooleanProperty(false));
            assertThat(view.shown()).isEmpty();
            view.show(plot);
            view.draw(window, area, style);
            return view.shown().orElseThrow();
        });
        RecordingPen file = new RecordingPen();
        shown.plot().draw(file, area.inset(0.5 * style.unit()), style);
        assertThat(window.drawn()).isNotEmpty().isEqualTo(file.drawn());
        assertThat(window.labels())
                .allMatch(label -> area.contains(label.bounds().bounds()));
        assertThat(PlotNumbers.of(plot, Provenance.NONE).orElseThrow().values().arrays())
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
