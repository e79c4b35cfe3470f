package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.cli.CommandLineProgram;
import io.orograph.ui.main.MainWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of classes that packaging/run keeps as Java has them in memory, for a quick start. */
final class ClassListTest {

    /** Above it the start is hardly slower than with none; below, the list is of another program. */
    private static final double MOST_MISSING = 0.1;

    private static List<String> listed() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("packaging", "classes.txt"))) {
            return lines.map(line -> line.replace('/', '.')).toList();
        }
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ClassListTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void classesOfTheProgramAreThereUnderTheirNames() throws IOException {
        List<String> own = listed().stream()
                .filter(line -> line.startsWith("io.orograph."))
                .toList();
        List<String> missing = own.stream().filter(name -> !isThere(name)).toList();
        assertThat(own).hasSizeGreaterThan(1000);
        assertThat(missing)
                .as("renamed or removed since; packaging/class-list writes the list anew")
                .hasSizeLessThan((int) (MOST_MISSING * own.size()));
    }

    @Test
    void bothWaysToUseTheProgramAreInIt() throws IOException {
        assertThat(listed())
                .contains(MainWindow.class.getName(), CommandLineProgram.class.getName(), "javafx.scene.control.Label");
    }
}
