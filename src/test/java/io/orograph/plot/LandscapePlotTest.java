package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandscapePlotTest {

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

    private static LandscapePlot plot(Landscape landscape, LossScale scale, FigureVariant variant) {
        PlaneLook look = PlaneLook.of(ColorMap.standard());
        return new LandscapePlot(new LandscapeData(landscape, scale), look, variant, BoxView.STANDARD);
    }

    private static FigureSettings size(double width, double height) {
        return FigureSettings.DEFAULT.withWidth(width).withHeight(height);
    }

    private static RecordingPen drawn(Plot plot, FigureSettings settings) {
        RecordingPen pen = new RecordingPen();
        settings.page(plot).draw(pen);
        return pen;
    }

    /** Every text lies on the page as a whole, none is too small, and none touches another. */
    static void assertReadable(RecordingPen pen, FigurePage page) {
        List<Label> labels = pen.labels();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            assertThat(label.style().size()).isGreaterThanOrEqualTo(page.style().smallest());
            assertThat(page.size().area().inset(-0.01).contains(label.bounds().bounds()))
                    .as(label.text() + " is on the page")
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(label.bounds().overlaps(labels.get(j).bounds()))
                        .as(label.text() + " over " + labels.get(j).text())
                        .isFalse();
            }
        }
    }

    private static void assertReadable(Plot plot, FigureSettings settings) {
        assertReadable(drawn(plot, settings), settings.page(plot));
    }

    @ParameterizedTest
    @CsvSource({
        "480, 270, BOTH", "241, 420, BOTH", "800, 600, BOTH", "241, 241, HEATMAP", "241, 270, SURFACE",
        "480, 360, HEATMAP", "480, 360, SURFACE", "1200, 900, BOTH", "320, 600, BOTH", "700, 300, BOTH",
    })
    void textIsWholeAndApartAtEverySize(double width, double height, FigureVariant variant) {
        LandscapePlot plot = plot(landscape(LandscapePlotTest::holed), null, variant);
        FigureSettings settings = size(width, height);
        assertReadable(plot, settings);
        assertThat(drawn(plot, settings).labels())
                .extracting(Label::text)
                .contains("α (direction 1)", "β (direction 2)", "θ₀", "loss (cross-entropy)");
    }

    @ParameterizedTest
    @EnumSource(PagePreset.class)
    void textIsWholeAndApartWhereverAFigureGoes(PagePreset preset) {
        for (FigureVariant variant : FigureVariant.values()) {
            LandscapePlot plot = plot(landscape(BOWL), null, variant);
            assertReadable(plot, FigureSettings.DEFAULT.with(preset));
        }
    }

    @Test
    void textIsApartFromEveryDirection() {
        Landscape landscape = Landscapes.of(Grid.square(1, 5), BOWL, PROVENANCE);
        for (double azimuth = -180; azimuth < 180; azimuth += 60) {
            for (double elevation : new double[] {0, 25, 90}) {
                LandscapePlot plot = new LandscapePlot(
                        new LandscapeData(landscape, null),
                        PlaneLook.of(ColorMap.standard()),
                        FigureVariant.SURFACE,
                        new BoxView(azimuth, elevation, 1));
                assertReadable(plot, size(420, 330));
            }
        }
    }

    /** One tick alone says nothing of the scale, in whatever little room an axis has and wherever its range ends. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.9, 2.2, 4, 9})
    void anUprightAxisHasAtLeastTwoTicks(double top) {
        Landscape landscape = landscape((a, b) -> 0.11 + top * (a * a + b * b) / 2);
        LandscapeData data = new LandscapeData(landscape, LossScale.of(landscape, false));
        PlotStyle style = FigureSettings.DEFAULT.style();
        BoxProjection view = BoxProjection.of(BoxView.STANDARD, data.grid);
        for (double side = 160; side <= 480; side += 40) {
            BoxProjection box = view.fitted(0, 0, side, 0.8 * side);
            HeightField field = new HeightField(31, 31, data.shown, box.shape().floor());
            assertThat(new BoxLabels(style, data, field, box).axes())
                    .filteredOn(axis -> axis.axis() == BoxAxis.LOSS)
                    .allSatisfy(axis -> assertThat(axis.labels()).hasSizeGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void unusualLandscapesAreDrawnToo() {
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
                assertReadable(plot(landscape, scale, FigureVariant.BOTH), size(482, 260));
            }
        }
    }

    @Test
    void holesAreCountedByTheirReason() {
        Landscape holed = landscape(LandscapePlotTest::holed);
        LandscapeData linear = new LandscapeData(holed, null);
        assertThat(linear.holes()).isEqualTo(holed.nonFiniteCells() + " of 961 cells not finite");
        // On a logarithmic scale what is 0 or below has no place either: a² ≤ b² outside the holes.
        long nonPositive =
                Arrays.stream(holed.losses()).filter(loss -> loss <= 0).count();
        assertThat(new LandscapeData(holed, LossScale.of(holed, true)).holes())
                .isEqualTo(
                        holed.nonFiniteCells() + " of 961 cells not finite, " + nonPositive + " without a logarithm");
        Landscape partial = Landscapes.partly(Grid.square(1, 9), BOWL, cell -> cell % 3 == 0);
        assertThat(new LandscapeData(partial, null).holes()).isEqualTo("54 of 81 cells not evaluated");
        assertThat(new LandscapeData(landscape(BOWL), null).holes()).isEmpty();
    }

    @Test
    void theSameLandscapeGivesTheSameDrawing() {
        Landscape one = landscape(BOWL);
        assertThat(drawn(plot(one, null, FigureVariant.BOTH), FigureSettings.DEFAULT)
                        .drawn())
                .isEqualTo(drawn(plot(landscape(BOWL), null, FigureVariant.BOTH), FigureSettings.DEFAULT)
                        .drawn());
        assertThat(drawn(plot(one, null, FigureVariant.BOTH), FigureSettings.DEFAULT)
                        .drawn())
                .isNotEqualTo(drawn(plot(landscape((a, b) -> a * a), null, FigureVariant.BOTH), FigureSettings.DEFAULT)
                        .drawn());
    }

    @Test
    void titleCaptionAndLettersCanBeGivenOrLeftOut() {
        LandscapePlot plot = plot(landscape(BOWL), null, FigureVariant.BOTH);
        assertThat(plot.title()).isEqualTo("Loss landscape of residual-network-without-skip-connections.onnx");
        FigureSettings.Words own = new FigureSettings.Words("Ein Berg  für 山", "", true);
        List<String> texts = drawn(plot, FigureSettings.DEFAULT.with(own)).labels().stream()
                .map(Label::text)
                .toList();
        assertThat(texts.get(0)).isEqualTo("Ein Berg für 山");
        assertThat(texts).contains("(a)", "(b)").noneMatch(text -> text.startsWith("residual-network"));
        FigureSettings.Words none = new FigureSettings.Words("", null, false);
        assertThat(drawn(plot, FigureSettings.DEFAULT.with(none))
                        .labels()
                        .get(0)
                        .text())
                .startsWith("residual-network");
    }

    @Test
    void impossibleSizesAreRefused() {
        LandscapePlot plot = plot(landscape(BOWL), null, FigureVariant.BOTH);
        assertThatThrownBy(() -> size(10, 400).page(plot)).hasMessageContaining("30 to 2000 mm");
        assertThatThrownBy(() -> size(400, 1e6).page(plot)).hasMessageContaining("30 to 2000 mm");
        assertThatThrownBy(() -> FigureSettings.DEFAULT.withText(1)).hasMessageContaining("4 to 200 pt");
        assertThatThrownBy(() -> PageSize.length("85")).hasMessageContaining("85mm");
        assertThat(PageSize.length("2.54 cm")).isCloseTo(PageSize.length("1in"), within(1e-9));
    }

    /** What a reader of the figure must know of the scale stands in the caption, and only then. */
    @Test
    void theCaptionSaysHowTheScaleChangesWhatIsSeen() {
        Landscape landscape = landscape(BOWL);
        String plain = PROVENANCE.caption();
        assertThat(new LandscapeData(landscape, null).caption()).isEqualTo(plain);
        assertThat(new LandscapeData(landscape, LossScale.of(landscape, true).clippedAt(2)).caption())
                .isEqualTo(plain + " · heights and colours by ln L · clipped: losses above 2 drawn at that level");
    }
}
