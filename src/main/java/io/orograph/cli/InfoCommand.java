package io.orograph.cli;

import io.orograph.format.FileHead;
import io.orograph.format.FileKind;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.OpenedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that tells what a file is, what is in it, and what can be done with it here. */
@Command(
        name = "info",
        description = "Shows what a file is, what it holds, and what can be done with it: a model, data, weights,"
                + " directions, a landscape.",
        footer = {"", "Example:", "  orograph info model.onnx"})
final class InfoCommand extends FileCommand {

    @Parameters(paramLabel = "FILE", description = "The file")
    private Path file;

    @Override
    public Integer call() throws IOException {
        FileKind kind = kind(file, Formats.all());
        if (kind.can(Role.MODEL)) {
            OpenedModel model = outlineModel(file);
            if (printsJson()) {
                ModelInfo.printJson(out(), model);
            } else {
                ModelInfo.print(out(), model);
            }
        } else if (printsJson()) {
            FileInfo.printJson(out(), kind);
        } else {
            FileInfo.print(out(), kind);
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

    /** Returns the role that a person expects of a file by its name. */
    private static Role expected(Set<Role> likely) {
        if (likely.isEmpty() || likely.contains(Role.MODEL)) {
            return Role.MODEL;
        }
        return likely.contains(Role.DATA) ? Role.DATA : Collections.min(likely);
    }
}
