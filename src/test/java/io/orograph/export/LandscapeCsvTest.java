package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeCsvTest {

    private static final List<String> HEADER = List.of(
            "# Loss landscape: L(theta0 + alpha d1 + beta d2), written by Orograph",
            "# model: \"digits \\\"α\\\".onnx\"",
            "# seed: 42",
            "# range: 0.1",
            "# axes: [-1.5,2]",
            "# bias: false");

    @TempDir
    Path folder;

    @Test
    void writesProvenanceThenEveryCell() throws IOException {
        List<String> lines = lines(Samples.landscape(true, true));
        assertThat(lines.subList(0, 6)).isEqualTo(HEADER);
        assertThat(lines.subList(6, lines.size()))
                .containsExactly(
                        "alpha,beta,loss,loss_se,accuracy",
                        "-1.0,0.0,0.3333333333333333,0.01,0.0",
                        "0.0,0.0,2.0,0.02,0.2",
                        "1.0,0.0,nan,nan,0.4",
                        "-1.0,0.1,4.0E-300,0.04,0.6",
                        "0.0,0.1,inf,nan,0.8",
                        "1.0,0.1,6.0,0.06,1.0");
    }

    @Test
    void cellsThatAreNotEvaluatedAreEmptyAndMissingAccuraciesHaveNoColumn() throws IOException {
        assertThat(lines(Samples.landscape(true, false))).endsWith("1.0,0.1,,,");
        assertThat(lines(Samples.landscape(false, false)))
                .contains("alpha,beta,loss,loss_se", "-1.0,0.0,0.3333333333333333,0.01")
                .endsWith("1.0,0.1,,");
    }

    /** Reading a number gives the same double. */
    @Test
    void numbersKeepEveryBit() throws IOException {
        Landscape landscape = Samples.landscape(false, true);
        String line = lines(landscape).get(7);
        assertThat(Double.parseDouble(line.split(",")[2])).isEqualTo(landscape.loss(0));
    }

    @Test
    void theCommaOfTheUsersLanguageDoesNotGetIn() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(lines(Samples.landscape(false, true))).contains("-1.0,0.1,4.0E-300,0.04");
        } finally {
            Locale.setDefault(before);
        }
    }

    private List<String> lines(Landscape landscape) throws IOException {
        Path file = folder.resolve("surface.csv");
        LandscapeCsv.write(file, landscape);
        assertThat(Files.readString(file)).endsWith("\n").doesNotContain("\r");
        return Files.readAllLines(file);
    }
}
