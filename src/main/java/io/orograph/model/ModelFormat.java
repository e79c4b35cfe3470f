package io.orograph.model;

import io.orograph.format.Format;
import io.orograph.network.Network;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A format of files that hold a network. */
public interface ModelFormat extends Format {

    /**
     * The contents of a model file.
     *
     * @param format what it is and who wrote it: {@code "ONNX, IR 8, opset 13, written by pytorch 1.13"}
     * @param notices what a person should know about how it was read: a sentence each
     */
    record Result(String format, Network network, List<String> notices) {
        public Result {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Reads a model that can be evaluated. Nothing native is allocated.
     *
     * @throws io.orograph.file.UnreadableFileException if it is broken, or needs what is not supported
     * @throws IOException if it cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Result read(Path file, CancelToken cancel) throws IOException;

    /**
     * Reads a model to describe it, whether all its operators are supported or not.
     *
     * @throws io.orograph.file.UnreadableFileException if it is broken, or cannot even be described
     * @throws IOException if it cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Result outline(Path file, CancelToken cancel) throws IOException;
}
