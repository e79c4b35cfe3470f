package io.orograph.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private SettingsStore store() {
        return new SettingsStore(folder.resolve("deeper").resolve("settings.json"));
    }

    @Test
    void comeBackAsTheyWereStored() {
        Settings settings =
                new Settings(1111, 777, true, true, "magma", List.of(0.25, 0.75), List.of("b.onnx", "a.onnx"), "data");
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
}
