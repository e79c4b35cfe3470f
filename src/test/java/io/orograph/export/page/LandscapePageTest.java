package io.orograph.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.objective.Evaluation;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Quantity;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page holds what was evaluated, and nothing that a file's name could have put there. */
final class LandscapePageTest {

    private static final String HOSTILE = "</script><b onclick=\"x\">'&amp;\u202e<!--";
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final Landscape landscape = landscape();
    private String page;

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("page.html");
        LandscapePage.write(
                file, landscape, LandscapeData.automatic(landscape), ColorMap.standard(), landscape.provenance());
        page = Files.readString(file);
    }

    private static Landscape landscape() {
        Grid grid = new Grid(new Axis(-1, 1, 3), new Axis(0, 0.1, 2));
        double[] losses = {1.0 / 3, 2, Double.NaN, 4e-300, Double.POSITIVE_INFINITY, Double.NaN};
        double[] errors = {0.01, 0.02, Double.NaN, 1.0 / 7, Double.NaN, Double.NaN};
        BitSet evaluated = new BitSet();
        evaluated.set(0, 5);
        Provenance provenance = Provenance.NONE
                .with(Key.MODEL, HOSTILE)
                .with(Key.DATA, HOSTILE)
                .with(Key.LOSS, HOSTILE)
                .with(Key.COMMAND, HOSTILE)
                .with(Key.ORIGIN, HOSTILE)
                .with(Key.POINTS, List.of(java.util.Map.of("name", HOSTILE, "alpha", 0.5, "beta", 0.05)));
        Evaluation loss = new Evaluation(1, 0.1, 0.5, 10);
        PlanePath path = new PlanePath(
                PlanePath.Kind.TRAJECTORY,
                HOSTILE,
                List.of(
                        new PlanePath.Point(HOSTILE, new PlaneCoordinates(-1, 0, 0), loss, loss),
                        new PlanePath.Point(HOSTILE, new PlaneCoordinates(0, 0.05, 0.5), loss, loss)),
                Optional.empty());
        Section section = new Section(HOSTILE, provenance, Optional.empty(), Optional.empty(), Optional.of(path));
        return new Landscape(section, grid, new Landscape.Cells(losses, errors, null, null, evaluated), provenance);
    }

    private JsonNode data() throws IOException {
        Matcher found = DATA.matcher(page);
        assertThat(found.find()).isTrue();
        return new ObjectMapper().readTree(found.group(1));
    }

    @Test
    void everyValueIsThereToTheBit() throws IOException {
        JsonNode data = data();
        for (int cell = 0; cell < 6; cell++) {
            JsonNode loss = data.get("loss").get(cell);
            JsonNode error = data.get("loss_se").get(cell);
            if (landscape.isEvaluated(cell)) {
                assertThat(Double.valueOf(loss.asText())).isEqualTo(Double.valueOf(landscape.loss(cell)));
                assertThat(Double.valueOf(error.asText())).isEqualTo(Double.valueOf(landscape.standardError(cell)));
            } else {
                assertThat(loss.isNull()).isTrue();
            }
        }
        assertThat(data.get("alpha").get(2).asDouble()).isEqualTo(1);
        assertThat(data.get("beta").get(1).asDouble()).isEqualTo(0.1);
        assertThat(data.has("accuracy")).isFalse();
        assertThat(data.get("lines").get(0).get("alpha").get(0).asDouble()).isEqualTo(-1);
        assertThat(data.get("height").get("scale").get("high").asDouble()).isEqualTo(2);
    }

    /** The losses stay the losses; what is shown stands beside them, each on its scale and by its name. */
    @Test
    void heightsAndColoursCanBeOfTwoQuantities() throws IOException {
        assertThat(data().has("color")).isFalse();
        assertThat(data().get("height").has("values")).isFalse();
        Path file = folder.resolve("two.html");
        Landscape errors = Quantity.ERROR.in(landscape);
        LandscapeData shown = new LandscapeData(
                landscape, LossScale.automatic(landscape), new LandscapeData(errors, LossScale.of(errors, false)));
        LandscapePage.write(file, landscape, shown, ColorMap.named("cividis"), landscape.provenance());
        page = Files.readString(file);
        JsonNode data = data();
        assertThat(data.get("height").get("title").asText()).startsWith("loss (");
        assertThat(data.get("color").get("title").asText()).startsWith("standard error of the loss");
        assertThat(data.get("color").get("scale").get("low").asDouble()).isEqualTo(0.01);
        assertThat(data.get("color").get("scale").get("high").asDouble()).isEqualTo(1.0 / 7);
        assertThat(data.get("color").get("values").get(1).asDouble()).isEqualTo(0.02);
        assertThat(data.get("loss").get(1).asDouble()).isEqualTo(2);
        assertThat(data.get("colors").get(0).asInt())
                .isEqualTo(ColorMap.named("cividis").table()[0] & 0xffffff);
        assertThat(data.get("ticks").get("loss").get(0).get("label").asText()).isNotEmpty();
        assertThat(page)
                .contains(", coloured by standard error</h1>")
                .contains("heights: loss, colours: standard error</p>")
                .contains("<span class=\"name\">standard error of the loss");
    }

    @Test
    void namesStayNames() throws IOException {
        assertThat(page)
                .doesNotContain("<b onclick")
                .doesNotContain("</script><b")
                .doesNotContain("<!--");
        assertThat(page).doesNotContain("\u202e");
        // The data and the program's own script, and no third.
        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page)
                .contains("<h1>Loss landscape of &lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;amp;?");
        JsonNode marks = data().get("marks");
        assertThat(marks.findValuesAsText("label")).contains(HOSTILE.replace("\u202e", "?"));
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        assertThat(page).doesNotContainPattern("(?i)https?://|(src|href)\\s*=|@import|url\\(|fetch\\(|XMLHttp");
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @Test
    void whatCannotBeSeenCanBeRead() {
        assertThat(page)
                .contains("<html lang=\"en\">")
                .contains("role=\"img\" aria-label=\"Surface of the loss over 3 by 2");
        assertThat(page).contains("<table aria-label=\"Readouts\"").contains("5 of 6 cells are evaluated");
        assertThat(page).contains("<th scope=\"row\">Highest loss of the cells</th>");
    }
}
