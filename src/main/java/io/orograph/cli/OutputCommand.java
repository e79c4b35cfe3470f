package io.orograph.cli;

import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.data.NpyWriter;
import io.orograph.experiment.LoadedData;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.Predictor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the network says about the data, to compare with another program. */
@Command(
        name = "output",
        description = "Writes the network's outputs for the data, to check an import.",
        mixinStandardHelpOptions = true)
final class OutputCommand implements Callable<Integer> {

    @Mixin
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The .npy file to write")
    private Path out;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OpenedModel opened = model.open();
        Network network = opened.network();
        Dataset dataset = LoadedData.open(data.source()).dataset();
        InputFitter.Fitted fitted =
                InputFitter.fit(dataset, network.inputs().get(0).shape());
        fitted.notices().forEach(spec.commandLine().getErr()::println);
        Dataset inputs = data.scalesBytes() ? InputFitter.scaledToUnit(fitted.dataset()) : fitted.dataset();
        Tensor outputs =
                Predictor.predict(network, network.weights(), inputs.inputs(), data.precision(), new CancelToken());
        NpyWriter.write(out, Tensor.of(outputs.floats(), outputs.shape()));
        spec.commandLine().getOut().println("Wrote " + out + ", " + Shape.text(outputs.shape()));
        return 0;
    }
}
