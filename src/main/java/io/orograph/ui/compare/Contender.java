package io.orograph.ui.compare;

import io.orograph.file.FileName;
import java.nio.file.Path;

/**
 * A model to compare.
 *
 * @param name what its column is called
 * @param file the model file
 * @param weights where its weights come from
 */
record Contender(String name, Path file, WeightSource weights) {

    /** A model as its file holds it. */
    static Contender of(Path file) {
        return new Contender(FileName.of(file).replaceFirst("\\.onnx$", ""), file, WeightSource.FILE);
    }
}
