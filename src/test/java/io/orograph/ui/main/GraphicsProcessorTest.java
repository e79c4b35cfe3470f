package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphicsProcessorTest {

    @TempDir
    private Path devices;

    @ParameterizedTest
    @ValueSource(strings = {"dri/renderD128", "nvidia0", "dxg"})
    void aDeviceIsSeen(String name) throws IOException {
        Path device = devices.resolve(name);
        Files.createDirectories(device.getParent());
        Files.createFile(device);
        assertThat(GraphicsProcessor.isIn(devices)).isTrue();
    }

    /** A card that only shows a picture does not render. */
    @Test
    void nothingElseIsTakenForOne() throws IOException {
        Files.createDirectories(devices.resolve("dri"));
        Files.createFile(devices.resolve("dri/card0"));
        Files.createFile(devices.resolve("null"));
        assertThat(GraphicsProcessor.isIn(devices)).isFalse();
        assertThat(GraphicsProcessor.isIn(devices.resolve("missing"))).isFalse();
    }

    @Test
    void openGlWithOneAndOurOwnDrawingWithout() {
        assertThat(chosen(Map.of(), true)).isEqualTo(Map.of("prism.forceGPU", "true"));
        assertThat(chosen(Map.of(), false)).isEqualTo(Map.of("prism.order", "sw"));
    }

    @Test
    void whatIsChosenAlreadyStays() {
        Map<String, String> forced = Map.of("prism.forceGPU", "true");
        Map<String, String> order = Map.of("prism.order", "es2");
        assertThat(chosen(forced, false)).isEqualTo(forced);
        assertThat(chosen(order, true)).isEqualTo(order);
    }

    private static Properties chosen(Map<String, String> before, boolean present) {
        Properties properties = new Properties();
        properties.putAll(before);
        GraphicsProcessor.choose(properties, present);
        return properties;
    }
}
