package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The networks that {@code src/test/python/make_zoo.py} wrote into the folder that the system property names: each that has
 * one input and a loss has the loss that PyTorch computes in double precision.
 */
@Tag("long")
@EnabledIfSystemProperty(named = "orograph.zoo", matches = ".+")
class ExportedLossesTest {

    /** The outputs from which PyTorch computes are in single precision. */
    private static final double TOLERANCE = 1e-4;

    private static final int FEWEST = 110;

    @Test
    void eachHasTheLossOfPyTorch() throws IOException {
        List<Path> losses;
        try (Stream<Path> walk = Files.walk(Path.of(System.getProperty("orograph.zoo")), 2)) {
            losses = walk.filter(path -> path.endsWith("loss.json")).sorted().toList();
        }
        List<String> others = new ArrayList<>();
        for (Path file : losses) {
            double wanted = new CommandRun(0, Files.readString(file), "")
                    .json()
                    .path("loss")
                    .asDouble();
            CommandRun run = CommandRun.of(
                    "loss", file.resolveSibling("model.onnx"), "--data", file.resolveSibling("data.npz"), "--json");
            double found = run.code() == 0 ? run.json().path("loss").asDouble() : Double.NaN;
            if (!(Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted)))) {
                others.add(file.getParent().getFileName() + ": " + found + " instead of " + wanted + " " + run.err());
            }
        }
        assertThat(losses).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(others).isEmpty();
    }
}
