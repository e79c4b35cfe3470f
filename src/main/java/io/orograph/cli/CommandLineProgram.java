package io.orograph.cli;

import io.orograph.experiment.MismatchException;
import io.orograph.experiment.Sample;
import io.orograph.experiment.Samples;
import io.orograph.experiment.Version;
import io.orograph.file.UnreadableFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program without a window. Exit codes: 0 for success, 2 for bad input (arguments, files, model and data that do
 * not go together), 1 for any other failure; an error is one line on stderr.
 */
@Command(
        name = "orograph",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineProgram.VersionText.class,
        description = "Shows the loss landscape of a trained neural network.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without arguments, or with files to open, a window opens.",
            "Example: orograph landscape model.onnx --data test.npz --resolution 51 --figure landscape.png"
        },
        subcommands = {
            InfoCommand.class,
            OutputCommand.class,
            LossCommand.class,
            LandscapeCommand.class,
            SharpnessCommand.class,
            CommandLine.HelpCommand.class
        })
public final class CommandLineProgram implements Runnable {

    private static final int FAILURE = 1;
    private static final int BAD_INPUT = 2;

    @Option(names = "--verbose", scope = CommandLine.ScopeType.INHERIT, description = "Show stack traces of errors")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    CommandLineProgram() {}

    /** What {@code --version} prints. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Orograph " + Version.current(), "Java " + System.getProperty("java.version")};
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command, or a file that exists.");
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(String... args) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLineProgram program = new CommandLineProgram();
        CommandLine line = new CommandLine(program).setOut(out).setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, given) -> {
            err.println("orograph: " + e.getMessage());
            err.println("Try: orograph " + helpOf(e.getCommandLine()));
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (program.verbose) {
                e.printStackTrace(err);
            }
            err.println("orograph: " + sentence(e));
            err.flush();
            return isBadInput(e) ? BAD_INPUT : FAILURE;
        });
        int code = line.execute(args);
        out.flush();
        return code;
    }

    private static String helpOf(CommandLine line) {
        return line.getParent() == null ? "--help" : line.getCommandName() + " --help";
    }

    private static String sentence(Exception e) {
        if (e instanceof CancellationException) {
            return "Cancelled.";
        }
        String message = e.getMessage();
        return message == null ? "Unexpected " + e.getClass().getSimpleName() + "; --verbose shows more." : message;
    }

    private static boolean isBadInput(Exception e) {
        return e instanceof UnreadableFileException
                || e instanceof FileSystemException
                || e instanceof MismatchException
                || e instanceof IllegalArgumentException;
    }

    /**
     * What happens where a window was wanted and there is no display: the figure of the files, or of the first sample,
     * is written instead, and a sentence says so.
     *
     * @param args files: none, or a model and data
     * @return the exit code
     */
    public static int runWithoutDisplay(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Path model;
        Path data;
        if (args.length == 0) {
            List<Sample> samples;
            try {
                samples = Samples.all();
            } catch (IOException e) {
                err.println("orograph: " + e.getMessage());
                return FAILURE;
            }
            if (samples.isEmpty()) {
                err.println("orograph: There is no display for a window, and no samples beside the program.");
                return FAILURE;
            }
            model = samples.get(0).model();
            data = samples.get(0).data();
        } else if (args.length == 2) {
            model = Path.of(args[0]);
            data = Path.of(args[1]);
        } else {
            err.println("orograph: There is no display for a window; name a model and its data to get a figure,"
                    + " or see --help for the commands that need none.");
            return BAD_INPUT;
        }
        Path figure = Path.of("landscape.png").toAbsolutePath();
        out.println("There is no display for a window (DISPLAY is not set): evaluating " + model.getFileName()
                + " and writing its landscape to " + figure);
        return run(out, err, "landscape", model.toString(), "--data", data.toString(), "--figure", figure.toString());
    }
}
