package io.orograph.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The ground of the commands that make something of a saved result. */
abstract class ResultCommand extends Subcommand {

    @Parameters(paramLabel = "RESULT", description = "The file of a result, as --out or Export numbers wrote it (.npz)")
    private Path file;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public final Integer call() throws IOException {
        run();
        return 0;
    }

    /**
     * Does what the command is for.
     *
     * @throws IOException if a file cannot be read or written
     */
    abstract void run() throws IOException;

    final Path file() {
        return file;
    }

    final CommandLine line() {
        return spec.commandLine();
    }

    /** Says that a file was written. */
    final void wrote(Path written) {
        PrintWriter out = console().out();
        out.println("Wrote " + written);
    }
}
