package io.orograph.model.checkpoint;

import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The weights of a model file as a checkpoint: one of an ONNX series. Only parameters are in it, no running statistics. */
public final class NetworkCheckpoint implements Checkpoint {

    private final Path file;
    private final Network network;
    private final double[] weights;

    private NetworkCheckpoint(Path file, Network network) {
        this.file = file;
        this.network = network;
        this.weights = network.weights();
    }

    /**
     * Opens an ONNX model.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged or needs what is not supported
     * @throws IOException if it cannot be read
     */
    public static NetworkCheckpoint open(Path file) throws IOException {
        return new NetworkCheckpoint(
                file, OnnxReader.read(file, new CancelToken()).network());
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return network.layout().parameters().stream()
                .map(parameter -> new Array(parameter.name(), parameter.shape()))
                .toList();
    }

    @Override
    public double[] read(String name) {
        Parameter parameter = network.layout().find(name).orElseThrow();
        return Arrays.copyOfRange(weights, parameter.offset(), parameter.end());
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
