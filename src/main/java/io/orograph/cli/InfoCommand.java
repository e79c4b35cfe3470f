package io.orograph.cli;

import io.orograph.format.FileHead;
import io.orograph.format.FileKind;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What a file is, what is in it, and what can be done with it here. */
@Command(
        name = "info",
        description = "Shows what a file is, what it holds, and what can be done with it: a model, data, weights,"
                + " directions, a landscape.",
        footer = {"", "Example:", "  orograph info model.onnx"})
final class InfoCommand implements Callable<Integer> {

    @ParentCommand
    private CommandLineProgram program;

    @Parameters(paramLabel = "FILE", description = "The file")
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
    public Integer call() throws IOException {
        Console console = program.console();
        FileKind kind = kind(file, Formats.all());
        if (kind.can(Role.MODEL)) {
            OpenedModel model = parameters.applied(ModelReaders.outline(file, console.cancel()));
            if (json) {
                ModelInfo.printJson(console.out(), model);
            } else {
                ModelInfo.print(console.out(), model);
            }
        } else if (json) {
            FileInfo.printJson(console.out(), kind);
        } else {
            FileInfo.print(console.out(), kind);
        }
        return 0;
    }

    /**
     * Tells what a file is.
     *
     * @throws IOException if it is of none of these formats, or of one that is not read; the message is a sentence
     */
    static FileKind kind(Path file, Formats formats) throws IOException {
        FileHead head = FileHead.of(file);
        Optional<FileKind> kind = formats.tell(head);
        if (kind.isEmpty() || kind.get().roles().isEmpty()) {
            throw formats.refusal(head, expected(formats.likelyRoles(file)));
        }
        return kind.get();
    }

    /** What a person takes a file for who calls it so. */
    private static Role expected(Set<Role> likely) {
        if (likely.isEmpty() || likely.contains(Role.MODEL)) {
            return Role.MODEL;
        }
        return likely.contains(Role.DATA) ? Role.DATA : Collections.min(likely);
    }
}
