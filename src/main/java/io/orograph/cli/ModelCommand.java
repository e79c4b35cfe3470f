package io.orograph.cli;

import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.study.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the commands have in common: each opens a model and says something about it. */
abstract class ModelCommand implements Callable<Integer> {

    @ParentCommand
    private CommandLineProgram program;

    @Parameters(paramLabel = "MODEL", description = "The model file (ONNX)")
    private Path file;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Mixin
    private ParameterOptions parameters;

    @Option(names = "--json", description = "Print the result as one JSON object")
    private boolean json;

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

    final OpenedModel openModel() throws IOException {
        return openModel(file);
    }

    /** Another one, with the same choice of parameters. */
    final OpenedModel openModel(Path other) throws IOException {
        return parameters.applied(ModelReaders.open(other, console().cancel()));
    }

    /** The model to be described only: its operators need not be supported. */
    final OpenedModel outlineModel() throws IOException {
        return parameters.applied(ModelReaders.outline(file, console().cancel()));
    }

    final Console console() {
        return program.console();
    }

    final PrintWriter out() {
        return program.console().out();
    }

    final boolean printsJson() {
        return json;
    }

    /** Tells what a person should know: a line each on stderr. */
    final void tell(List<String> notices) {
        notices.forEach(console()::tell);
    }

    /** Tells one thing. */
    final void tell(String notice) {
        console().tell(notice);
    }

    /** Prints a result, and with it which loss it is of and why, at which weights, and what a person should know. */
    final void print(JsonLine result, Experiment experiment) {
        print(result.put("loss_kind", experiment.loss().kind().label())
                .put("loss_reason", experiment.loss().reason())
                .put("weights", experiment.weights().name()));
    }

    /** Prints a result and what a person should know. */
    final void print(JsonLine result) {
        out().println(result.put("notices", console().told()));
    }

    /** Tells more than most want to know: a line on stderr if that is asked for. */
    final void tellIfVerbose(String notice) {
        if (program.isVerbose()) {
            console().err().println(notice);
        }
    }
}
