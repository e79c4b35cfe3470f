package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Landscape;
import io.orograph.ui.heatmap.SyntheticLandscapes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContourLabelsTest {

    private static final TextStyle STYLE = new TextStyle(FontFace.REGULAR, 11);

    private final Landscape bowl = SyntheticLandscapes.bowl(1, 41);
    private final PlotFrame frame = new PlotFrame(new Rect(60, 70, 400, 400), Viewport.whole(bowl.grid()));

    private static List<ContourLabel> labels(Landscape landscape, PlotFrame frame) {
        LandscapeData data = new LandscapeData(landscape, null);
        Rect origin = new Rect(frame.xOf(0) - 14, frame.yOf(0) - 14, 28, 28);
        return ContourLabels.place(data.contours, frame, STYLE, data.scale::levelLabel, List.of(origin));
    }

    @Test
    void labelsLieOnTheirLinesAndAlongThem() {
        List<ContourLabel> labels = labels(bowl, frame);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(4);
        for (ContourLabel label : labels) {
            // Half of the sagitta of a chord of 38 pixels: 2 pixels, that is 0.01, times a gradient of up to 4.5.
            assertThat(SyntheticLandscapes.bowl(label.alpha(), label.beta())).isCloseTo(label.level(), within(0.05));
            // On the screen, where y grows downwards, the line α² + 2β² = c has the slope α / 2β.
            double slope = Math.toDegrees(Math.atan2(label.alpha(), 2 * label.beta()));
            double difference = Math.abs(slope - label.degrees()) % 180;
            assertThat(Math.min(difference, 180 - difference)).isLessThan(8);
            assertThat(label.degrees()).isBetween(-90.0, 90.0);
        }
    }

    @Test
    void labelsDoNotOverlapAndStayInside() {
        Landscape waves =
                SyntheticLandscapes.of(bowl.grid(), (a, b) -> Math.sin(5 * a) * Math.cos(4 * b) + a * a, cell -> true);
        for (int size = 150; size <= 900; size += 150) {
            PlotFrame plot = new PlotFrame(new Rect(60, 70, size, size), Viewport.whole(bowl.grid()));
            List<ContourLabel> labels = labels(waves, plot);
            for (int i = 0; i < labels.size(); i++) {
                double[] one = middle(labels.get(i), plot);
                assertThat(plot.contains(one[0] - 7, one[1] - 7)).isTrue();
                assertThat(plot.contains(one[0] + 7, one[1] + 7)).isTrue();
                for (int j = 0; j < i; j++) {
                    double[] other = middle(labels.get(j), plot);
                    // The text is 11 pixels high: nearer middles would overlap, whatever the slopes.
                    assertThat(Math.hypot(one[0] - other[0], one[1] - other[1])).isGreaterThan(14);
                }
                double fromOrigin = Math.hypot(one[0] - plot.xOf(0), one[1] - plot.yOf(0));
                assertThat(fromOrigin).isGreaterThan(14);
            }
        }
    }

    private static double[] middle(ContourLabel label, PlotFrame frame) {
        return new double[] {frame.xOf(label.alpha()), frame.yOf(label.beta())};
    }

    /** Numbers of lines that differ by a thousandth have the digits that tell them apart. */
    @Test
    void noTwoLevelsHaveTheSameNumber() {
        Landscape flat = SyntheticLandscapes.of(bowl.grid(), (a, b) -> 2.303 + 1e-4 * (a * a + b * b), cell -> true);
        LossScale scale = new LandscapeData(flat, null).scale;
        List<String> numbers = java.util.Arrays.stream(scale.levels())
                .mapToObj(scale::levelLabel)
                .toList();
        assertThat(numbers).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    @Test
    void linesTooShortOrTooCrowdedStayWithoutLabels() {
        assertThat(labels(bowl, new PlotFrame(new Rect(0, 0, 40, 40), Viewport.whole(bowl.grid()))))
                .isEmpty();
    }

    @Test
    void aZoomedViewHasLabelsOfItsOwn() {
        Viewport part = new Viewport(0.4, 0.9, 0.3, 0.8);
        PlotFrame near = new PlotFrame(new Rect(60, 70, 400, 400), part);
        List<ContourLabel> labels = labels(bowl, near);
        assertThat(labels).isNotEmpty();
        assertThat(labels)
                .allMatch(label ->
                        label.alpha() > 0.4 && label.alpha() < 0.9 && label.beta() > 0.3 && label.beta() < 0.8);
    }
}
