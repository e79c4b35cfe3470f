package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.awt.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandscapeFigureTest {

    private static final Provenance PROVENANCE = Provenance.NONE
            .with(Key.MODEL, "residual-network-without-skip-connections.onnx")
            .with(Key.DATA, "digits-test.npz")
            .with(Key.SAMPLES, 1797L)
            .with(Key.LOSS, "cross-entropy")
            .with(Key.DIRECTIONS, "two random directions, orthogonal per filter")
            .with(Key.NORMALIZATION, "filter")
            .with(Key.SEED, 20240229L)
            .with(Key.ALPHA, "−1 … 1 (31)")
            .with(Key.BETA, "−1 … 1 (31)");

    private static final DoubleBinaryOperator BOWL = (a, b) -> 0.1 + a * a + 2 * b * b + 0.5 * a * b;

    private static Landscape landscape(DoubleBinaryOperator function) {
        return Landscapes.of(Grid.square(1, 31), function, PROVENANCE);
    }

    private static double holed(double a, double b) {
        return Math.hypot(a - 0.5, b - 0.4) < 0.2 ? Double.NaN : a < -0.9 ? Double.POSITIVE_INFINITY : a * a - b * b;
    }

    /** Every text lies on the page as a whole, and none touches another. */
    private static void assertReadable(FigureCanvas canvas) {
        List<Label> labels = canvas.labels();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            Shape bounds = label.bounds();
            assertThat(label.font().getSize2D()).isGreaterThanOrEqualTo(11);
            assertThat(new java.awt.Rectangle(0, 0, canvas.width, canvas.height).contains(bounds.getBounds2D()))
                    .as(label.text() + " is on the page")
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(FigureCanvas.overlap(bounds, labels.get(j).bounds()))
                        .as(label.text() + " over " + labels.get(j).text())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "800, 600, BOTH", "800, 600, HEATMAP", "800, 600, SURFACE", "1600, 1200, BOTH", "480, 360, BOTH",
        "480, 360, SURFACE", "480, 360, HEATMAP", "4800, 3600, BOTH", "700, 1400, BOTH", "1400, 400, BOTH",
    })
    void textIsWholeAndApartAtEverySize(int width, int height, FigureVariant variant) {
        FigureOptions options = FigureOptions.DEFAULT.withSize(width, height).withVariant(variant);
        try (FigureCanvas canvas = LandscapeFigure.compose(landscape(LandscapeFigureTest::holed), options)) {
            assertReadable(canvas);
            assertThat(canvas.labels()).extracting(Label::text).contains("α (direction 1)", "β (direction 2)", "θ₀");
            assertThat(canvas.labels()).extracting(Label::text).contains("loss (cross-entropy)");
        }
    }

    @Test
    void textIsApartFromEveryDirection() {
        Landscape landscape = Landscapes.of(Grid.square(1, 5), BOWL, PROVENANCE);
        for (double azimuth = -180; azimuth < 180; azimuth += 60) {
            for (double elevation : new double[] {0, 25, 90}) {
                FigureOptions options = FigureOptions.DEFAULT
                        .withSize(700, 500)
                        .withVariant(FigureVariant.SURFACE)
                        .withView(azimuth, elevation, 0.6);
                try (FigureCanvas canvas = LandscapeFigure.compose(landscape, options)) {
                    assertReadable(canvas);
                }
            }
        }
    }

    @Test
    void unusualLandscapesAreDrawnToo() {
        FigureOptions options = FigureOptions.DEFAULT.withSize(700, 400);
        Grid uneven = new Grid(new Axis(0.5, 90, 7), new Axis(-2e-7, -1e-7, 2));
        Landscape wide = Landscapes.of(uneven, BOWL, Provenance.NONE);
        for (Landscape landscape : List.of(
                landscape((a, b) -> 3),
                landscape((a, b) -> Double.NaN),
                landscape((a, b) -> 1e-12 * (a * a + b * b)),
                landscape((a, b) -> 2.3 + 1e-7 * (a + b)),
                wide,
                Landscapes.partly(Grid.square(1, 9), BOWL, cell -> cell % 3 == 0),
                Landscapes.partly(Grid.square(1, 9), BOWL, cell -> false))) {
            for (boolean logarithmic : new boolean[] {false, true}) {
                LossScale scale = LossScale.of(landscape, logarithmic);
                try (FigureCanvas canvas = LandscapeFigure.compose(landscape, options.withScale(scale))) {
                    assertReadable(canvas);
                }
            }
        }
    }

    @Test
    void holesAreCountedByTheirReason() {
        Landscape holed = landscape(LandscapeFigureTest::holed);
        FigureData linear = new FigureData(holed, null);
        assertThat(linear.holes()).isEqualTo(holed.nonFiniteCells() + " of 961 cells not finite");
        // On a logarithmic scale what is 0 or below has no place either: a² ≤ b² outside the holes.
        long nonPositive =
                Arrays.stream(holed.losses()).filter(loss -> loss <= 0).count();
        assertThat(new FigureData(holed, LossScale.of(holed, true)).holes())
                .isEqualTo(
                        holed.nonFiniteCells() + " of 961 cells not finite, " + nonPositive + " without a logarithm");
        Landscape partial = Landscapes.partly(Grid.square(1, 9), BOWL, cell -> cell % 3 == 0);
        assertThat(new FigureData(partial, null).holes()).isEqualTo("54 of 81 cells not evaluated");
        assertThat(new FigureData(landscape(BOWL), null).holes()).isEmpty();
    }

    @Test
    void theFigureIsFullOfColourAndItsGroundIsPaper() {
        Picture light = LandscapeFigure.draw(landscape(BOWL), FigureOptions.DEFAULT.withSize(1000, 500));
        assertThat(light.width()).isEqualTo(1000);
        assertThat(light.argb()).hasSize(500_000);
        assertThat(light.argb()[0]).isEqualTo(0xffffffff);
        assertThat(Arrays.stream(light.argb()).distinct().count()).isGreaterThan(2000);
        assertThat(Arrays.stream(light.argb()).allMatch(color -> color >>> 24 == 255))
                .isTrue();
        Picture dark = LandscapeFigure.draw(
                landscape(BOWL), FigureOptions.DEFAULT.withSize(1000, 500).withDark(true));
        assertThat(dark.argb()[0]).isEqualTo(0xff1c2026);
    }

    @Test
    void theSameLandscapeGivesTheSamePicture() {
        FigureOptions options = FigureOptions.DEFAULT.withSize(700, 400);
        assertThat(LandscapeFigure.draw(landscape(BOWL), options).argb())
                .isEqualTo(LandscapeFigure.draw(landscape(BOWL), options).argb());
    }

    @Test
    void titlesCanBeGivenOrLeftOut() {
        assertThat(new FigureData(landscape(BOWL), null).title(null))
                .isEqualTo("Loss landscape of residual-network-without-skip-connections.onnx");
        FigureOptions options = FigureOptions.DEFAULT.withSize(800, 500).withTitle("Ein Berg  für 山");
        try (FigureCanvas canvas = LandscapeFigure.compose(landscape(BOWL), options)) {
            assertThat(canvas.labels().get(0).text()).isEqualTo("Ein Berg für 山");
        }
        try (FigureCanvas canvas = LandscapeFigure.compose(landscape(BOWL), options.withTitle(""))) {
            assertThat(canvas.labels().get(0).text()).startsWith("residual-network");
        }
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> FigureOptions.DEFAULT.withSize(100, 100)).hasMessageContaining("100×100");
        assertThatThrownBy(() -> FigureOptions.DEFAULT.withSize(100_000, 100_000))
                .hasMessageContaining("100000×100000");
    }

    @Test
    void aSurfaceDrawnElsewhereIsShownPixelForPixel() {
        for (FigureVariant variant : List.of(FigureVariant.SURFACE, FigureVariant.BOTH)) {
            FigureOptions options = FigureOptions.DEFAULT.withSize(900, 600).withVariant(variant);
            Picture[] drawn = new Picture[1];
            try (FigureCanvas canvas = LandscapeFigure.compose(landscape(BOWL), options, (width, height, textSize) -> {
                assertThat(textSize).isBetween(11.0, 22.0);
                drawn[0] = marked(width, height);
                return drawn[0];
            })) {
                assertPasted(canvas.picture(), drawn[0]);
                assertReadable(canvas);
                assertThat(canvas.labels()).extracting(Label::text).contains("loss (cross-entropy)");
            }
        }
    }

    /** A picture in which no two neighbours are alike. */
    private static Picture marked(int width, int height) {
        int[] pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0xff000000 | i * 7919;
        }
        return new Picture(width, height, pixels);
    }

    private static void assertPasted(Picture figure, Picture part) {
        int first = 0;
        while (figure.argb()[first] != part.argb()[0] || figure.argb()[first + 1] != part.argb()[1]) {
            first++;
        }
        for (int row = 0; row < part.height(); row += 10) {
            for (int column = 0; column < part.width(); column += 10) {
                assertThat(figure.argb()[first + row * figure.width() + column])
                        .isEqualTo(part.argb()[row * part.width() + column]);
            }
        }
    }

    /** What a reader of the figure must know of the scale stands in the caption, and only then. */
    @Test
    void theCaptionSaysHowTheScaleChangesWhatIsSeen() {
        Landscape landscape = landscape(BOWL);
        String plain = PROVENANCE.caption();
        assertThat(new FigureData(landscape, null).caption()).isEqualTo(plain);
        assertThat(new FigureData(landscape, LossScale.of(landscape, true).clippedAt(2)).caption())
                .isEqualTo(plain + " · heights and colours by ln L · clipped: losses above 2 drawn at that level");
    }
}
