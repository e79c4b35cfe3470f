package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.export.ResultFile;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.TwicePenalised;
import io.orograph.study.WeightsFile;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A curve of low loss between two models. */
@Command(
        name = "connect",
        description = "Trains a Bézier curve of low loss between two models of one architecture and evaluates the plane"
                + " that it lies in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  orograph connect flat.onnx sharp.onnx --data train.npz --epochs 30 \\",
            "      --lr 0.01 --out surface.npz"
        })
final class ConnectCommand extends PathCommand {

    @Parameters(index = "1", paramLabel = "B", description = "The other model or checkpoint")
    private Path second;

    @Mixin
    private OptimizerOptions optimizer;

    @Option(names = "--bend", paramLabel = "FILE.npz", description = "Write the weights towards which the curve bends")
    private Path bend;

    @Option(names = "--test", paramLabel = "FILE", description = "Further data to evaluate curve and line on")
    private Path test;

    @Override
    void run() throws IOException {
        OutputFiles written = checkedFiles(List.of(second)).add("--bend", bend);
        written.check();
        try (Experiment experiment = data().experiment(openModel(), this::tell);
                LandscapeFiles.Keep keep = keep(experiment)) {
            TrainingSettings settings = optimizer.settings(experiment.data().samples(), 0);
            TwicePenalised.notice(experiment, settings.optimizer().weightDecay())
                    .ifPresent(this::tell);
            Connection study = new Connection(
                    data().weights().in(second),
                    settings,
                    Optional.ofNullable(test).map(DataSource::of),
                    statistics(),
                    Optional.empty());
            Connection.Result found = ask(study, experiment);
            if (bend != null) {
                ResultFile.usual()
                        .write(Outputs.ARRAYS, bend, new WeightsFile(experiment, experiment.layout(), found.bend()));
            }
            print(evaluate(found.found(), experiment), found, experiment, written);
        }
    }

    private void print(
            LandscapeStudy.Result result, Connection.Result found, Experiment experiment, OutputFiles written) {
        Connection.Side train = found.train();
        if (printsJson()) {
            JsonLine line = json(result)
                    .put("highest_on_curve", train.curveHighest())
                    .put("highest_on_line", train.lineHighest())
                    .put("curve_barrier", train.curveBarrier())
                    .put("line_barrier", train.lineBarrier());
            found.test()
                    .ifPresent(side -> line.put("highest_on_curve_test", side.curveHighest())
                            .put("highest_on_line_test", side.lineHighest()));
            print(line, experiment);
            return;
        }
        print(result);
        print("", train);
        found.test().ifPresent(side -> print(", on the test data", side));
        printWritten(written);
    }

    private void print(String data, Connection.Side side) {
        out().printf(
                        Locale.ROOT,
                        "highest loss on the curve %.5g, on the straight line %.5g%s%n",
                        side.curveHighest(),
                        side.lineHighest(),
                        data);
    }
}
