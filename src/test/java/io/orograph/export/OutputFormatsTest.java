package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats to write in: one more is a line in a list. */
final class OutputFormatsTest {

    private static final OutputFormat<String> CAPITALS = OutputFormat.whole(
            "Capitals",
            "Capitals (cap)",
            ".cap",
            (file, text) -> Files.writeString(file, text.toUpperCase(Locale.ROOT)));
    private static final OutputFormats<String> PLAIN = OutputFormats.of(new OutputFormat<>(
            "Text",
            "Text (txt)",
            List.of(".txt", ".text"),
            OutputFormat.Holds.GRID,
            (file, text) -> Files.writeString(file, text)));

    @TempDir
    private Path folder;

    @Test
    void theNameOfAFileSaysWhichOneItIsWrittenIn() throws IOException {
        OutputFormats<String> formats = PLAIN.with(CAPITALS);
        for (String name : List.of("a.txt", "a.TEXT", "a", "a.cap", "a.CAP")) {
            Path file = folder.resolve(name);
            formats.write(file, "straw");
            assertThat(file).hasContent(name.toLowerCase(Locale.ROOT).endsWith(".cap") ? "STRAW" : "straw");
        }
        assertThat(formats.find(folder.resolve("a"))).isEmpty();
        assertThat(PLAIN.find(folder.resolve("a.cap"))).isEmpty();
        assertThat(formats.of(folder.resolve("a.text")).holdsAll()).isFalse();
    }

    @Test
    void theListIsNamedInSentences() {
        assertThat(PLAIN.endings()).isEqualTo(".txt");
        assertThat(PLAIN.with(CAPITALS).endings()).isEqualTo(".txt or .cap");
        assertThat(PLAIN.with(CAPITALS).with(CAPITALS).names()).isEqualTo("Text, Capitals or Capitals");
        assertThatThrownBy(() -> new OutputFormats<>(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
