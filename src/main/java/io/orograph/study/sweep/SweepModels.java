package io.orograph.study.sweep;

import io.orograph.file.FileName;
import io.orograph.model.onnx.DenseNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The architectures of a sweep: files, and dense networks by their widths, which get a file in its folder. */
public final class SweepModels {

    private SweepModels() {}

    /**
     * Returns files by the names of their architectures.
     *
     * @param given files, or texts such as {@code mlp:64-128-10}
     * @param folder of the sweep
     * @throws IllegalArgumentException if two have one name; the message is a sentence
     * @throws IOException if a file cannot be written
     */
    public static Map<String, Path> of(List<Path> given, Path folder) throws IOException {
        Map<String, Path> models = new LinkedHashMap<>();
        for (Path each : given) {
            Optional<DenseNetwork> described = DenseNetwork.of(each.toString());
            Path file = described.isEmpty() ? each : written(described.get(), folder);
            String name = FileName.of(file).replaceFirst("\\.[^.]+$", "");
            if (models.putIfAbsent(name, file) != null) {
                throw new IllegalArgumentException("Two of the models are called " + name + "; rename the file of one");
            }
        }
        return models;
    }

    /** Tells whether a text describes a network by its widths, which has no file. */
    public static boolean isDescribed(Path text) {
        return DenseNetwork.of(text.toString()).isPresent();
    }

    private static Path written(DenseNetwork network, Path folder) throws IOException {
        Path file = folder.resolve("models").resolve(network.name() + ".onnx");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            network.write(file);
        }
        return file;
    }
}
