package io.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of formats in the README is the list that the program has. */
class ReadmeFormatsTest {

    @Test
    void listsWhatIsRead() throws IOException {
        List<String> rows = Formats.all().list().stream()
                .filter(format -> !format.roles().isEmpty())
                .map(ReadmeFormatsTest::row)
                .toList();
        String wanted = "| format | endings | used as |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
        assertThat(Files.readString(Path.of("README.md"))).contains("\n" + wanted + "\n");
    }

    private static String row(Format format) {
        String endings = format.endings().stream()
                .map(ending -> "`" + (ending.startsWith(".") ? "" : "…") + ending + "`")
                .collect(Collectors.joining(", "));
        String roles = format.roles().stream().sorted().map(Role::label).collect(Collectors.joining(", "));
        return "| " + format.name() + " | " + endings + " | " + roles + " |";
    }
}
