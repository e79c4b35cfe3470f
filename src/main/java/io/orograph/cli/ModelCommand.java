package io.orograph.cli;

import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.KernelLoading;
import io.orograph.study.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The ground that most commands share: each opens a model and says something about it. */
abstract class ModelCommand extends FileCommand {

    @Parameters(paramLabel = "MODEL", description = "The model file (ONNX)")
    private Path file;

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

    /** Returns the model to be computed with; the kernels are loaded while it is read. */
    final OpenedModel openModel() throws IOException {
        KernelLoading.withLayersInBackground();
        return openModel(file);
    }

    /** Opens another model with the same choice of parameters. */
    final OpenedModel openModel(Path other) throws IOException {
        return withChoice(ModelReaders.open(other, console().cancel()));
    }

    /** Returns the model to be described only: its operators need not be supported. */
    final OpenedModel outlineModel() throws IOException {
        return outlineModel(file);
    }

    /** Says which files were written, in the text for a person. */
    final void printWritten(OutputFiles written) {
        written.files().forEach(path -> out().println("Wrote " + path));
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
        if (!experiment.inputs().isEmpty()) {
            result.put("inputs", experiment.inputs());
        }
        print(result.put("loss_kind", experiment.loss().kind().label())
                .put("loss_reason", experiment.loss().reason())
                .put("loss_reading", experiment.lossReading())
                .put("weights", experiment.weights().name())
                .putIfAbsent("samples", experiment.data().samples()));
    }

    /** Prints a result and what a person should know. */
    final void print(JsonLine result) {
        out().println(result.put("notices", console().told()));
    }

    /** Tells more than most want to know: a line on stderr if that is asked for. */
    final void tellIfVerbose(String notice) {
        if (isVerbose()) {
            console().err().println(notice);
        }
    }
}
