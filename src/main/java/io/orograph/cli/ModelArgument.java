package io.orograph.cli;

import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a command is about. */
final class ModelArgument {

    @Parameters(paramLabel = "MODEL", description = "The model file (ONNX)")
    private Path file;

    OpenedModel open() throws IOException {
        return ModelReaders.open(file, new CancelToken());
    }
}
