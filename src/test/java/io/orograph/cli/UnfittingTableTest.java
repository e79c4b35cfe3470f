package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose columns do not divide into inputs and one target: what is read, and what is said where nothing can be. */
class UnfittingTableTest {

    private static final int LINES = 60;

    @TempDir
    Path folder;

    /** 64 pixels of a digit, whatever they are, and what follows for each line. */
    private Path table(String header, IntFunction<String> line) throws IOException {
        String pixels = IntStream.range(0, 64).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
        String lines = IntStream.range(0, LINES)
                .mapToObj(i -> IntStream.range(0, 64)
                                .mapToObj(j -> Integer.toString((i * 7 + j * j) % 17))
                                .collect(Collectors.joining(","))
                        + "," + line.apply(i))
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("digits.csv"), pixels + "," + header + "\n" + lines + "\n");
    }

    private static String oneHot(int one) {
        return IntStream.range(0, 10).mapToObj(i -> i == one ? "1" : "0").collect(Collectors.joining(","));
    }

    private static String names(String prefix) {
        return IntStream.range(0, 10).mapToObj(i -> prefix + i).collect(Collectors.joining(","));
    }

    private static CommandRun loss(Path data, Object... more) {
        Object[] args = {"loss", CommandRun.sample("digits-mlp-tanh.onnx"), "--data", data, "--json"};
        return CommandRun.of(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
    }

    @Test
    void oneHotColumnsAreTheTargetWhereTheNetworkTakesTheOthers() throws IOException {
        double numbers = loss(table("label", i -> Integer.toString(i % 10)))
                .json()
                .path("loss")
                .asDouble();
        CommandRun oneHot = loss(table(names("digit_"), i -> oneHot(i % 10)));
        assertThat(oneHot.json().path("loss").asDouble()).isEqualTo(numbers);
        assertThat(oneHot.json().path("notices").toString())
                .contains("digit_9, a single one of which is 1 in each line");
    }

    @Test
    void columnsThatAreNotOneHotAreNoTargets() throws IOException {
        CommandRun run = loss(table(names("digit_"), i -> oneHot(i % 10).replaceFirst("0", "1")));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("have the shape [60, 73], but the network expects")
                .contains("the target is digit_9. Name other targets with --y A or --y A,B");
    }

    @Test
    void theSentenceNamesOneHotColumnsThatWereNotTaken() throws IOException {
        CommandRun run = loss(table(names("digit_") + ",label", i -> oneHot(i % 10) + "," + i % 10));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the target is label. The columns " + names("digit_").replace(",", ", "))
                .contains("look like the target, one-hot: --y " + names("digit_"));
    }

    @Test
    void wordsAmongTheInputsAreToBeNumbers() throws IOException {
        CommandRun run = loss(table("colour,label", i -> (i == 7 ? "red" : "3") + "," + i % 10));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'red' in line 9, column colour").contains("write words as the numbers");
    }

    /** The lines of a table without its header, their target last or first. */
    private Path bare(boolean first, IntFunction<String> target) throws IOException {
        List<String> lines = Files.readAllLines(table("label", target));
        return Files.write(
                folder.resolve("bare.csv"),
                lines.stream()
                        .skip(1)
                        .map(line -> line.replaceAll("(\\d+),", "$1.5,"))
                        .map(line -> !first
                                ? line
                                : line.substring(line.lastIndexOf(',') + 1) + ","
                                        + line.substring(0, line.lastIndexOf(',')))
                        .toList());
    }

    /** Numbers alone: of the first and the last column the one with labels is the target. */
    @Test
    void aTableOfNumbersAloneIsReadWhereItsTargetShows() throws IOException {
        JsonNode last = loss(bare(false, i -> Integer.toString(i % 10))).json();
        JsonNode first = loss(bare(true, i -> Integer.toString(i % 10))).json();
        assertThat(last.path("samples").asInt()).isEqualTo(LINES);
        assertThat(first.path("loss")).isEqualTo(last.path("loss"));
        assertThat(last.path("notices").toString())
                .contains("The table has no header", "The target is the column 65, which holds labels");
        CommandRun real = loss(bare(false, i -> i % 10 + ".25"));
        assertThat(real.code()).isEqualTo(2);
        assertThat(real.err()).contains("has no header: its first line holds only numbers");
    }
}
