package io.orograph.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.data.Preparation;
import io.orograph.session.DataPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered, and the file that it is remembered in. */
class SettingsTest {

    @TempDir
    private Path folder;

    private static final DataPair PAIR = DataPair.of(
            Path.of("b.onnx"),
            DataSource.of(Path.of("x.npy"), Path.of("y.npy"))
                    .named("x", "label")
                    .withClasses(List.of("cat", "dog"))
                    .prepared(new Preparation(List.of(32, 24), 0.5, List.of(0.1, 0.2, 0.3), List.of(2.0))),
            LocalDate.of(2026, 3, 4));

    private SettingsStore store() {
        return new SettingsStore(folder.resolve("deeper").resolve("settings.json"));
    }

    @Test
    void comeBackAsTheyWereStored() {
        Settings settings = new Settings(
                1111,
                777,
                true,
                true,
                "magma",
                List.of(0.25, 0.75),
                List.of("b.onnx", "a.onnx"),
                List.of(PAIR),
                "data",
                new Room(List.of("settings"), true, List.of("2.5-D")),
                new FigureChoices("column", 240, 0, 9, "dark", true, 600, "surface", "serif"),
                new FilmChoices(12, 30, 960));
        store().save(settings);
        assertThat(store().load()).isEqualTo(settings);
    }

    @Test
    void areTheDefaultsWhereNothingIsStored() {
        assertThat(store().load()).isEqualTo(Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"width\": tru",
                "{\"width\": \"wide\"}",
                "{\"width\": -5, \"height\": 1e300}",
                "{\"recentModels\": [null]}",
                "{\"dividers\": [null]}",
                "{\"room\": {\"folded\": [null]}}",
                "{\"room\": {}}",
                "{\"pairs\": [null, {\"model\": \"m.onnx\"}, {\"data\": \"d.npz\"}]}",
                "{\"dividers\": [7, \"NaN\", -1]}",
                "{\"something\": {\"newer\": true}}"
            })
    void areTheDefaultsWhereTheFileIsDamaged(String text) throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, text);
        assertThat(new SettingsStore(file).load()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SettingsStore inAFile = new SettingsStore(file.resolve("settings.json"));
        inAFile.save(Settings.DEFAULT);
        assertThat(inAFile.load()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void dataComeBackAsTheyWereRead() {
        store().save(Settings.DEFAULT.withPair(PAIR));
        DataPair back = store().load().pairs().get(0);
        assertThat(back.day()).contains(LocalDate.of(2026, 3, 4));
        assertThat(back.source().targetsPath()).contains(Path.of("y.npy").toAbsolutePath());
        assertThat(back.source().inputName()).contains("x");
        assertThat(back.source().targetName()).contains("label");
        assertThat(back.source().classes()).containsExactly("cat", "dog");
        assertThat(back.source().preparation())
                .isEqualTo(new Preparation(List.of(32, 24), 0.5, List.of(0.1, 0.2, 0.3), List.of(2.0)));
    }

    @Test
    void theLatestDataOfEachModel() {
        Settings settings = Settings.DEFAULT.withPair(PAIR);
        for (int i = 0; i < 120; i++) {
            settings = settings.withPair(
                    DataPair.of(Path.of(i + ".onnx"), DataSource.of(Path.of("d.npz")), LocalDate.EPOCH));
        }
        assertThat(settings.pairs()).hasSize(100);
        settings =
                settings.withPair(DataPair.of(Path.of("119.onnx"), DataSource.of(Path.of("e.npz")), LocalDate.EPOCH));
        assertThat(settings.pairs()).hasSize(100);
        assertThat(settings.pairs().get(0).data()).endsWith("e.npz");
    }

    @Test
    void theTenLatestModelsEachOnce() {
        Settings settings = Settings.DEFAULT;
        for (int i = 0; i < 12; i++) {
            settings = settings.withRecentModel("model " + i);
        }
        settings = settings.withRecentModel("model 5");
        assertThat(settings.recentModels())
                .hasSize(10)
                .startsWith("model 5", "model 11")
                .doesNotHaveDuplicates();
        assertThat(Arrays.asList("model 0", "model 1")).doesNotContainAnyElementsOf(settings.recentModels());
    }

    /** Two windows of one user: the one that stores last does not forget what the other has opened. */
    @Test
    void twoWindowsHaveOneListOfRecentModels() {
        RememberedSettings first = new RememberedSettings(store());
        RememberedSettings second = new RememberedSettings(store());
        first.rememberModel(Path.of("a.onnx"));
        second.rememberModel(Path.of("b.onnx"));
        first.change(now -> now.withTheme(true, "magma"));
        String a = Path.of("a.onnx").toAbsolutePath().toString();
        String b = Path.of("b.onnx").toAbsolutePath().toString();
        assertThat(store().load().recentModels()).containsExactly(b, a);
        assertThat(first.settingsProperty().get().recentModels()).containsExactly(b, a);
        second.forgetModel(Path.of("a.onnx"));
        first.storeLast(now -> now.withTheme(false, "viridis"));
        assertThat(store().load().recentModels()).containsExactly(b);
    }
}
