package io.orograph.model;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Sha256;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.EqualTensors;
import io.orograph.network.GraphSample;
import io.orograph.network.Network;
import io.orograph.network.TiedTensor;
import io.orograph.network.operators.OperatorTable;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens model files, whatever they are called: what a file is shows in its content. */
public final class ModelReaders {

    private static final int MEGABYTE = 1 << 20;

    private ModelReaders() {}

    /**
     * Opens a model. Nothing native is allocated.
     *
     * @throws DamagedFileException if the file is no model, or a broken one
     * @throws UnsupportedFileException if it is of another kind, needs what is not supported, or more memory than
     *     there is
     * @throws IOException if it cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static OpenedModel open(Path file, CancelToken cancel) throws IOException {
        return open(file, ModelFormat::read, cancel);
    }

    /**
     * Opens a model to describe it: one whose operators are not all supported is described as far as it goes, and
     * cannot be evaluated.
     *
     * @throws DamagedFileException if the file is no model, or a broken one
     * @throws UnsupportedFileException if it is of another kind, or needs more memory than there is
     * @throws IOException if it cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static OpenedModel outline(Path file, CancelToken cancel) throws IOException {
        return open(file, ModelFormat::outline, cancel);
    }

    @FunctionalInterface
    private interface Reading {
        ModelFormat.Result of(ModelFormat format, Path file, CancelToken cancel) throws IOException;
    }

    private static OpenedModel open(Path file, Reading reading, CancelToken cancel) throws IOException {
        ModelFormat format = Formats.all().reader(FileHead.of(file), Role.MODEL, ModelFormat.class);
        cancel.check();
        long bytes = Files.size(file);
        try {
            ModelFormat.Result model = reading.of(format, file, cancel);
            Network network = GraphSample.of(tied(model.network()), OperatorTable.standard());
            List<String> notices = new ArrayList<>(model.notices());
            misfit(network).ifPresent(notices::add);
            TieNotice.of(network).ifPresent(notices::add);
            return new OpenedModel(
                    file, model.format(), Sha256.of(file), bytes, network, OpenedModel.Choice.NONE, notices);
        } catch (OutOfMemoryError e) {
            // The readers allocate a small multiple of the file's size at most, so this is an honest large model.
            throw new UnsupportedFileException(
                    file,
                    "(" + bytes / MEGABYTE + " MB) needs more memory than the program may use ("
                            + Runtime.getRuntime().maxMemory() / MEGABYTE
                            + " MB); give it more (packaging/run --memory 8g)",
                    e);
        }
    }

    /** Returns the network with what the file holds twice as one parameter. */
    private static Network tied(Network network) {
        List<TiedTensor> tied = new EqualTensors(network.layout(), network.weights()).tied();
        return network.tying(tied, OperatorTable.standard());
    }

    /**
     * Returns a sentence if the layers do not fit together. Only a notice: a model may fit one size of the batch alone,
     * and whoever runs it is told exactly.
     */
    private static Optional<String> misfit(Network network) {
        return new LayerShapes(network).misfit().map(misfit -> "The layers do not fit together: " + misfit + ".");
    }
}
