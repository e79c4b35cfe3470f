package io.orograph.cli;

import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The ground that the commands share: each looks at a file that may be a model, and can say what it finds as JSON. */
abstract class FileCommand extends Subcommand {

    @Mixin
    private ParameterOptions parameters;

    @Option(names = "--json", description = "Print the result as one JSON object")
    private boolean json;

    /** Returns a model with the choice of parameters that the options make. */
    final OpenedModel withChoice(OpenedModel model) {
        return parameters.applied(model);
    }

    /** Returns a model to be described only: its operators need not be supported. */
    final OpenedModel outlineModel(Path file) throws IOException {
        return withChoice(ModelReaders.outline(file, console().cancel()));
    }

    final PrintWriter out() {
        return console().out();
    }

    final boolean printsJson() {
        return json;
    }
}
