package io.orograph.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.study.runs.TrainingWords;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.settings.Settings;
import io.orograph.ui.settings.SettingsStore;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingPathWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The window's own files changed at random, as text and as values: each opens, or is refused as a file is. Nothing else comes
 * of them at the start of the program.
 */
class MutatedNotesTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 3000);
    private static final long SEED = Long.getLong("mutation.seed", 17);

    /** Values that are of another kind than any that is there, or at the end of a range. */
    private static final List<String> ODD = List.of(
            "null",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"a\\nb\"",
            "[]",
            "[null]",
            "{}",
            "true",
            "\"NaN\"",
            "[[1]]");

    @TempDir
    private Path folder;

    private static List<RecoveryNote> notes() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            LocalDateTime begun = LocalDateTime.of(2026, 11, 29, 6, 30);
            SubjectWords subject = SubjectWords.of(experiment, LocalDate.of(2026, 11, 29));
            EvaluationSettings settings = new EvaluationSettings(
                    "random",
                    "filter",
                    true,
                    7,
                    List.of("a", "b"),
                    1.5,
                    41,
                    "own",
                    0.1,
                    "/d/directions.npz",
                    List.of());
            TrainingPathWords training = new TrainingPathWords(
                    new TrainingWords(
                            "adam", "sam", 0.1, 0.9, 0, 0.05, "cosine", 2, 1, 1, 64, 20, 3, 5, true, 0.2, true),
                    -1,
                    0,
                    true,
                    "3f1c");
            StudyWords study = StudyWords.of("curvature", "curvature")
                    .with("held", List.of("w", "v"))
                    .reading("files", List.of(Path.of("/a.npz")));
            return List.of(
                    RecoveryNote.of(subject, begun, settings, "0123"),
                    new RecoveryNote(subject, begun.toString(), true, "", null, training, 12.5, null),
                    RecoveryNote.of(subject, begun, study));
        }
    }

    /** Changes bytes, or puts another value in the place of one. */
    private static String mutated(String sound, Random random) {
        if (random.nextBoolean()) {
            List<Integer> values = new ArrayList<>();
            for (int at = sound.indexOf(" : "); at >= 0; at = sound.indexOf(" : ", at + 1)) {
                values.add(at + 3);
            }
            int from = values.get(random.nextInt(values.size()));
            int to = from;
            while (to < sound.length() && sound.charAt(to) != '\n') {
                to++;
            }
            String end = sound.charAt(to - 1) == ',' ? "," : "";
            return sound.substring(0, from) + ODD.get(random.nextInt(ODD.size())) + end + sound.substring(to);
        }
        StringBuilder text = new StringBuilder(sound);
        for (int i = 1 + random.nextInt(4); i > 0 && text.length() > 1; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> text.deleteCharAt(at);
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }

    @Test
    void notesOpenOrAreRefused() throws IOException {
        Path file = folder.resolve("kept.json");
        Random random = new Random(SEED);
        for (RecoveryNote note : notes()) {
            note.write(file);
            assertThat(RecoveryNote.read(file)).isEqualTo(note);
            assertThat(NoteReading.read(file)).endsWith("ed.");
            String sound = Files.readString(file);
            int opened = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                String text = mutated(sound, random);
                Files.writeString(file, text);
                try {
                    NoteReading.read(file);
                    opened++;
                } catch (IOException e) {
                    assertThat(e).as("a refusal").hasMessageNotContaining("RuntimeException");
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + SEED + ": " + text, e);
                }
            }
            assertThat(opened).as("some mutations change nothing").isPositive();
        }
    }

    @Test
    void settingsOpenOrAreSaidToBeDamagedAndKept() throws IOException {
        Path file = folder.resolve("settings.json");
        new SettingsStore(file).save(Settings.DEFAULT);
        String sound = Files.readString(file);
        Random random = new Random(SEED);
        int damaged = 0;
        for (int i = 0; i < MUTATIONS / 10; i++) {
            byte[] text = mutated(sound, random).getBytes(StandardCharsets.UTF_8);
            Files.write(file, text);
            SettingsStore store = new SettingsStore(file);
            assertThat(store.load()).isNotNull();
            if (store.problem().isPresent()) {
                damaged++;
                assertThat(store.problem().get()).endsWith("the damaged file is settings-damaged.json beside them.");
                assertThat(folder.resolve("settings-damaged.json")).hasBinaryContent(text);
            }
        }
        assertThat(damaged).isPositive();
    }
}
