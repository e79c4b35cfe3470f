package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzArrays;
import io.orograph.export.ResultNpz;
import io.orograph.provenance.Key;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.study.Command;
import io.orograph.study.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The command of a result, run by the command line program as it was copied, and what it wrote. */
public final class RepeatedCommand {

    private static final String PROVENANCE_ENTRY = ResultNpz.PROVENANCE + ".npy";

    private RepeatedCommand() {}

    /**
     * Runs a command, whose last step writes a file; a folder {@code record} is made beside that file.
     *
     * @return what the program said of itself besides, all of its steps together
     */
    public static String run(Command command, Path out) {
        Path record = Path.of("record").toAbsolutePath();
        List<List<String>> steps = command.arguments();
        StringBuilder said = new StringBuilder();
        for (List<String> step : steps) {
            List<Object> words = new ArrayList<>(step);
            words.replaceAll(word -> word.equals(record.toString()) ? out.resolveSibling("record") : word);
            if (step == steps.get(steps.size() - 1)) {
                words.addAll(List.of("--out", out));
            }
            CommandRun run = CommandRun.of(words.toArray());
            assertThat(run.code()).as(words + ": " + run.err()).isZero();
            said.append(run.err());
        }
        return said.toString();
    }

    /** Runs the command of a result in a folder, and compares what both hold to the bit. */
    public static void assertRepeats(Result result, Path folder) throws IOException {
        Path expected = folder.resolve("expected.npz");
        Path out = folder.resolve("repeated.npz");
        ResultNpz.write(expected, result);
        run(result.command(), out);
        assertSame(expected, out);
    }

    /** Compares the arrays and texts of two exports to the bit, and their provenances by keys and values. */
    public static void assertSame(Path expected, Path found) throws IOException {
        assertSameArrays(expected, found);
        assertThat(provenance(found)).isEqualTo(provenance(expected));
    }

    /** The same where the command has steps before the last, of which the last alone knows nothing. */
    public static void assertSameButForTheCommand(Path expected, Path found) throws IOException {
        assertSameArrays(expected, found);
        Map<String, Object> wanted = provenance(expected);
        Map<String, Object> got = provenance(found);
        assertThat(wanted.remove(Key.COMMAND.name())).isInstanceOf(String.class);
        assertThat(got.remove(Key.COMMAND.name())).isInstanceOf(String.class);
        assertThat(got).isEqualTo(wanted);
    }

    /** Compares the arrays and texts of two exports to the bit, whatever their provenances say. */
    static void assertSameArrays(Path expected, Path found) throws IOException {
        Map<String, byte[]> wanted = entries(expected);
        Map<String, byte[]> got = entries(found);
        assertThat(got.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((name, bytes) -> assertThat(Arrays.equals(got.get(name), bytes))
                .as(name + " is the same to the bit")
                .isTrue());
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(entries.remove(PROVENANCE_ENTRY)).isNotNull();
        return entries;
    }

    private static Map<String, Object> provenance(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return new LinkedHashMap<>(
                    ProvenanceJson.read(npz.readText(ResultNpz.PROVENANCE)).entries());
        }
    }
}
