package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.RunningStatistics;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The weights of a model file as a checkpoint, with its running statistics of batch normalisations: one of an ONNX series. */
public final class NetworkCheckpoint implements NamedArrays {

    /** A network keeps its real numbers in one type, whatever that of the file was. */
    private static final String REAL = "real";

    private final Path file;
    private final Network network;
    private final Network plain;
    private final double[] weights;

    private NetworkCheckpoint(Path file, Network network, Network plain) {
        this.file = file;
        this.network = network;
        this.plain = plain;
        this.weights = network.weights();
    }

    /**
     * Opens an ONNX model.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged or needs what is not supported
     * @throws IOException if it cannot be read
     */
    public static NetworkCheckpoint open(Path file) throws IOException {
        Network network = OnnxReader.read(file, new CancelToken()).network();
        return new NetworkCheckpoint(file, RunningStatistics.of(network).tracked(), network);
    }

    @Override
    public NetworkCheckpoint withoutStatistics() {
        return new NetworkCheckpoint(file, plain, plain);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return network.layout().parameters().stream()
                .map(parameter -> new Array(parameter.name(), REAL, parameter.shape()))
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
