package io.orograph.fuzz;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.orograph.ProgramProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reader under Jazzer, in a process of its own: the same inputs at every change, and in the long run others for ten seconds
 * a reader, or what {@code -Dfuzz.seconds} says. An input that broke a reader is left in {@code target/fuzz}; once the reader is mended, the input goes
 * to the folder {@code found} of the test resources, where it is tried ever after.
 */
@EnabledOnOs(OS.LINUX)
final class ReaderFuzzingTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
    private static final int START_SECONDS = 600;
    private static final int RUNS = 10_000;
    private static final int FEW_SECONDS = 5 * FuzzedReader.values().length;

    /** Jazzer searches all libraries for what it could instrument: half a minute with those of the window. */
    private static final Pattern NOT_NEEDED = Pattern.compile("(javafx|fxyz|controlsfx|openblas|linux|macosx)[^/]*$");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsSoundOpens(FuzzedReader reader) throws IOException {
        for (byte[] sound : SoundFiles.of(reader)) {
            assertThat(new ReaderFuzzing(reader, folder)
                            .open(FuzzedFile.inputs(sound).get(0)))
                    .isTrue();
        }
    }

    static List<Path> found() throws IOException, URISyntaxException {
        URL url = ReaderFuzzingTest.class.getResource("found");
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatWasFoundIsMended(Path found) throws IOException {
        openAgain(List.of(found));
    }

    /** Opens inputs without Jazzer, to the limits of time and memory as they are. */
    private void openAgain(List<Path> inputs) throws IOException {
        Files.createDirectories(Path.of("target", "fuzz"));
        Map<FuzzedReader, ReaderFuzzing> readers = new EnumMap<>(FuzzedReader.class);
        for (Path file : inputs) {
            byte[] input = Files.readAllBytes(file);
            FuzzedReader reader = FuzzedReader.values()[Math.floorMod(input[0], FuzzedReader.values().length)];
            if (!readers.containsKey(reader)) {
                readers.put(reader, new ReaderFuzzing(reader, folder));
            }
            try {
                readers.get(reader).open(Arrays.copyOfRange(input, 1, input.length));
            } catch (AssertionError | RuntimeException e) {
                Path kept = Files.copy(file, Path.of("target", "fuzz").resolve(file.getFileName()), REPLACE_EXISTING);
                throw new AssertionError(reader + " breaks on " + kept, e);
            }
        }
    }

    /** Two runs, since what one finds first leads it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("long")
    void noInputBreaksAReader(int seed) throws IOException, InterruptedException {
        int seconds = SECONDS * FuzzedReader.values().length;
        fuzz("-max_total_time=" + seconds, seconds, seed);
    }

    /**
     * The same inputs every time, as long as the readers stay the same: some seconds a reader. What this finds was brought in
     * by a change, and not by chance.
     */
    @Test
    void theSameInputsBreakNoReader() throws IOException, InterruptedException {
        fuzz("-runs=" + RUNS, FEW_SECONDS, 20261129);
    }

    /**
     * Fuzzes.
     *
     * @param limit when to end, as Jazzer is told
     * @param seconds how long that takes, on a quiet machine
     */
    private void fuzz(String limit, int seconds, int seed) throws IOException, InterruptedException {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        for (FuzzedReader reader : FuzzedReader.values()) {
            writeSeeds(reader, seeds);
        }
        Path broken = Files.createDirectories(Path.of("target", "fuzz"));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command(limit, seed, seeds, broken))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).as("Jazzer has tried inputs").containsPattern("Done \\d+ runs");
        // What led to new branches is there beside the seeds.
        try (Stream<Path> inputs = Files.list(seeds)) {
            openAgain(inputs.filter(input -> input.toFile().length() > 0).toList());
        }
    }

    private static void writeSeeds(FuzzedReader reader, Path seeds) throws IOException {
        int count = 0;
        for (byte[] sound : SoundFiles.of(reader)) {
            for (byte[] input : FuzzedFile.inputs(sound)) {
                byte[] seed = new byte[input.length + 1];
                seed[0] = (byte) reader.ordinal();
                System.arraycopy(input, 0, seed, 1, input.length);
                Files.write(seeds.resolve(reader + "-" + count++), seed);
            }
        }
    }

    private List<String> command(String limit, int seed, Path seeds, Path broken) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dfuzz.folder=" + folder,
                "-Dfuzz.slack=10",
                "-cp",
                classPath(),
                Jazzer.class.getName(),
                "--target_class=" + ReaderFuzzing.class.getName(),
                "--instrumentation_includes=io.orograph.**",
                "--custom_hook_includes=io.orograph.**",
                "--trace=cov:cmp",
                "--reproducer_path=" + broken,
                "-artifact_prefix=" + broken + File.separator,
                limit,
                "-timeout=60",
                // A process begins with the largest size of the one that started it, which has run tests.
                "-rss_limit_mb=0",
                "-max_len=16384",
                "-seed=" + seed,
                "-print_final_stats=1",
                seeds.toString());
    }

    private static String classPath() {
        Stream<Path> libraries = ProgramProcess.libraries().stream()
                .filter(library -> !NOT_NEEDED.matcher(library.toString()).find());
        Stream<Path> jazzer = Stream.of(Jazzer.class, FuzzedDataProvider.class).map(ReaderFuzzingTest::place);
        Stream<Path> classes = Stream.of(Path.of("target", "test-classes"), Path.of("target", "classes"));
        return Stream.of(classes, libraries, jazzer)
                .flatMap(places -> places)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
