package io.orograph.ui.dialog;

import io.orograph.file.FileName;
import io.orograph.study.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The clipboard, for commands that repeat a result. */
public final class CommandClipboard {

    private CommandClipboard() {}

    /**
     * Copies a command.
     *
     * @return a sentence that says so, and what is to be done before it can be run; or that there is none
     */
    public static String copy(Command command) {
        if (command.isEmpty()) {
            return "Not copied: no command is known that repeats this.";
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(command.text());
        Clipboard.getSystemClipboard().setContent(content);
        List<Path> missing = command.missing();
        return missing.isEmpty()
                ? "Copied the command"
                : "Copied the command. It reads " + names(missing)
                        + ", which is in memory only: save these weights there" + " before you run it.";
    }

    private static String names(List<Path> files) {
        return files.stream().map(FileName::of).distinct().collect(Collectors.joining(" and "));
    }
}
