package io.orograph.cli;

import io.orograph.arrays.NpyWriter;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.study.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that writes the network's outputs for the data, to compare with another program. */
@Command(
        name = "output",
        description = "Writes the network's outputs for the data, to check an import. Targets are not needed; a table's"
                + " target column (the last, or --y) is left out.",
        footer = {
            "",
            "Example:",
            "  orograph output model.onnx --data test.npz --out y.npy",
            "  python3 -c 'import numpy; print(numpy.load(\"y.npy\"))'"
        })
final class OutputCommand extends ModelCommand {

    @Mixin
    private InputOptions inputs;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "The output to write, where the network has several (default: the first)")
    private String output;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.npy",
            description = "The file to write: float32, or float64 with --double")
    private Path out;

    @Override
    void run() throws IOException {
        new OutputFiles(file(), inputs.file()).add("--out", out).check();
        OpenedModel model = openModel();
        Prediction prediction = Prediction.of(
                model,
                inputs.source(),
                Optional.ofNullable(output),
                inputs.scalesBytes(),
                inputs.precision(),
                console().cancel());
        tell(model.notices());
        tell(prediction.notices());
        Tensor outputs = prediction.outputs();
        NpyWriter.write(out, outputs);
        if (printsJson()) {
            print(new JsonLine()
                    .put("samples", outputs.size(0))
                    .put("shape", Arrays.stream(outputs.shape()).boxed().toList())
                    .put("weights", FileName.of(file())));
        } else {
            out().println("Wrote " + out + ", " + Shape.text(outputs.shape()));
        }
    }
}
