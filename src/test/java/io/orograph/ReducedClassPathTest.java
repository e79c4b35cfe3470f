package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Libraries that ND4J brings for what this program never asks of them are left out, so that every test here
 * runs without them: a path that needs one fails with its missing class.
 */
final class ReducedClassPathTest {

    @ParameterizedTest
    @CsvSource({
        "com.jakewharton.byteunits.BinaryByteUnit",
        "net.ericaro.neoitertools.Generator",
        "org.apache.commons.collections4.ListUtils",
        "org.apache.commons.compress.archivers.ArchiveEntry",
        "org.apache.commons.net.ntp.NTPUDPClient",
        "org.nd4j.shade.jackson.databind.ObjectMapper",
        "org.threeten.bp.Instant",
        "oshi.SystemInfo",
        "com.sun.jna.platform.win32.Kernel32"
    })
    void isNotThere(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    /** So that a misspelt name above is not taken for a class that is left out. */
    @Test
    void whatIsNeededIsThere() throws ClassNotFoundException {
        assertThat(Class.forName("org.nd4j.linalg.factory.Nd4j")).isNotNull();
        assertThat(Path.of("pom.xml")).content().contains("<artifactId>neoitertools</artifactId>");
    }
}
