package io.orograph.file;

import java.nio.file.Path;
import java.util.Locale;

/** The folder in which the platform keeps what a program of a user has to remember, though nobody asked it to. */
public final class StateFolder {

    private static final String PROGRAM = "orograph";

    private StateFolder() {}

    /** Returns the folder of this program, which need not exist. */
    public static Path path() {
        Path home = Path.of(System.getProperty("user.home"));
        String local = System.getenv("LOCALAPPDATA");
        if (local != null && !local.isEmpty()) {
            return Path.of(local).resolve(PROGRAM);
        }
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(PROGRAM);
        }
        String state = System.getenv("XDG_STATE_HOME");
        return (state == null || state.isEmpty() ? home.resolve(".local").resolve("state") : Path.of(state))
                .resolve(PROGRAM);
    }
}
