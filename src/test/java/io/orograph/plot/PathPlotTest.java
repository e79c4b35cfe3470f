package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that no path joins are drawn too, each by its name. */
class PathPlotTest {

    private static Map<String, Object> model(String name, double alpha, double beta) {
        return Map.of("name", name, "alpha", alpha, "beta", beta);
    }

    private static PlanePath.Point point(String name, double alpha, double beta) {
        Evaluation loss = new Evaluation(1, 0.1, 0.5, 10);
        return new PlanePath.Point(name, new PlaneCoordinates(alpha, beta, 0), loss, loss);
    }

    @ParameterizedTest
    @EnumSource(FigureSettings.Ground.class)
    void modelsAreNamedInInk(FigureSettings.Ground ground) {
        Provenance description = Provenance.NONE.with(
                Key.POINTS, List.of(model("flat", 0, 0), model("sharp", 5, 0), model("third", 3, 4)));
        PlanePath models = new PlanePath(
                PlanePath.Kind.MODELS,
                "flat, sharp and third",
                List.of(point("flat", 0, 0), point("sharp", 5, 0), point("third", 3, 4)),
                Optional.empty());
        Section section = new Section("Plane", description, Optional.empty(), Optional.empty(), Optional.of(models));
        FigurePage page = FigureSettings.DEFAULT.with(ground).page(new PathPlot(section, "Its plane"));
        RecordingPen pen = new RecordingPen();
        page.draw(pen);
        LandscapePlotTest.assertReadable(pen, page);
        assertThat(pen.drawn())
                .filteredOn(drawn -> drawn instanceof RecordingPen.Text text
                        && List.of("flat", "sharp", "third")
                                .contains(text.label().text()))
                .hasSize(3)
                .allSatisfy(drawn -> assertThat(((RecordingPen.Text) drawn).color())
                        .isEqualTo(ground.theme().ink()));
    }
}
