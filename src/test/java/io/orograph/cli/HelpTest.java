package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "info", "output", "loss", "landscape", "sharpness", "compare"})
    void fitsATerminalAndGivesExamplesThatRun(String command) {
        CommandRun run = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().mapToInt(String::length).max().orElseThrow())
                .isLessThanOrEqualTo(80);
        assertThat(run.out()).startsWith(("Usage: orograph " + command).strip());
        List<String> examples = examples(run.out());
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Object[] args = example.split(" +");
            // The files of the examples do not exist: all that may be wrong with the command is that.
            assertThat(CommandRun.of(args).err())
                    .as(example)
                    .isIn(
                            "orograph: model.onnx does not exist; check the path.\n",
                            "orograph: other.onnx does not exist; check the path.\n");
        }
        assertThat(
                        command.isEmpty()
                                ? run.out()
                                : CommandRun.of("help", command).out())
                .isEqualTo(run.out());
    }

    /** The commands among the examples, without those that open a window. */
    private static List<String> examples(String help) {
        List<String> examples = new ArrayList<>();
        String joined = help.replace(" \\\n", " ");
        for (String line : joined.lines().map(String::strip).toList()) {
            if (line.matches("orograph [a-z]+ .*")) {
                examples.add(line.substring("orograph ".length()));
            }
        }
        return examples;
    }

    @Test
    void theVersionIsPrinted() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("Orograph \\S+\nJava \\S+\n");
        assertThat(CommandRun.of("-V").out()).isEqualTo(run.out());
    }
}
