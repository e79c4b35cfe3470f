package io.orograph;

import io.orograph.cli.CommandLineProgram;
import io.orograph.network.KernelLoading;
import io.orograph.network.NativeThreads;
import io.orograph.ui.main.OrographApplication;
import java.io.File;
import java.util.Locale;

/**
 * The entry point of the program: a window for no arguments or for files to open, the command line for a command. Not a
 * JavaFX application itself, so that the command line needs no JavaFX and the class path needs no modules.
 */
public final class Orograph {

    private Orograph() {}

    public static void main(String[] args) {
        Logs.quieten();
        // Its words are English: so are its numbers and the buttons of its dialogs, whatever the system speaks.
        Locale.setDefault(Locale.ENGLISH);
        try {
            NativeFolder.use();
            NativeThreads.useSafeLookup();
            AddressSpace.check();
        } catch (CannotStartException e) {
            System.exit(CommandLineProgram.cannotStart(e.getMessage()));
        }
        boolean files = args.length > 0 && new File(args[0]).isFile();
        if (args.length > 0 && !files) {
            System.exit(CommandLineProgram.run(args));
        }
        if (!hasDisplay()) {
            System.exit(CommandLineProgram.runWithoutDisplay(args));
        }
        KernelLoading.inBackground();
        OrographApplication.open(args);
    }

    private static boolean hasDisplay() {
        String os = System.getProperty("os.name", "");
        boolean drawsWithX = os.startsWith("Linux") || os.endsWith("BSD");
        return !drawsWithX || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
