package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.task.CancelToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** How long a stage takes is told once, from how fast its units follow each other. */
class StudyProgressTest {

    private final StringWriter err = new StringWriter();
    private final PrintWriter lines = new PrintWriter(err, true);
    private double now;
    private final StudyProgress progress =
            new StudyProgress(new Console(lines, lines, false, new CancelToken()), "Training", () -> now);

    private String toldAt(double seconds, long done) {
        now = seconds;
        progress.progress(done, 1000);
        return err.toString();
    }

    /** Before the first unit is done, what is needed once is loaded; ten seconds a unit would be hours. */
    @Test
    void whatIsLoadedOnceIsNoPace() {
        toldAt(10, 1);
        toldAt(10.05, 2);
        assertThat(toldAt(12, 41)).isEmpty();
    }

    @Test
    void slowUnitsAreToldOf() {
        assertThat(toldAt(10, 1)).isEmpty();
        assertThat(toldAt(11, 2)).startsWith("Training takes about 17 min.");
        assertThat(toldAt(20, 3)).as("once").hasLineCount(1);
    }

    /** Of work that goes on, the first units are not of now. */
    @Test
    void whatWasDoneBeforeIsNoPace() {
        toldAt(1, 900);
        assertThat(toldAt(11, 910)).startsWith("Training takes about 17 min.");
    }

    @Test
    void eachStageIsOfItsOwn() {
        toldAt(1, 1);
        progress.stage("Evaluating");
        toldAt(2, 1);
        assertThat(toldAt(8, 2)).startsWith("Evaluating takes about 1 h 40 min.");
    }
}
