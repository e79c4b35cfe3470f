package io.orograph.ui.main;

import io.orograph.ui.Fx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/** What a window leaves when it is killed, and what the next one offers of it. */
final class LeftBehind {

    private final WindowExtension ui;

    LeftBehind(WindowExtension ui) {
        this.ui = ui;
    }

    private Path root() {
        return ui.folder().resolve("recovery");
    }

    <T> List<T> inBar(String selector, Class<T> type) {
        return Fx.get(() -> ui.stage().getScene().getRoot().lookupAll("#recovery " + selector).stream()
                .map(type::cast)
                .toList());
    }

    String sentence() {
        return inBar(".recovery-sentence", Label.class).get(0).getText();
    }

    void goOn() {
        Fx.run(() -> inBar(".recovery-go-on", Button.class).get(0).fire());
    }

    /** Waits until a note says so much of a piece of work. */
    void awaitNote(String file, String text) {
        Fx.await(file + " is kept", () -> {
            if (Files.notExists(root())) {
                return false;
            }
            try (Stream<Path> files = Files.walk(root())) {
                return files.filter(found -> found.endsWith(file)).anyMatch(found -> says(found, text));
            } catch (UncheckedIOException e) {
                // A folder went meanwhile.
                return false;
            }
        });
    }

    private static boolean says(Path file, String text) {
        try {
            Path note = file.resolveSibling("kept.json");
            return Files.exists(note) && Files.readString(note).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves what there is as a program that is killed does. */
    void killAndStart() {
        ui.window().closeUnasked();
        ui.close();
        ui.open();
    }
}
