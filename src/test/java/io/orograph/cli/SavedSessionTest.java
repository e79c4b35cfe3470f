package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.LandscapeNpz;
import io.orograph.landscape.Landscape;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.SettingsWords;
import io.orograph.session.StoredFile;
import io.orograph.ui.evaluation.EvaluationSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session that a command writes: its grid, its files, and the settings by which the window goes on. */
class SavedSessionTest {

    @TempDir
    Path folder;

    @Test
    void holdsWhatWasEvaluated() throws IOException {
        Path out = folder.resolve("surface.npz");
        Path file = folder.resolve("work.orograph");
        CommandRun run = CommandRun.onDigits(
                "landscape",
                "--resolution",
                3,
                "--seed",
                7,
                "--alpha=-0.5:0.25",
                "--beta=0:1",
                "--out",
                out,
                "--save-session",
                file);
        assertThat(run.code()).as(run.err()).isZero();
        Session session = SessionFile.read(file);
        Landscape landscape = session.shown().orElseThrow().landscape();
        assertThat(landscape.losses()).containsExactly(LandscapeNpz.read(out).losses());
        assertThat(session.subject().orElseThrow().model().find(file).state()).isEqualTo(StoredFile.State.SAME);
        assertThat(session.subject().orElseThrow().data().find(file).state()).isEqualTo(StoredFile.State.SAME);
        assertThat(session.landscapes().get(0).cells()).hasSize(64);
        EvaluationSettings plane = SettingsWords.read(session.settings().get(Session.PLANE), EvaluationSettings.class)
                .orElseThrow();
        assertThat(plane.seed()).isEqualTo(7);
        assertThat(plane.directions()).isEqualTo("random");
        assertThat(plane.resolution()).isEqualTo(3);
        assertThat(plane.region()).containsExactly(-0.5, 0.25, 0.0, 1.0);
    }

    @Test
    void infoSaysWhatIsInIt() throws IOException {
        Path file = folder.resolve("work.orograph");
        CommandRun.onDigits("landscape", "--resolution", 3, "--save-session", file);
        CommandRun info = CommandRun.of("info", file);
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out()).contains("a session that Orograph saved", "9 of 9 cells are evaluated", "digits");
    }
}
