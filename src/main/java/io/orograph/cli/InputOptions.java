package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.Precision;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the inputs and for the arithmetic. */
final class InputOptions {

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "The data: ${bundle:formats.data}")
    private Path data;

    @Option(
            names = "--x",
            paramLabel = "NAME",
            description =
                    "Name of the array of inputs; for a network with several, one each: INPUT=ARRAY,INPUT=ARRAY or"
                            + " the arrays in the order of its inputs (default: found by their names and shapes)")
    private List<String> inputNames = List.of();

    @Option(
            names = "--y",
            paramLabel = "NAME",
            description = "Name of the array or column of targets; of a table also several: A,B")
    private String targetName;

    @Option(
            names = "--classes",
            paramLabel = "A,B,…",
            split = ",",
            description = "Names of the classes in the order of the network's outputs (default: the alphabet's)")
    private List<String> classes = List.of();

    @Option(
            names = "--nodes",
            paramLabel = "WHICH",
            description =
                    "Which nodes of a graph count: train, val or test by the masks in the data, all, or the array of a"
                            + " mask or of places (default: train where there is such a mask)")
    private String nodes;

    @Option(names = "--scale-bytes", description = "Divide inputs that are bytes, 0 to 255, by 255")
    private boolean scaleBytes;

    @Mixin
    private PreparationOptions preparation;

    @Option(names = "--double", description = "Compute in 64 bits instead of 32; curvature always is")
    private boolean doublePrecision;

    /** Chosen for the process, since its results can be compared only with those of the same kernels. */
    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            defaultValue = "onednn",
            converter = OptionTypes.KernelsName.class,
            completionCandidates = OptionTypes.KernelsName.class,
            description = "Kernels of products, convolutional layers, layer normalisations, softmax and GELU, one of"
                    + " ${COMPLETION-CANDIDATES}: onednn is faster and falls back to those for nd4j where it has none"
                    + " (default: ${DEFAULT-VALUE})")
    void choose(Kernels kernels) {
        LayerEngines.choose(kernels);
    }

    private String inputName() {
        return inputNames.isEmpty() ? null : String.join(",", inputNames);
    }

    Path file() {
        return data;
    }

    DataSource source() {
        return DataSource.of(data)
                .named(inputName(), targetName)
                .withClasses(classes)
                .counting(nodes)
                .prepared(preparation.chosen());
    }

    DataSource source(Path targets) {
        return DataSource.of(data, targets)
                .named(inputName(), targetName)
                .withClasses(classes)
                .counting(nodes)
                .prepared(preparation.chosen());
    }

    boolean scalesBytes() {
        return scaleBytes;
    }

    Precision precision() {
        return doublePrecision ? Precision.DOUBLE : Precision.SINGLE;
    }
}
