package io.orograph.cli;

import io.orograph.format.Formats;
import io.orograph.study.DirectionKind;
import io.orograph.study.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program without a window. Exit codes: 0 for success, 2 for bad input (arguments, files, model and data that do
 * not go together), 130 after Ctrl-C, 1 for any other failure; an error is one line on stderr.
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
            "",
            "Examples:",
            "  orograph",
            "  orograph model.onnx test.npz",
            "  orograph loss model.onnx --data test.npz",
            "  orograph landscape model.onnx --data test.npz --figure landscape.png",
            "",
            "Exit codes: 0 success, 2 bad input, 130 stopped by Ctrl-C, 1 other failure."
        })
public final class CommandLineProgram implements Runnable {

    /** In the order of the help text. */
    private static final List<Class<?>> COMMANDS = List.of(
            InfoCommand.class,
            OutputCommand.class,
            CheckCommand.class,
            LossCommand.class,
            LandscapeCommand.class,
            SharpnessCommand.class,
            SpectrumCommand.class,
            TrainCommand.class,
            SweepCommand.class,
            ExperimentCommand.class,
            GeneralizationCommand.class,
            TrajectoryCommand.class,
            LineCommand.class,
            PlaneCommand.class,
            ConnectCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            ConvertCommand.class,
            FigureCommand.class,
            AnimateCommand.class,
            CommandLine.HelpCommand.class);

    private final Console console;

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show how it is computed, and stack traces of errors")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private CommandLineProgram(Console console) {
        this.console = console;
    }

    /** The text that {@code --version} prints. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Orograph " + Version.current(), "Java " + System.getProperty("java.version")};
        }
    }

    Console console() {
        return console;
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a command or a file to open; see orograph --help");
    }

    /**
     * Runs a command, until it ends or Ctrl-C ends it.
     *
     * @return the exit code
     */
    public static int run(String... args) {
        Console console = Console.ofProcess();
        try (Interruption interruption = Interruption.cancelling(console.cancel())) {
            return run(console, args);
        }
    }

    static int run(Console console, String... args) {
        CommandLineProgram program = new CommandLineProgram(console);
        CommandLine line = new CommandLine(program);
        commands(args).forEach(line::addSubcommand);
        line.setOut(console.out()).setErr(console.err());
        line.setResourceBundle(new HelpTexts(Formats::all, DirectionKind::all));
        line.setUsageHelpAutoWidth(console.terminal());
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setParameterExceptionHandler((e, given) -> {
            Problem.report(UsageError.sentence(e), console.err());
            return Problem.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, result) -> program.report(e));
        int code;
        try {
            code = line.execute(args);
        } catch (OutOfMemoryError | LinkageError e) {
            code = program.report(e);
        }
        return console.isWritten() ? code : Problem.reportOutput(code, console.err());
    }

    /**
     * Returns the command that arguments name; all where they name none, or ask for help. Of a command the library looks
     * into every option by reflection, which for all of them takes most of the time of a short one.
     */
    private static List<Class<?>> commands(String... args) {
        Optional<String> first =
                Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst();
        return COMMANDS.stream()
                .filter(type -> type != CommandLine.HelpCommand.class)
                .filter(type -> first.equals(
                        Optional.of(type.getAnnotation(Command.class).name())))
                .findFirst()
                .map(List::<Class<?>>of)
                .orElse(COMMANDS);
    }

    /**
     * Reports that the program cannot start on this system.
     *
     * @return the exit code
     */
    public static int cannotStart(String sentence) {
        Problem.report(sentence, Console.ofProcess().err());
        return Problem.FAILURE;
    }

    private int report(Throwable e) {
        return Problem.report(e, verbose, console.err());
    }

    /**
     * Writes a figure into the working folder where a window was wanted and there is no display, of the files or of the
     * first sample, and says so in a sentence.
     *
     * @param args files: none, or a model and data
     * @return the exit code
     */
    public static int runWithoutDisplay(String... args) {
        Console console = Console.ofProcess();
        try (Interruption interruption = Interruption.cancelling(console.cancel())) {
            return WithoutDisplay.run(console, Path.of("").toAbsolutePath(), args);
        }
    }
}
