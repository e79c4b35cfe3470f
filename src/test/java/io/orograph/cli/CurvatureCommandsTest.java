package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.arrays.NpzArrays;
import io.orograph.export.LandscapeNpz;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands about curvature print, on the smallest sample. */
final class CurvatureCommandsTest {

    private static final String MODEL = "sample-models/diabetes-mlp.onnx";
    private static final String DATA = "sample-models/diabetes-test.npz";

    private record Outcome(int code, String out, String err) {

        JsonNode json() throws IOException {
            return JsonMapper.builder().build().readTree(out);
        }
    }

    private static Outcome run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineProgram.run(
                new Console(new PrintWriter(out), new PrintWriter(err, true), false, new CancelToken()), args);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void spectrumAsJson() throws IOException {
        JsonNode json = run("spectrum", MODEL, "--data", DATA, "--top", "3", "--density", "--layers", "--json")
                .json();
        assertThat(json.path("eigenvalues")).hasSize(3);
        // The value of goldens.json.
        assertThat(json.path("eigenvalues").get(0).asDouble()).isCloseTo(5.7347637, within(1e-5));
        assertThat(json.path("residuals")).hasSize(3);
        assertThat(json.path("smallest").asDouble()).isCloseTo(-0.50444, within(1e-3));
        assertThat(json.path("trace").asDouble())
                .isCloseTo(18.88, within(4 * json.path("trace_se").asDouble()));
        assertThat(json.path("gradient_norm").asDouble()).isCloseTo(0.4846039, within(1e-6));
        assertThat(json.path("verdict").asText()).isNotBlank();
        assertThat(json.path("density").path("values")).hasSize(500);
        assertThat(json.path("density").path("densities")).hasSize(500);
        assertThat(json.path("parameter_eigenvalues")).hasSameSizeAs(json.path("parameter_traces"));
    }

    @Test
    void spectrumAsText() {
        Outcome outcome = run("spectrum", MODEL, "--data", DATA, "--top", "2");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("largest eigenvalues over 321 parameters", "  5.73476", "trace 1");
    }

    /** One sample: everything is measured but the noise of the gradient, which a sentence misses. */
    @Test
    void aSingleSample() throws IOException {
        Outcome outcome = run("spectrum", MODEL, "--data", DATA, "--samples", "1", "--json");
        assertThat(outcome.json().path("gradient_noise").isNull()).isTrue();
        assertThat(outcome.json().path("evidence").toString()).contains("a single sample shows no noise");
        assertThat(outcome.json().path("trace").isNumber()).isTrue();
    }

    @Test
    void allParametersHeldIsBadInput() throws IOException {
        StringBuilder names = new StringBuilder();
        for (JsonNode layer : run("info", MODEL, "--json").json().path("layers")) {
            for (JsonNode weight : layer.path("weights")) {
                names.append(names.isEmpty() ? "" : ",").append(weight.asText());
            }
        }
        assertThat(names).isNotEmpty();
        Outcome outcome = run("spectrum", MODEL, "--data", DATA, "--hold", names.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("parameters are held, so no direction is left");
    }

    @Test
    void allMeasuresAsJson() throws IOException {
        JsonNode json = run("sharpness", MODEL, "--data", DATA, "--measures", "all", "--json")
                .json();
        for (SharpnessMeasure measure : SharpnessMeasures.all(0)) {
            JsonNode entry = json.path("measures").path(measure.label());
            assertThat(entry.path("value").isNumber()).as(measure.label()).isTrue();
            assertThat(entry.path("formula").asText()).isEqualTo(measure.formula());
        }
        assertThat(json.path("measures").path("lambda-max").path("value").asDouble())
                .isCloseTo(5.7347637, within(1e-4));
    }

    /** A model against itself: no measure can tell them apart. */
    @Test
    void sharpnessAgainstAnotherModel() throws IOException {
        Outcome outcome = run("sharpness", MODEL, "--data", DATA, "--against", MODEL);
        assertThat(outcome.out())
                .contains(
                        "not told apart on these ",
                        " from diabetes-mlp.onnx; there is no difference that more samples could show")
                .contains("adaptive-ball: ", "adaptive-trace: ")
                .doesNotContain("lambda-max");
        JsonNode json = run(
                        "sharpness",
                        MODEL,
                        "--data",
                        DATA,
                        "--measures",
                        "adaptive-trace,trace",
                        "--against",
                        MODEL,
                        "--json")
                .json();
        assertThat(json.path("measures")).hasSize(2);
        JsonNode other = json.path("against").get(0);
        assertThat(other.path("model").asText()).isEqualTo("diabetes-mlp.onnx");
        assertThat(other.path("evidence")).hasSize(1);
        assertThat(other.path("measures").path("adaptive-trace").path("value").asDouble())
                .isEqualTo(json.path("measures")
                        .path("adaptive-trace")
                        .path("value")
                        .asDouble());
    }

    @Test
    void againstNeedsAMeasureThatVotes() {
        Outcome outcome = run("sharpness", MODEL, "--data", DATA, "--measures", "trace", "--against", MODEL);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("none of --measures votes; add adaptive-ball");
    }

    /** The ratio at the centre is that of the spectrum, to the map's tolerance of 1 % of the largest eigenvalue. */
    @Test
    void aMapOfConvexity() throws IOException {
        JsonNode map = run("landscape", MODEL, "--data", DATA, "--resolution", "5", "--convexity", "3", "--json")
                .json()
                .path("convexity");
        assertThat(map.path("ratio")).hasSize(3);
        assertThat(map.path("alpha").get(1).asDouble()).isZero();
        assertThat(map.path("largest").get(1).get(1).asDouble()).isCloseTo(5.7347637, within(0.06));
        assertThat(map.path("ratio").get(1).get(1).asDouble())
                .isCloseTo(
                        Math.abs(map.path("smallest").get(1).get(1).asDouble()
                                / map.path("largest").get(1).get(1).asDouble()),
                        within(1e-12));
        assertThat(run("landscape", MODEL, "--data", DATA, "--resolution", "5", "--convexity", "2")
                        .out())
                .contains("|smallest/largest eigenvalue| over 2×2 cells: median ");
    }

    @Test
    void theFileOfAGridHoldsItsMapOfConvexity(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("grid.npz");
        JsonNode map = run(
                        "landscape",
                        MODEL,
                        "--data",
                        DATA,
                        "--resolution",
                        "5",
                        "--convexity",
                        "3x2",
                        "--out",
                        file.toString(),
                        "--json")
                .json()
                .path("convexity");
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(npz.shape("convexity_largest")).containsExactly(2, 3);
            assertThat(npz.tensor("convexity_alpha").doubles()).containsExactly(-1, 0, 1);
            assertThat(npz.tensor("convexity_smallest").doubles()[4])
                    .isEqualTo(map.path("smallest").get(1).get(1).asDouble());
        }
        assertThat(LandscapeNpz.read(file).isComplete()).isTrue();
    }

    @Test
    void someMeasuresByNameAndTheHelpNamesAllThatThereAre() {
        Outcome outcome = run("sharpness", MODEL, "--data", DATA, "--measures", "sam,asam");
        assertThat(outcome.out()).contains("sam  ", "asam ").doesNotContain("keskar");
        assertThat(run("sharpness", MODEL, "--data", DATA, "--measures", "sharp")
                        .err())
                .contains("takes all or some of gaussian, gaussian-filter");
        assertThat(run("sharpness", "--help").out().replaceAll("\\s+", " "))
                .contains("all, or some of: "
                        + SharpnessMeasures.all(0).stream()
                                .map(SharpnessMeasure::label)
                                .collect(Collectors.joining(", "))
                        + "; with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hessian", "hessian-extremes", "gradient", "gradient-pca"})
    void landscapesAlongComputedDirections(String kind) throws IOException {
        Outcome outcome = run("landscape", MODEL, "--data", DATA, "--directions", kind, "--resolution", "5", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().path("cells").asInt()).isEqualTo(25);
        assertThat(outcome.json().path("cosine").asDouble()).isCloseTo(0, within(1e-6));
        assertThat(outcome.json().path("center_loss").asDouble()).isCloseTo(0.5286445, within(1e-5));
    }
}
