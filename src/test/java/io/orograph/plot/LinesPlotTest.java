package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesPlotTest {

    /** What was measured once yet, at step 0, has ticks that a step can be at. */
    @Test
    void aSinglePointHasAnAxisOfOneStep() {
        LinesPlot plot = new LinesPlot(
                "t",
                "",
                "step",
                "sharpness",
                List.of(new LinesPlot.Curve("λmax", new double[] {0}, new double[] {0.5}, false)));
        RecordingPen pen = new RecordingPen();
        FigureSettings.DEFAULT.page(plot).draw(pen);
        List<String> texts = pen.drawn().stream()
                .filter(RecordingPen.Text.class::isInstance)
                .map(text -> ((RecordingPen.Text) text).label().text())
                .toList();
        assertThat(texts).contains("step").noneMatch(text -> text.contains("10⁻"));
    }
}
