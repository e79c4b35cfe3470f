package io.orograph.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What every command of the program has: its help, and the console that it speaks on. */
abstract class Subcommand implements Callable<Integer> {

    @ParentCommand
    private CommandLineProgram program;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    final Console console() {
        return program.console();
    }

    final boolean isVerbose() {
        return program.isVerbose();
    }
}
