package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlayTest {

    private static final int PINK = 0xffff2fb0;

    private static Overlay.Line line(String name, double... residuals) {
        return new Overlay.Line(name, PINK, new double[] {-0.5, 0.5}, new double[] {-0.5, 0.5}, residuals);
    }

    @Test
    void theWidthFallsWithTheResidual() {
        Overlay.Line line = line("SGD", 0, 0.5);
        assertThat(line.width(0)).isEqualTo(1);
        assertThat(line.width(1)).isEqualTo(0.6, within(1e-15));
        assertThat(line("", 1, Double.NaN).width(0)).isEqualTo(0.2, within(1e-15));
        assertThat(line("", 1, Double.NaN).width(1)).isEqualTo(0.2, within(1e-15));
        assertThat(line("").width(1)).isEqualTo(1);
        Overlay overlay = new Overlay(List.of(line), List.of());
        assertThat(overlay.widthNote()).isEqualTo("thinner: farther off the plane, up to 50 %");
        assertThat(new Overlay(List.of(line("SGD")), List.of()).widthNote()).isEmpty();
        assertThatThrownBy(() -> line("SGD", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of lines and marks that lie over each other each is seen: those on top are smaller. */
    @Test
    void aScaleGoesWithTheWidthAndIsKeptWhenRefined() {
        Overlay.Line broad = new Overlay.Line(
                "", PINK, new double[] {-0.5, 0.5}, new double[] {-0.5, 0.5}, new double[] {0, 0.5}, 1.5);
        assertThat(broad.width(0)).isEqualTo(1.5);
        assertThat(broad.width(1)).isEqualTo(0.9, within(1e-15));
        assertThat(OverlayPoints.refined(broad, Grid.square(1, 11)).scale()).isEqualTo(1.5);
        assertThat(line("").scale()).isEqualTo(1);
    }

    /** Points at most half a step apart, on the segment, with the ends and residuals kept. */
    @Test
    void aLineIsRefinedToHalfSteps() {
        Grid grid = Grid.square(1, 11);
        Overlay.Line fine = OverlayPoints.refined(line("SGD", 0, 1), grid);
        // One unit is five steps of 0.2, each cut in two.
        assertThat(fine.size()).isEqualTo(11);
        for (int i = 0; i < 11; i++) {
            assertThat(fine.alpha()[i]).isEqualTo(-0.5 + 0.1 * i, within(1e-12));
            assertThat(fine.beta()[i]).isEqualTo(-0.5 + 0.1 * i, within(1e-12));
            assertThat(fine.residuals()[i]).isEqualTo(0.1 * i, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(FigureVariant.class)
    void figuresShowPathsMarksAndTheLegend(FigureVariant variant) {
        Landscape landscape = Landscapes.of(
                Grid.square(1, 21), (a, b) -> a * a + b * b, Provenance.NONE.with(Key.EXPLAINED, List.of(0.75, 0.125)));
        Overlay overlay = new Overlay(
                List.of(line("SAM on SGD", 0, 0.4)),
                List.of(new Overlay.Mark("epoch 3", PINK, OverlaySymbol.SADDLE, 0.2, -0.6)));
        assertThat(pink(landscape, variant, Overlay.NONE)).isZero();
        assertThat(pink(landscape, variant, overlay)).isGreaterThan(2);
        assertThat(drawn(landscape, variant, overlay).labels())
                .extracting(Label::text)
                .contains(
                        "SAM on SGD",
                        "epoch 3",
                        "thinner: farther off the plane, up to 40 %",
                        "α, 75.0 % of the variance",
                        "β, 12.5 % of the variance");
    }

    /** Where points lie close, there is room for the dots of some of them only. */
    @ParameterizedTest
    @EnumSource(FigureVariant.class)
    void aDottedLineShowsItsPoints(FigureVariant variant) {
        Landscape landscape = Landscapes.of(Grid.square(1, 21), (a, b) -> a * a + b * b, Provenance.NONE);
        double[] places =
                IntStream.range(0, 500).mapToDouble(i -> -0.5 + i / 499.0).toArray();
        Overlay.Line few = line("");
        Overlay.Line many = new Overlay.Line("", PINK, places, places, new double[0]);
        int panels = variant == FigureVariant.BOTH ? 2 : 1;
        long plain = areas(landscape, variant, few);
        assertThat(areas(landscape, variant, few.withDots())).isEqualTo(plain + (long) panels * few.size());
        assertThat(areas(landscape, variant, many.withDots())).isBetween(plain + 4L * panels, plain + 200L * panels);
        assertThat(OverlayPoints.refined(few.withDots(), landscape.grid()).dotted())
                .as("its points are no longer those of the path")
                .isFalse();
    }

    private static long areas(Landscape landscape, FigureVariant variant, Overlay.Line line) {
        return drawn(landscape, variant, new Overlay(List.of(line), List.of())).drawn().stream()
                .filter(RecordingPen.Area.class::isInstance)
                .count();
    }

    /** Symbols without a label of their own are explained, each kind once. */
    @Test
    void theLegendSaysWhatSymbolsMean() {
        List<Overlay.Mark> marks = List.of(
                new Overlay.Mark("", PINK, OverlaySymbol.MINIMUM, 0, 0),
                new Overlay.Mark("", PINK, OverlaySymbol.MINIMUM, 0.5, 0),
                new Overlay.Mark("", PINK, OverlaySymbol.SADDLE, 0.5, 0.5),
                new Overlay.Mark("named", PINK, OverlaySymbol.PLATEAU, -0.5, 0.5));
        Landscape landscape = Landscapes.of(Grid.square(1, 21), (a, b) -> a * a + b * b, Provenance.NONE);
        List<String> texts = drawn(landscape, FigureVariant.HEATMAP, new Overlay(List.of(), marks)).labels().stream()
                .map(Label::text)
                .toList();
        assertThat(texts)
                .containsOnlyOnce("minimum of the plane", "saddle of the plane")
                .doesNotContain("plateau of the plane");
    }

    /** Of marks that lie close, each has its name where no other is. */
    @ParameterizedTest
    @EnumSource(FigureVariant.class)
    void namesOfCloseMarksDoNotOverlap(FigureVariant variant) {
        Landscape landscape = Landscapes.of(Grid.square(1, 21), (a, b) -> a * a + b * b, Provenance.NONE);
        List<Overlay.Mark> marks = List.of(
                new Overlay.Mark("first", PINK, OverlaySymbol.DOT, 0.5, 0.5),
                new Overlay.Mark("second", PINK, OverlaySymbol.DOT, 0.5, 0.5),
                new Overlay.Mark("third", PINK, OverlaySymbol.DOT, 0.5, 0.5),
                new Overlay.Mark("fourth", PINK, OverlaySymbol.DOT, 0.5, 0.5));
        List<Label> names = drawn(landscape, variant, new Overlay(List.of(), marks)).labels().stream()
                .filter(label -> List.of("first", "second", "third", "fourth").contains(label.text()))
                .toList();
        assertThat(names).hasSize(variant == FigureVariant.BOTH ? 8 : 4);
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(names.get(i).bounds().overlaps(names.get(j).bounds()))
                        .as(names.get(i).text() + " over " + names.get(j).text())
                        .isFalse();
            }
        }
    }

    /** A line may go from edge to edge between two points that are not seen. */
    @Test
    void theLegendKeepsOffALineBetweenItsPoints() {
        Landscape landscape = Landscapes.of(Grid.square(1, 21), (a, b) -> a * a + b * b, Provenance.NONE);
        assertThat(legendHeight(landscape, 0.95)).isGreaterThan(legendHeight(landscape, -0.95));
    }

    /** Returns how far down the legend of a level line is. */
    private static double legendHeight(Landscape landscape, double beta) {
        Overlay.Line level =
                new Overlay.Line("SGD", PINK, new double[] {-3, 3}, new double[] {beta, beta}, new double[0]);
        return drawn(landscape, FigureVariant.HEATMAP, new Overlay(List.of(level), List.of())).labels().stream()
                .filter(label -> label.text().equals("SGD"))
                .findFirst()
                .orElseThrow()
                .y();
    }

    private static PlanePath.Point point(String name, double alpha, double beta, double residual) {
        Evaluation loss = new Evaluation(0.5, 0, Double.NaN, 1);
        return new PlanePath.Point(name, new PlaneCoordinates(alpha, beta, residual), loss, loss);
    }

    /** Models are marked by name and not joined; a curve goes from one to the other beside the straight line. */
    @Test
    void modelsAreNamedAndACurveLiesBesideItsLine() {
        Overlay models = overlay(
                PlanePath.Kind.MODELS, point("a.onnx", 0, 0, 0), point("b.onnx", 1, 0, 0), point("c.pt", 0.5, 2, 0));
        assertThat(models.lines()).isEmpty();
        assertThat(models.marks()).extracting(Overlay.Mark::label).containsExactly("a.onnx", "b.onnx", "c.pt");
        assertThat(models.marks()).extracting(Overlay.Mark::beta).containsExactly(0.0, 0.0, 2.0);

        Overlay curve = SectionOverlay.of(section(
                new PlanePath(
                        PlanePath.Kind.CURVE,
                        "curve",
                        List.of(point("t = 0", 0, 0, 0), point("t = 0.5", 0.5, 1, 0), point("t = 1", 1, 0, 0)),
                        Optional.empty()),
                List.of(point("a.onnx", 0, 0, 0), point("b.onnx", 1, 0, 0), point("bend", 0.5, 2, 0))));
        assertThat(curve.lines()).extracting(Overlay.Line::name).containsExactly("straight line", "curve");
        assertThat(curve.lines().get(0).alpha()).containsExactly(0, 1);
        assertThat(curve.lines().get(1).beta()).containsExactly(0, 1, 0);
        assertThat(curve.marks()).extracting(Overlay.Mark::label).containsExactly("a.onnx", "b.onnx", "bend");
        assertThat(curve.marks()).extracting(Overlay.Mark::alpha).containsExactly(0.0, 1.0, 0.5);
        assertThat(curve.marks())
                .extracting(Overlay.Mark::symbol)
                .containsExactly(OverlaySymbol.DOT, OverlaySymbol.DOT, OverlaySymbol.START);
    }

    private static Overlay overlay(PlanePath.Kind kind, PlanePath.Point... points) {
        PlanePath path = new PlanePath(kind, "test", List.of(points), Optional.empty());
        return SectionOverlay.of(section(path, List.of(points)));
    }

    /** A section as it is read from a file: without vectors, and with its models in its description. */
    private static Section section(PlanePath path, List<PlanePath.Point> models) {
        List<Map<String, Object>> entries = models.stream()
                .map(model -> Map.<String, Object>of(
                        "name",
                        model.name(),
                        "alpha",
                        model.place().alpha(),
                        "beta",
                        model.place().beta()))
                .toList();
        Provenance description = Provenance.NONE.with(Key.POINTS, entries);
        return new Section("test", description, Optional.empty(), Optional.empty(), Optional.of(path));
    }

    private static RecordingPen drawn(Landscape landscape, FigureVariant variant, Overlay overlay) {
        PlaneLook look = PlaneLook.of(ColorMap.standard()).with(overlay);
        LandscapePlot plot = new LandscapePlot(new LandscapeData(landscape, null), look, variant, BoxView.STANDARD);
        RecordingPen pen = new RecordingPen();
        FigureSettings.DEFAULT.page(plot).draw(pen);
        return pen;
    }

    /** Returns how many lines and areas have the colour. */
    private static long pink(Landscape landscape, FigureVariant variant, Overlay overlay) {
        return drawn(landscape, variant, overlay).drawn().stream()
                .filter(drawn -> drawn instanceof RecordingPen.Line line
                                && line.stroke().color().argb() == PINK
                        || drawn instanceof RecordingPen.Area area
                                && area.color().argb() == PINK)
                .count();
    }
}
