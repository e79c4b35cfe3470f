package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ProgramProcess;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A window that is used for long does not grow: neither what its process has in the memory of the machine, nor what
 * Java's objects take. The Java heap is of a fixed size and in memory from the start, so that it cannot pass for a leak.
 */
@NeedsDisplay
class EnduranceTest {

    /** Bytes: what compiled code and the allocator's arenas may still take. A round that left its smallest array would leave more. */
    private static final long ALLOWED = 96L << 20;

    private static final long ALLOWED_OBJECTS = 24L << 20;

    /** Ends a test that hangs, and says nothing of speed. */
    private static final int MOST_SECONDS = 900;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"CANCELLING, 40", "SWITCHING, 16", "ACTING, 40"})
    void aFewRounds(WindowEndurance.Work work, int rounds) throws IOException, InterruptedException {
        repeat(work, rounds);
    }

    @ParameterizedTest
    @CsvSource({"CANCELLING, 1000", "SWITCHING, 200", "ACTING, 334"})
    @Tag("long")
    void manyRounds(WindowEndurance.Work work, int rounds) throws IOException, InterruptedException {
        repeat(work, rounds);
    }

    private void repeat(WindowEndurance.Work work, int rounds) throws IOException, InterruptedException {
        ProgramProcess.Result run = new ProgramProcess(folder)
                .with("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-Dprism.forceGPU=true")
                .ofTests(WindowEndurance.class)
                .within(MOST_SECONDS)
                .run(folder, work, rounds);
        assertThat(run.code()).as(run.err()).isZero();
        String[] printed = run.out().strip().split(" ");
        assertThat(printed[0]).as("rounds").isEqualTo(Integer.toString(rounds));
        assertThat(Long.parseLong(printed[1])).as("bytes of the process").isLessThan(ALLOWED);
        assertThat(printed[3]).as("bytes of arrays that are not freed").isEqualTo("0");
        assertThat(Long.parseLong(printed[2])).as("bytes of Java's objects").isLessThan(ALLOWED_OBJECTS);
    }
}
